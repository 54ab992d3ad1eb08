import type { Words } from '../composer.ts'
import { offerOther } from './other-draft.ts'

const FIELDS = ['text', 'title', 'tags', 'intent', 'lang', 'replyTo']
const PAUSE_MS = 900
/** What a browser still sends of a page that is being left, in bytes, with some room. */
const LAST_WORDS = 60_000

type Fields = Record<string, string>

/**
 * What this tab has sent last, by place, and the version it became. A page that comes back from Turbo's cache is older
 * than what was kept while it was left.
 */
const known = new Map<string, { fields: string; version: number }>()

/** A file as the draft knows it. */
export interface DraftFile {
  id: number
  url: string
  name: string
  type: string
  width: number | null
  alt: string
  decorative: boolean
}

/**
 * Keeps what is being written: on the device first, so that nothing can be lost, and on the server a moment after the
 * last key; what is there needs no place on the device any more. When another tab has kept something else since, both
 * texts are offered.
 */
export class Drafting {
  /** Called with the files of a draft that came back and are not shown yet. */
  showFiles: ((files: DraftFile[]) => void) | undefined
  private timer: ReturnType<typeof setTimeout> | undefined
  private kept = ''
  private sending = false
  /** What is on its way to the server. */
  private settles: Promise<void> = Promise.resolve()
  /** Counts the texts that were begun here: what is heard of one before concerns this one no more. */
  private texts = 0
  /** On its way as a message: not to be kept as a draft behind its back. */
  private leaving = false
  private over = false
  private ended = false
  /** What is written is kept elsewhere: others write it too. */
  private resting = false
  private readonly place: string
  private readonly status: HTMLElement

  constructor(
    private readonly composer: HTMLElement,
    private readonly form: HTMLFormElement,
    private readonly words: Words,
  ) {
    this.place = composer.dataset.place ?? ''
    this.status = composer.querySelector<HTMLElement>('[data-status]')!
    if (!this.place) return
    this.kept = this.snapshot()
    composer.dataset.version = String(Math.max(this.version, known.get(this.shelf)?.version ?? 0))
    this.bringBack()
    form.addEventListener('input', this.soon)
    form.addEventListener('change', this.soon)
    form.addEventListener('turbo:submit-start', () => this.letGo())
    form.addEventListener('turbo:submit-end', (event) => {
      const { success, fetchResponse } = (event as CustomEvent).detail
      if (success) this.forget()
      else if (!fetchResponse) this.soon()
    })
    addEventListener('online', this.now)
    addEventListener('pagehide', this.atOnce)
    document.addEventListener('visibilitychange', this.whenHidden)
  }

  /** Says something where the state of the draft is said. */
  say(words: string): void {
    this.status.textContent = words
  }

  /** Shows another text beside this one, to be chosen. */
  offer(text: string, choose: (chosen: boolean) => void): void {
    offerOther(this.form, { text }, this.words, (other) => choose(other !== undefined))
  }

  /** The page is left for another: the last words go at once. */
  stop(): void {
    if (!this.place) return
    clearTimeout(this.timer)
    this.atOnce()
    this.ended = true
    removeEventListener('online', this.now)
    removeEventListener('pagehide', this.atOnce)
    document.removeEventListener('visibilitychange', this.whenHidden)
  }

  /** While others write the same text it is no draft of one's own. */
  rest(resting: boolean): void {
    this.resting = resting
    clearTimeout(this.timer)
    // Who leaves a page that others write too leaves no draft behind: with one they would write alone when they come back.
    if (this.ended) return
    if (!resting) this.soon()
    else localStorage.removeItem(this.shelf)
  }

  /**
   * Others have all that was written: a draft from before would be what one finds on coming back, without the words since
   * and without the others.
   */
  async handedOver(): Promise<void> {
    await this.settles
    const { version } = this
    if (!version || !this.resting) return
    const body = JSON.stringify({ version })
    const headers = { accept: 'application/json', 'content-type': 'application/json' }
    const ending = { method: 'POST', keepalive: true, body, headers }
    const answer = await fetch(`/drafts/${this.place}/ending`, ending).catch(() => undefined)
    if (!answer?.ok || this.version !== version) return
    this.composer.dataset.version = '0'
    known.delete(this.shelf)
    this.kept = ''
  }

