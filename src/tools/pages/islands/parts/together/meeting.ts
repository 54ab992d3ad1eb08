import { inCallout, mergedTexts } from '../../../editor/merge.ts'
import type { AtDesk } from '../editor/desk.ts'
import { bindingOf } from './binding.ts'
import { Cursors, pointIn } from './cursors.ts'
import { type Ends, Shared } from './shared.ts'
import { ask, type State, type Writer } from './wire.ts'

/** How often the others hear where one's cursor is while one does not write. */
const POINT_MS = 1_000
/** What is on its way is waited for, before all of it is saved. */
const FLUSH_MS = 2_500

/** A form in which several people write one page: the editor shows a shared text, and saving saves what all have written. */
export class Meeting {
  private shared: Shared | undefined
  private readonly cursors = new Cursors()
  private readonly away = new AbortController()
  private readonly address: string
  private readonly me: string
  private pointing: ReturnType<typeof setTimeout> | undefined
  private pointed = ''
  private stopped = false

  constructor(private readonly desk: AtDesk) {
    this.address = desk.element.dataset.together!
    this.me = desk.element.dataset.me ?? ''
  }

  /**
   * Comes to the others, or begins. Where they cannot be reached one writes alone, as ever.
   * @param from what one's own text began as
   */
  async begin(from: string): Promise<void> {
    const { status, data } = await ask<State>(this.address, {})
    if (this.stopped) return
    if (!data?.text) return void (status === 403 || status === 404 ? this.over('gone') : undefined)
    const { rich, drafting, form, element } = this.desk
    const written = rich.view.state
    const mine = rich.markdown()
    const shared = this.read({ ...data, text: data.text })
    if (!shared) return this.over('alone')
    this.shared = shared
    const { doc, plugins } = bindingOf(shared.text, this.cursors)
    rich.share(doc, plugins, data.base)
    drafting.rest(true)
    element.dataset.shared = ''
    this.followForm(form)
    this.take(data)
    shared.begin()
    // Mostly nobody else has written yet: then it is as it was, to the last space, and the cursor where it was.
    if (rich.markdown() === from) rich.become(written)
    else if (mine !== from && mine !== rich.markdown()) this.bring(mine, from)
    if (shared.lost) this.bringLost(shared.lost)
  }

  /** The shared text; undefined, where it is made so that nobody can read it. */
  private read(state: State & { text: number }): Shared | undefined {
    try {
      return new Shared(state, this.address, this.me, this.ends())
    } catch {
      return undefined
    }
  }

  /** The cursor moved: the others hear where it is, now and then. */
  moved(): void {
    if (!this.shared || this.stopped) return
    this.pointing ??= setTimeout(() => {
      this.pointing = undefined
      if (this.stopped || !this.desk.rich.view.hasFocus()) return
      const at = pointIn(this.desk.rich.view)
      if (at !== this.pointed) this.shared?.point()
      this.pointed = at
    }, POINT_MS)
  }

  /** A file belongs to the page from now on: the others see it at once. */
  attached(id: number | string, alt: string): void {
    if (!this.shared || this.stopped) return
    void ask(`${this.address}/files`, {
      attachments: [Number(id)],
      [alt ? `alt-${id}` : `decorative-${id}`]: alt || true,
    })
  }

  /** One goes on alone. */
  stop(): void {
    if (this.stopped) return
    this.end()
    this.shared?.stop()
  }

  private end(): void {
    this.stopped = true
    clearTimeout(this.pointing)
    this.away.abort()
    this.cursors.clear()
    delete this.desk.element.dataset.shared
    this.writers([])
    if (!this.shared) return
    this.desk.rich.unshare()
    this.desk.drafting.rest(false)
  }

  private ends(): Ends {
    const { rich, drafting, words } = this.desk
    const said = { kept: words.sharedKept, waiting: undefined, offline: words.sharedOffline }
    return {
      markdown: () => rich.markdown(),
      at: () => (rich.view.hasFocus() ? pointIn(rich.view) : ''),
      points: (points) => this.cursors.take(points, rich.view),
      writers: (people) => this.writers(people),
      saved: (state) => this.saved(state),
      status: (status) => {
        if (status === 'kept') void drafting.handedOver()
        if (said[status] !== undefined) drafting.say(said[status])
      },
      over: (why) => this.over(why),
    }
  }

