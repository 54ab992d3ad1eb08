import type { Words } from '../composer.ts'
import { fillIn, isSound, playerOf, tell } from './attached-row.ts'
import { button } from './button.ts'
import type { DraftFile, Drafting } from './drafting.ts'
import { speak } from './insert.ts'
import { send } from './sending.ts'
import { shrunk } from './shrinking.ts'

/** Files sent ahead of the message: chosen, pasted or dropped; each with its words and a way back. */
export class Attached {
  private readonly list: HTMLElement | null
  private readonly text: HTMLTextAreaElement
  private readonly under = new Set<AbortController>()
  /** Aborted when the form is sent: it says itself what is said of files. */
  private saying = new AbortController()
  /** Sounds that could not be sent ahead, by their rows. */
  private readonly behind = new Map<HTMLElement, File>()

  constructor(
    private readonly composer: HTMLElement,
    private readonly space: string,
    private readonly words: Words,
    private readonly drafting: Drafting,
  ) {
    this.list = composer.querySelector('[data-attached]')
    this.text = composer.querySelector<HTMLTextAreaElement>('[data-text]')!
    for (const row of this.list?.querySelectorAll<HTMLElement>('[data-file]') ?? []) this.enliven(row)
    drafting.showFiles = (files) => {
      for (const file of files) this.list?.append(this.rowOf(file))
    }
  }

  choose(): void {
    this.composer.querySelector<HTMLInputElement>('input[type="file"]')?.click()
  }

  take(files: File[]): void {
    for (const file of files) void this.send(file)
  }

  /** Sounds that stand here and have not arrived: whoever can sends them with the message. */
  unsent(): File[] {
    return [...this.behind].flatMap(([row, file]) => (row.isConnected ? file : []))
  }

  /** They are kept elsewhere now. */
  letGo(): void {
    for (const row of this.behind.keys()) row.remove()
    this.behind.clear()
  }

  stop(): void {
    for (const one of this.under) one.abort()
  }

  /** Whether all can be sent: nothing is under way, and every picture and sound is said in words. Else says what is missing, and goes there. */
  ready(): boolean {
    const sending = this.list?.querySelector<HTMLElement>('[data-sending]')
    if (sending && this.under.size) {
      const words = (this.words.wait ?? '').replace('{name}', sending.dataset.name ?? '')
      this.drafting.say(words)
      sending.querySelector('button')?.focus()
      return false
    }
    const silent = [...(this.list?.querySelectorAll<HTMLElement>('[data-file], [data-sound]') ?? [])].filter((row) =>
      this.isSilent(row),
    )
    for (const row of silent) this.mark(row, true)
    if (silent[0]) this.wordsOf(silent[0]).focus()
    if (silent.length || !this.mayLeave()) return false
    this.saying.abort()
    this.saying = new AbortController()
    return true
  }

  /** Where nothing waits for a connection, no message goes without a sound that belongs to it. */
  private mayLeave(): boolean {
    const row = [...this.behind.keys()].find((one) => one.isConnected)
    if (!row || this.composer.matches('.stay')) return true
    this.drafting.say((this.words.failed ?? '').replace('{name}', row.dataset.name ?? ''))
    row.querySelector('button')?.focus()
    return false
  }

  private isSilent(row: HTMLElement): boolean {
    if (row.hasAttribute('data-sound')) return !/[\p{L}\p{N}]/u.test(this.text.value)
    const alt = row.querySelector<HTMLInputElement>('[data-alt]')
    return alt !== null && !alt.value.trim() && !row.querySelector<HTMLInputElement>('[data-decorative]')?.checked
  }

  private mark(row: HTMLElement, wrong: boolean): void {
    const error = row.querySelector<HTMLElement>('[data-silent]')!
    error.hidden = !wrong
    const words = this.wordsOf(row)
    if (wrong) words.setAttribute('aria-invalid', 'true')
    else words.removeAttribute('aria-invalid')
    if (words !== this.text) return
    const described = (words.getAttribute('aria-describedby') ?? '').split(' ').filter((id) => id !== error.id)
    words.setAttribute('aria-describedby', [...described, ...(wrong ? [error.id] : [])].join(' '))
  }

  /** Where it is said in words: beside a picture; of a sound, in the text itself. */
  private wordsOf(row: HTMLElement): HTMLElement {
    return row.querySelector<HTMLElement>('[data-alt]') ?? this.text
  }