  /** After a change that is no key pressed: a file that arrived. */
  readonly soon = (): void => {
    if (!this.place || this.resting) return
    this.leaving = false
    clearTimeout(this.timer)
    this.timer = setTimeout(this.now, PAUSE_MS)
  }

  /** Its words were taken to be sent, and are kept elsewhere until then; a new text begins. */
  emptied(): void {
    this.texts++
    clearTimeout(this.timer)
    localStorage.removeItem(this.shelf)
    this.kept = this.snapshot()
    this.say('')
  }

  /** What is on its way to the server has come there, or not. */
  get settled(): Promise<void> {
    return this.settles
  }

  /** The server drops the draft with the message that it takes: what has been begun meanwhile is to be kept once more. */
  dropped(): void {
    if (!this.place || !(JSON.parse(this.snapshot()) as Fields).text) return
    this.kept = ''
    this.soon()
  }

  /** Puts a text here from elsewhere, in place of what stands there. */
  bring(fields: Fields): void {
    this.fill(fields)
    this.kept = ''
    this.soon()
  }

  /** What is sent as a message is no draft; until it has arrived, it stays on the device. */
  private letGo(): void {
    this.leaving = true
    clearTimeout(this.timer)
    if (!this.resting) this.shelve(this.snapshot())
  }

  private forget(): void {
    this.over = true
    known.delete(this.shelf)
    clearTimeout(this.timer)
    localStorage.removeItem(this.shelf)
  }

  /** On the device, for this person alone: others may sign in here. */
  private get shelf(): string {
    return `draft:${this.composer.dataset.me}:${this.place}`
  }

  private shelve(fields: string): void {
    try {
      // With a + when one more version of ours is on its way.
      localStorage.setItem(this.shelf, `${this.version}${this.sending ? '+' : ''} ${fields}`)
    } catch {
      // A device without room for it: the server keeps it.
    }
  }

  private snapshot(): string {
    const data = new FormData(this.form)
    const fields = FIELDS.flatMap((name) => (typeof data.get(name) === 'string' ? [[name, data.get(name)]] : []))
    const files = data.getAll('attachments').join(',')
    if (files) fields.push(['attachments', files])
    return JSON.stringify(Object.fromEntries(fields))
  }

  /** What the device holds, and which version of the draft it was written on. */
  private shelved(): { versions: number[]; fields: string } | undefined {
    const [, version, more, fields] = /^(\d+)(\+?) ([\s\S]*)$/.exec(localStorage.getItem(this.shelf) ?? '') ?? []
    if (fields === undefined) return undefined
    return { versions: [Number(version), Number(version) + (more ? 1 : 0)], fields }
  }

  private get version(): number {
    return Number(this.composer.dataset.version)
  }

  /** What the device kept, of a page that could not say it to the server, or said it too late for this one. */
  private bringBack(): void {
    const shelved = this.shelved()
    const here = JSON.parse(this.kept) as Fields
    if (shelved && shelved.fields !== this.kept) {
      const other = JSON.parse(shelved.fields) as Fields
      if (here.text && !shelved.versions.includes(this.version)) {
        offerOther(this.form, other, this.words, this.choose)
        return
      }
      this.fill(other)
    }
    if (!shelved && !this.composer.hasAttribute('data-again')) return
    this.kept = ''
    this.soon()
  }

  /** One's choice between two texts: the other one, or with none this one. */
  private readonly choose = (other?: Fields): void => {
    if (other) this.fill(other)
    this.kept = ''
    this.now()
  }

  private fill(fields: Fields): void {
    const { replyTo, attachments, ...plain } = fields
    for (const [name, value] of Object.entries(plain)) {
      const field = this.form.elements.namedItem(name)
      if (field && 'value' in field) field.value = value
    }
    const to = this.composer.querySelector<HTMLElement>('[data-to]')
    const box = to?.querySelector('input')
    if (to && box) {
      if (replyTo) to.querySelector('span')!.textContent = toWhom(replyTo, this.words)
      to.hidden = !replyTo
      box.checked = Boolean(replyTo)
      box.value = replyTo ?? ''
    }
    this.fillFiles((attachments ?? '').split(',').filter(Boolean))
    // A field has no event for what a script puts into it.
    this.form.dispatchEvent(new Event('copse:filled'))
  }

