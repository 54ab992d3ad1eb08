import type { Composer } from '../../../../ui/islands/composer.ts'
import { speak } from '../../../../ui/islands/parts/insert.ts'
import { BesideRead } from './beside-read.ts'
import { beforeEach, carry, follow } from './carrying.ts'
import { Coming } from './coming.ts'
import { Days } from './days.ts'
import { drop, otherTabs, put, tryAgain, type Waiting, waiting } from './outbox.ts'
import { Place } from './place.ts'
import { followQuiet } from './quiet.ts'
import { ReadBy } from './read-by.ts'
import { recordingOf } from './recordings.ts'
import { Said, type Words } from './said.ts'
import { Walking } from './walking.ts'
import { Writing, type Written } from './writing.ts'

// As the page itself fetches it: imported with the rest, every page would fetch one file more.
const { attend } = await import('../../../../ui/islands/parts/live.ts')

/** So long what goes out waits for a draft that is on its way: it must not come after the message that drops it. */
const DRAFT_MS = 3_000

/** The page of a room. What it adds is taken away with it; what it has to know lies in the page itself. */
class Room extends HTMLElement {
  private readonly me = document.body.dataset.me ?? ''
  private readonly item = this.dataset.item ?? ''
  private readonly words = JSON.parse(this.dataset.words ?? '{}') as Words
  private ends: (() => void)[] = []
  /** Sent by other tabs, as far as this one knows. */
  private readonly arrived = new Set<string>()
  private said!: Said
  private place!: Place
  private coming!: Coming
  private writing: Writing | undefined

  connectedCallback(): void {
    const chat = this.closest<HTMLElement>('.chat')
    const list = chat?.querySelector<HTMLElement>('[data-live-item]')
    if (!chat || !list || this.ends.length) return
    const composer = document.querySelector<Composer>('copse-composer.stay')
    this.asItCame(list)
    const toEnd = document.querySelector<HTMLElement>('[data-to-end]')
    if (toEnd) composer?.prepend(toEnd)
    this.place = new Place(list, toEnd, this.dataset.opened)
    this.coming = new Coming(list, this.me, () => this.waits().some((one) => !one.number))
    const days = new Days(list, this.words, this.dataset.zone)
    const walking = this.walk(chat, list, days)
    const beside = this.dataset.reading ? new BesideRead(list, this.dataset.reading) : undefined
    // Of what is said beside a message nobody sees who has read it.
    const readBy = this.dataset.thread ? undefined : new ReadBy(list)
    const act = { again: (one: Waiting) => this.again(one), back: (one: Waiting) => void this.back(one) }
    this.said = new Said(this, this.words, act, speak)
    const came = () => {
      days.look()
      this.look()
      this.place.keep()
      beside?.look()
    }
    list.addEventListener('copse:came', came)
    if (composer)
      this.writing = new Writing(
        composer,
        this.words,
        (written) => this.take(written),
        () => editLast(list, this.me),
      )
    this.ends = [
      followQuiet(),
      follow(() => this.look()),
      otherTabs(() => this.heed()),
      attend({ opened: () => carry(this.me), heard() {}, connected() {} }),
      () => list.removeEventListener('copse:came', came),
      () => this.place.stop(),
      () => this.coming.stop(),
      () => walking?.stop(),
      () => beside?.stop(),
      () => readBy?.stop(),
      () => this.writing?.stop(),
    ]
    beforeEach((one) => this.settle(one))
    for (const one of this.waits()) this.writing?.forget(one.fields.text)
    this.look()
    carry(this.me)
  }

  disconnectedCallback(): void {
    for (const end of this.ends) end()
    this.ends = []
    beforeEach(() => {})
  }

  /** A page to which one comes back is shown as it was left: what belonged to that moment goes. */
  private asItCame(list: HTMLElement): void {
    for (const row of this.querySelectorAll('article')) row.remove()
    for (const held of list.querySelectorAll<HTMLElement>('article[hidden]')) held.hidden = false
  }

  private walk(chat: HTMLElement, list: HTMLElement, days: Days): Walking | undefined {
    const [earlier, later] = ['.earlier', '.later'].map((way) => chat.querySelector<HTMLElement>(way))
    if (!earlier || !later) return undefined
    const changed = () => {
      days.look()
      this.place.look()
    }
    const say = (count: number) => speak((this.words.fetched ?? '').replace('{count}', String(count)))
    return new Walking(list, { earlier, later }, changed, say)
  }

  /** Another tab has said something, or has sent it. Whichever has a connection sends, one at a time. */
  private heed(): void {
    for (const { name, number } of this.waits()) {
      if (!number || this.arrived.has(name)) continue
      this.arrived.add(name)
      // With the message the server has dropped the draft, which may be what is being written here.
      this.writing?.composer.drafting?.dropped()
    }
    this.look()
    carry(this.me)
  }

  private waits(): Waiting[] {
    const thread = Number(this.dataset.thread ?? 0)
    return waiting(this.me, this.item).filter(({ fields }) => Number(fields.thread ?? 0) === thread)
  }

  /** Shows what waits as it stands now. What has arrived goes in the moment in which its message is there. */
  private look(): void {
    if (!this.ends.length) return
    const all = this.waits()
    for (const one of this.said.show(all)) {
      if (one.number && this.coming.isAtEnd && !this.coming.shows(one.number)) continue
      this.said.remove(one)
    }
    this.coming.release(all)
    this.place.keep()
  }

  private take(written: Written): void {
    put(this.me, { ...written, item: this.item })
    carry(this.me)
    // What one says stands at the end, so that is where one goes.
    if (this.coming.isAtEnd) {
      this.look()
      this.place.toEnd()
    } else document.querySelector<HTMLElement>('[data-to-end] a')?.click()
  }

  private again(one: Waiting): void {
    tryAgain(one, crypto.randomUUID())
    this.look()
    carry(this.me)
  }

  private async back(one: Waiting): Promise<void> {
    const sounds = await Promise.all((one.sounds ?? []).map(({ id }) => recordingOf(id).catch(() => undefined)))
    drop(one)
    this.look()
    this.writing?.bring(one.fields)
    void this.writing?.composer.add(sounds.flatMap((sound) => sound ?? []))
    // Those after it need not wait for it any more.
    carry(this.me)
  }

  private async settle(one: Waiting): Promise<void> {
    const drafting = this.writing?.composer.drafting
    if (one.item !== this.item || !drafting) return
    await Promise.race([drafting.settled, new Promise((late) => setTimeout(late, DRAFT_MS))])
    drafting.dropped()
  }
}

/** The last message that one has written and may change: its page for changing it. */
function editLast(list: HTMLElement, me: string): void {
  const own = `article.message[data-by="${CSS.escape(me)}"] a[href$="/edit"]`
  ;[...list.querySelectorAll<HTMLAnchorElement>(own)].at(-1)?.click()
}

customElements.define('copse-room', Room)