  private async send(file: File): Promise<void> {
    const row = document.createElement('li')
    row.dataset.sending = ''
    row.dataset.name = file.name
    this.list?.append(row)
    const cancel = new AbortController()
    this.under.add(cancel)
    const says = (words: string | undefined) => (words ?? '').replace('{name}', file.name)
    const progress = document.createElement('progress')
    const label = document.createElement('span')
    const stop = button(this.words.cancel, () => cancel.abort())
    row.append(label, progress, stop)
    try {
      label.textContent = says(this.words.shrinking)
      const smaller = await shrunk(file)
      label.textContent = says(this.words.uploading)
      progress.setAttribute('aria-label', label.textContent)
      progress.value = 0
      cancel.signal.throwIfAborted()
      const sent = await send(`${this.space}/attachments`, smaller, (share) => (progress.value = share), cancel.signal)
      const there = this.rowOf(sent)
      const held = row.contains(document.activeElement)
      row.replaceWith(there)
      if (held) there.querySelector<HTMLElement>('input:not([hidden]), button')?.focus()
      speak(says(this.words.arrived))
      this.drafting.soon()
    } catch (error) {
      if (cancel.signal.aborted) this.leave(row)
      else this.fail(row, file, (error as Error).message || says(isSound(file) ? this.words.behind : this.words.failed))
    } finally {
      this.under.delete(cancel)
    }
  }

  /** It stays at hand until it has arrived, or is given up. */
  private fail(row: HTMLElement, file: File, words: string): void {
    const says = document.createElement('p')
    says.className = 'error'
    says.setAttribute('role', 'alert')
    says.textContent = words
    const again = button(this.words.again, () => {
      row.remove()
      this.take([file])
    })
    row.dataset.failed = ''
    row.replaceChildren(
      says,
      ...(isSound(file) ? this.stayBehind(row, file) : []),
      again,
      button(this.words.cancel, () => this.leave(row)),
    )
  }

  /** A sound that is still here is heard, and said in words, like one that has arrived. */
  private stayBehind(row: HTMLElement, file: File): Element[] {
    this.behind.set(row, file)
    row.dataset.sound = ''
    const template = this.composer.querySelector<HTMLTemplateElement>('template[data-row="sound"]')!
    const silent = template.content.querySelector('[data-silent]')!.cloneNode(true) as HTMLElement
    silent.id = `silent-behind-${this.behind.size}`
    this.heed(row)
    return [playerOf(file), silent]
  }

  /** What is said of a sound that needs words goes with the first word. */
  private heed(row: HTMLElement): void {
    this.text.addEventListener('input', () => row.isConnected && !this.isSilent(row) && this.mark(row, false))
  }

  /** Where a row goes, whoever was in it goes on writing. */
  private leave(row: HTMLElement): void {
    const held = row.contains(document.activeElement)
    row.remove()
    if (held) this.text.focus()
  }

  /** The server's own markup for a file, filled in. */
  private rowOf(file: DraftFile): HTMLElement {
    const kind = isSound(file) ? 'sound' : file.width === null ? 'file' : 'picture'
    const template = this.composer.querySelector<HTMLTemplateElement>(`template[data-row="${kind}"]`)!
    const row = (template.content.cloneNode(true) as DocumentFragment).querySelector('li')!
    fillIn(row, { id: String(file.id), name: file.name })
    const shown = row.querySelector<HTMLImageElement | HTMLAudioElement>('img, audio')
    if (shown) shown.src = file.url
    const alt = row.querySelector<HTMLInputElement>('[data-alt]')
    if (alt) alt.value = file.alt
    const decorates = row.querySelector<HTMLInputElement>('[data-decorative]')
    if (decorates) decorates.checked = file.decorative
    this.enliven(row)
    return row
  }

  /** With script, a button takes a file away, and what is said of it is kept at once. */
  private enliven(row: HTMLElement): void {
    const here = `${this.space}/attachments/${row.dataset.file}`
    // What a message has already is changed together with the message, not before.
    const sent = row.hasAttribute('data-sent')
    const keep = row.querySelector<HTMLInputElement>('[name="attachments"]')!
    keep.hidden = true
    keep.checked = true
    const remove = row.querySelector<HTMLElement>('[data-remove]')!
    remove.hidden = false
    remove.addEventListener('click', () => {
      this.leave(row)
      this.drafting.soon()
      if (!sent) void tell(`${here}/removal`)
    })
    const alt = row.querySelector<HTMLInputElement>('[data-alt]')
    const decorates = row.querySelector<HTMLInputElement>('[data-decorative]')
    if (row.hasAttribute('data-sound')) this.heed(row)
    if (!alt || !decorates) return
    alt.disabled = decorates.checked
    const changed = () => {
      alt.disabled = decorates.checked
      if (!this.isSilent(row)) this.mark(row, false)
    }
    for (const field of [alt, decorates]) {
      field.addEventListener('input', changed)
      field.addEventListener('change', () => {
        if (!sent) void tell(here, { alt: alt.value, decorative: String(decorates.checked) }, this.saying.signal)
      })
    }
  }
}