  /** Files that this page does not show are fetched once the draft says that they belong to it. */
  private fillFiles(ids: string[]): void {
    for (const row of this.form.querySelectorAll<HTMLElement>('[data-file]'))
      if (!ids.includes(row.dataset.file!)) row.remove()
    for (const id of ids) {
      if (this.form.querySelector(`[name="attachments"][value="${id}"]`)) continue
      const bare = Object.assign(document.createElement('input'), { type: 'hidden', name: 'attachments', value: id })
      bare.dataset.bare = ''
      this.form.append(bare)
    }
  }

  private readonly now = (): void => {
    clearTimeout(this.timer)
    if (this.resting) return
    const fields = this.snapshot()
    if (this.over || this.leaving || fields === this.kept) return
    this.shelve(fields)
    if (this.sending) this.soon()
    else this.settles = this.keep(fields)
  }

  private readonly whenHidden = (): void => {
    if (document.visibilityState === 'hidden') this.atOnce()
  }

  private readonly atOnce = (): void => {
    if (this.resting) return
    const fields = this.snapshot()
    if (this.over || this.leaving || fields === this.kept) return
    this.shelve(fields)
    if (!this.sending) this.settles = this.keep(fields)
  }

  private async keep(fields: string): Promise<void> {
    this.sending = true
    const { texts } = this
    const before = known.get(this.shelf)?.fields ?? '{}'
    known.set(this.shelf, { fields, version: this.version })
    const body = JSON.stringify({ ...JSON.parse(fields), version: this.version })
    try {
      const answer = await fetch(`/drafts/${this.place}`, {
        method: 'POST',
        keepalive: body.length < LAST_WORDS / 3,
        body,
        headers: { accept: 'application/json', 'content-type': 'application/json' },
      })
      if (this.over || this.texts !== texts) return
      if (answer.status === 409) return await this.collide(before)
      if (answer.status === 401) return this.say(this.words.signedOut ?? '')
      if (!answer.ok) throw new Error(String(answer.status))
      const { version } = await answer.json()
      this.composer.dataset.version = version
      known.set(this.shelf, { fields, version })
      this.kept = fields
      if (this.shelved()?.fields === fields) localStorage.removeItem(this.shelf)
      this.say((this.words.kept ?? '').replace('{time}', clock()))
      if (this.form.querySelector('[data-bare]')) await this.fetchFiles()
    } catch {
      if (!this.over && this.texts === texts) this.say(this.words.offline ?? '')
    } finally {
      this.sending = false
    }
    // What was written while this was on its way, of a page that is no more.
    if (this.ended && this.kept === fields) this.atOnce()
  }

  private async draft(): Promise<{ fields: Fields; files: DraftFile[]; version: number } | null> {
    const answer = await fetch(`/drafts/${this.place}`, { headers: { accept: 'application/json' } })
    return (await answer.json()).draft
  }

  private async collide(before: string): Promise<void> {
    const draft = await this.draft()
    this.composer.dataset.version = String(draft?.version ?? 0)
    // What a page of this tab sent as it was left is no other text.
    if (draft && !same(draft.fields, JSON.parse(before))) offerOther(this.form, draft.fields, this.words, this.choose)
    else this.timer = setTimeout(this.now, 0)
  }

  private async fetchFiles(): Promise<void> {
    const draft = await this.draft()
    if (!this.showFiles) return
    for (const bare of this.form.querySelectorAll('[data-bare]')) bare.remove()
    const shown = (id: number) => this.form.querySelector(`[data-file="${id}"]`)
    this.showFiles((draft?.files ?? []).filter((file) => !shown(file.id)))
  }
}

function same(one: Fields, other: Fields): boolean {
  return [...FIELDS, 'attachments'].every((name) => (one[name] ?? '') === (other[name] ?? ''))
}

/** Whose message that is, where it is on this page. */
function toWhom(number: string, words: Words): string {
  const name = document.querySelector(`#m${Number(number)} h3`)?.textContent?.trim()
  return ((name ? words.to : words.toNumber) ?? '').replace('{name}', name ?? '').replace('{number}', number)
}

function clock(): string {
  const { lang } = document.documentElement
  const format = new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : lang, { hour: 'numeric', minute: '2-digit' })
  return format.format(new Date())
}
