import { broughtBy, chosenIn, type Given, namedByTime, sorted } from './given.ts'
import type { Queue } from './queue.ts'

/** What the server says for the island to fill in. */
export type Words = Record<string, string>

const ORIGINALS = 'copse:originals'

/**
 * Bringing files with a script: chosen, dragged onto the list, pasted, taken with the camera, whole folders; each with its own
 * line. What sends them (`queue.ts`) is fetched when somebody begins. Without it the plain form stands there.
 */
class Bringing extends HTMLElement {
  private queue: Promise<Queue> | undefined
  private open: Queue | undefined
  private readonly words = JSON.parse(this.dataset.words ?? '{}') as Words
  private away = new AbortController()

  connectedCallback(): void {
    const panel = this.piece('panel')
    if (!panel || document.documentElement.hasAttribute('data-turbo-preview')) return
    this.away = new AbortController()
    panel.hidden = false
    this.piece('plain')!.hidden = true
    const here = { signal: this.away.signal }
    for (const button of panel.querySelectorAll<HTMLElement>('[data-choose]')) {
      const field = panel.querySelector<HTMLInputElement>(`[data-field="${button.dataset.choose}"]`)!
      button.addEventListener('click', () => field.click(), here)
      field.addEventListener(
        'change',
        () => {
          void this.take(chosenIn(field))
          field.value = ''
        },
        here,
      )
    }
    const originals = this.box('originals')
    originals.checked = localStorage.getItem(ORIGINALS) === '1'
    originals.addEventListener('change', () => localStorage.setItem(ORIGINALS, originals.checked ? '1' : '0'), here)
    document.addEventListener('dragover', (event) => this.over(event), here)
    document.addEventListener('dragleave', (event) => event.relatedTarget || this.mark(false), here)
    document.addEventListener('drop', (event) => this.drop(event), here)
    document.addEventListener('paste', (event) => this.paste(event), here)
    addEventListener('beforeunload', (event) => this.open?.working && event.preventDefault(), here)
    document.addEventListener('turbo:before-visit', (event) => this.ask(event), here)
    document.addEventListener('turbo:before-cache', () => this.tidy(), here)
  }

  disconnectedCallback(): void {
    this.away.abort()
    this.open?.stop()
    this.queue = this.open = undefined
  }

  private piece(name: string): HTMLElement | null {
    return this.querySelector<HTMLElement>(`[data-part="${name}"]`)
  }

  private box(name: string): HTMLInputElement {
    return this.querySelector<HTMLInputElement>(`[data-part="panel"] [name="${name}"]`)!
  }

  private over(event: DragEvent): void {
    if (!event.dataTransfer?.types.includes('Files')) return
    event.preventDefault()
    event.dataTransfer.dropEffect = 'copy'
    this.mark(true)
  }

  private mark(on: boolean): void {
    document.querySelector('#main')?.classList.toggle('takes-files', on)
  }

  private drop(event: DragEvent): void {
    this.mark(false)
    if (!event.dataTransfer?.types.includes('Files')) return
    event.preventDefault()
    void broughtBy(event.dataTransfer).then((given) => this.take(given))
  }

  /** Words are pasted where one writes; files and pictures anywhere else. */
  private paste(event: ClipboardEvent): void {
    const writes = (event.target as Element).closest?.('input, textarea, [contenteditable]')
    if (writes || !event.clipboardData?.files.length) return
    event.preventDefault()
    void broughtBy(event.clipboardData).then((given) => this.take(given))
  }

  private async take(all: Given[]): Promise<void> {
    const { given, left } = sorted(all.map((one) => namedByTime(one, this.words.photo ?? '')))
    const note = this.piece('left')!
    note.hidden = !left.length
    note.textContent = (this.words.leftOut ?? '').replace(
      '{names}',
      left.slice(0, 5).join(', ') + (left.length > 5 ? ' …' : ''),
    )
    if (!given.length) return
    this.querySelector('details')!.open = true
    const queue = await this.fetched()
    queue?.add(given, { originals: this.box('originals').checked, keepPlace: this.box('keepPlace').checked })
  }

  /** Without the network what sends cannot be fetched: it is said, and the plain form is there. */
  private async fetched(): Promise<Queue | undefined> {
    const { to = '', folder = '0', person = '' } = this.dataset
    this.queue ??= import('./queue.ts').then(({ Queue }) => new Queue(this, { to, folder, person }, this.words))
    try {
      this.open = await this.queue
      return this.open
    } catch {
      this.queue = undefined
      const note = this.piece('left')!
      note.hidden = false
      note.textContent = document.body.dataset.lost ?? ''
      return undefined
    }
  }

  private ask(event: Event): void {
    if (this.open?.working && !confirm(this.words.leave)) event.preventDefault()
  }

  /** A page that is kept for going back is kept as it came. */
  private tidy(): void {
    this.piece('rows')?.replaceChildren()
    for (const name of ['rows', 'question', 'sum', 'left', 'panel']) this.piece(name)!.hidden = true
    this.piece('plain')!.hidden = false
    this.mark(false)
  }
}
customElements.define('copse-bringing', Bringing)