  private over(why: 'gone' | 'ended' | 'alone'): void {
    const { rich, drafting, words, element } = this.desk
    this.end()
    // It stays above the text: below it one reads from now on that one's draft is kept.
    if (why !== 'gone') {
      this.sayAbove((why === 'ended' ? words.sharedEnded : words.sharedAlone) ?? '')
      return
    }
    drafting.say(words.sharedGone ?? '')
    rich.close()
    element.querySelector<HTMLButtonElement>('.foot button[type="submit"]')?.setAttribute('disabled', '')
  }

  /** What is saved is what all have written, as far as it has come here; what is on its way is waited for. */
  private followForm(form: HTMLFormElement): void {
    const outside = { signal: this.away.signal }
    form.addEventListener(
      'formdata',
      ({ formData }) => {
        formData.set('sitting', String(this.shared!.id))
        formData.set('upto', String(this.shared!.number))
      },
      outside,
    )
    let sent = false
    form.addEventListener(
      'submit',
      (event) => {
        if (sent) return
        event.preventDefault()
        event.stopImmediatePropagation()
        sent = true
        const again = () => {
          if (form.isConnected) form.requestSubmit(event.submitter as HTMLButtonElement | null)
          sent = false
        }
        // Not within this very event: a form that is being sent does not listen.
        void this.shared!.flush(FLUSH_MS).then(() => setTimeout(again))
      },
      { ...outside, capture: true },
    )
  }

  private saved(state: State): void {
    const { version } = this.field('version') ?? {}
    this.take(state)
    if (version !== String(state.version)) this.desk.drafting.say(this.desk.words.sharedSaved ?? '')
  }

  /** The page's version and title as they are now; not a title that one has changed oneself. */
  private take({ version, title, base }: State): void {
    this.desk.rich.setBase(base)
    const number = this.input('version')
    if (number) number.value = String(version)
    const field = this.input('title')
    if (field && field.value === field.defaultValue) field.value = field.defaultValue = title
  }

  private field(name: string): { version: string } | undefined {
    const field = this.input(name)
    return field ? { version: field.value } : undefined
  }

  private input(name: string): HTMLInputElement | undefined {
    const field = this.desk.form.elements.namedItem(name)
    return field instanceof HTMLInputElement ? field : undefined
  }

  /** What one wrote alone goes to what the others have; where both changed a block both stay. */
  private bring(mine: string, from: string): void {
    const { rich, words } = this.desk
    const { text } = mergedTexts(from, rich.markdown(), mine, (own) => inCallout(words.sharedMine ?? '', own))
    rich.read(text)
  }

  /** What this device kept of a text that is over is shown beside the one that is there now. */
  private bringLost(lost: { base: string; markdown: string }): void {
    const { drafting, rich } = this.desk
    const nothing = lost.markdown === lost.base || lost.markdown === rich.markdown()
    if (nothing) this.shared?.forget()
    else
      drafting.offer(lost.markdown, (chosen) => {
        if (chosen) this.bring(lost.markdown, lost.base)
        this.shared?.forget()
      })
  }

  /** Who writes here, in words. */
  private writers(people: Writer[]): void {
    const { words } = this.desk
    const names = people.filter(({ id }) => String(id) !== this.me).map(({ name }) => name)
    const list = new Intl.ListFormat(document.documentElement.lang || 'en').format(names)
    const said = (names.length > 1 ? words.writeHere : words.writesHere) ?? ''
    this.sayAbove(names.length ? said.replace('{names}', list) : '')
  }

  /** Said once: when somebody comes or goes, or all of them are gone. */
  private sayAbove(text: string): void {
    const line = this.desk.element.querySelector<HTMLElement>('[data-writers]')
    if (line && line.textContent !== text) line.textContent = text
  }
}
