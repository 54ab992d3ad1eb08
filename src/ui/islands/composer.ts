import type { Attached } from './parts/attached.ts'
import type { Desk } from './parts/desk.ts'
import { Drafting } from './parts/drafting.ts'

/** What the server says for the island to fill in. */
export type Words = Record<string, string>

/**
 * What script adds to the place where one writes. Drafts are kept from the beginning; everything else (`parts/desk.ts`)
 * is fetched when someone begins to write, so that reading costs nothing of it.
 */
export class Composer extends HTMLElement {
  drafting: Drafting | undefined
  private desk: Promise<Desk> | undefined
  private opened: Desk | undefined
  /** Files are on their way to the desk. */
  private taking: Promise<void> | undefined
  private readonly words = JSON.parse(this.dataset.words ?? '{}') as Words
  /** Listeners outside the composer, to be taken back. */
  private away = new AbortController()

  connectedCallback(): void {
    const form = this.querySelector('form')
    if (!form || this.drafting) return
    this.away = new AbortController()
    this.drafting = new Drafting(this, form, this.words)
    this.takeOver()
    for (const begins of ['focusin', 'pointerdown'])
      this.addEventListener(begins, () => void this.open(), { once: true })
    // Files of a draft stand there with their buttons.
    if (this.querySelector('[data-file]')) void this.open()
    this.addEventListener('paste', (event) => this.bring(event, (event as ClipboardEvent).clipboardData))
    this.addEventListener('drop', (event) => this.bring(event, (event as DragEvent).dataTransfer))
    this.addEventListener('dragover', (event) => {
      if ((event as DragEvent).dataTransfer?.types.includes('Files')) event.preventDefault()
    })
    const outside = { signal: this.away.signal }
    this.watchOver(document.querySelector('.reply-bar'))
    if (this.words.to) {
      document.addEventListener('click', (event) => this.reply(event), outside)
      document.addEventListener('selectionchange', () => this.offerQuote(), outside)
    }
    document.addEventListener('turbo:before-cache', () => this.tidy(), outside)
  }

  disconnectedCallback(): void {
    this.away.abort()
    this.drafting?.stop()
    void this.desk?.then(
      (desk) => desk.stop(),
      () => {},
    )
    this.drafting = this.desk = this.opened = undefined
  }

  /** The files beside the text, once somebody has begun to write. */
  get attached(): Attached | undefined {
    return this.opened?.attached
  }

  /** Files as if they had been chosen here. */
  async add(files: File[]): Promise<void> {
    ;(await this.open())?.take(files)
  }

  /** Without the network there is still the plain text field; the next try may find it again. */
  private open(): Promise<Desk | undefined> {
    const { drafting } = this
    if (!drafting) return Promise.resolve(undefined)
    this.desk ??= import('./parts/desk.ts').then(({ Desk }) => {
      const desk = new Desk(this, this.words, drafting)
      // The page may have been left while it was fetched: then it is stopped as soon as it is there.
      if (this.drafting === drafting) this.opened = desk
      return desk
    })
    return this.desk.catch(() => {
      this.desk = undefined
      this.addEventListener('focusin', () => void this.open(), { once: true })
      return undefined
    })
  }

  /** The toolbar instead of the plain file field, which would send files a second time. */
  private takeOver(): void {
    const toolbar = this.querySelector<HTMLElement>('[data-toolbar]')
    if (toolbar) {
      toolbar.hidden = false
      if (remembered() === 'all') showAllTools(toolbar, true)
      const hears = toolbar.querySelector<HTMLElement>('[data-hears]')
      if (hears) hears.hidden = !('MediaRecorder' in window && navigator.mediaDevices)
      toolbar.addEventListener('click', async (event) => {
        const tool = (event.target as Element).closest<HTMLElement>('[data-tool]')?.dataset.tool
        if (tool === 'more') showAllTools(toolbar, remembered() !== 'all')
        else if (tool) (await this.open())?.use(tool)
      })
    }
    const plain = this.querySelector<HTMLElement>('[data-plain-files]')
    if (!plain) return
    for (const field of plain.querySelectorAll('input')) field.dataset.name = field.name
    showPlain(plain, false)
    const input = plain.querySelector<HTMLInputElement>('[type="file"]')!
    input.addEventListener('change', () => this.take(plain, input))
    this.addEventListener('submit', (event) => this.wait(event as SubmitEvent), { capture: true })
  }

  private bring(event: Event, data: DataTransfer | null): void {
    const input = this.querySelector<HTMLInputElement>('[data-plain-files] [type="file"]')
    if (!data?.files.length || !input) return
    event.preventDefault()
    input.files = data.files
    input.dispatchEvent(new Event('change'))
  }

  /** Hands files to the desk. Where that cannot be fetched they stay in the plain field, and go with the form as without script. */
  private take(plain: HTMLElement, input: HTMLInputElement): void {
    this.taking = this.open().then((desk) => {
      this.taking = undefined
      showPlain(plain, !desk)
      if (!desk) return
      const files = [...(input.files ?? [])]
      input.value = ''
      desk.take(files)
    })
  }

  /** Nothing goes out without the files that were chosen for it while the desk is still fetched. */
  private wait(event: SubmitEvent): void {
    if (!this.taking) return
    event.preventDefault()
    event.stopPropagation()
    const { target, submitter } = event
    void this.taking.then(() => (target as HTMLFormElement).requestSubmit(submitter))
  }

  /** The bar that leads here is not needed here. */
  private watchOver(bar: Element | null): void {
    if (!bar) return
    const observer = new IntersectionObserver(([seen]) => bar.classList.toggle('here', seen?.isIntersecting))
    observer.observe(this)
    this.away.signal.addEventListener('abort', () => observer.disconnect())
  }

  /** Reply, at a message: begins here instead of loading the page with a quotation in it. */
  private reply(event: MouseEvent): void {
    const link = (event.target as Element).closest?.<HTMLAnchorElement>('a[data-reply]')
    if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    void this.open().then((desk) => (desk ? desk.reply(link) : location.assign(link.href)))
  }

  private offerQuote(): void {
    const selection = getSelection()
    const within =
      selection?.isCollapsed === false && selection.anchorNode?.parentElement?.closest('.message[id^="m"] .said')
    if (within || this.desk) void this.open().then((desk) => desk?.offerQuote())
  }

  /** A page that is kept for going back is kept as it came. */
  private tidy(): void {
    for (const made of this.querySelectorAll('.offers, .other-draft, [data-sending]')) made.remove()
    for (const made of document.querySelectorAll('.quote-here')) made.remove()
  }
}

/** The fields of the plain way to add a file, which go with the form only where they are seen. */
function showPlain(plain: HTMLElement, shown: boolean): void {
  plain.hidden = !shown
  plain.toggleAttribute('open', shown)
  for (const field of plain.querySelectorAll('input')) field.name = shown ? (field.dataset.name ?? '') : ''
}

const SHELF = 'copse:tools'

function remembered(): string | null {
  return localStorage.getItem(SHELF)
}

/** A few tools or all of them; remembered in this browser. */
function showAllTools(toolbar: HTMLElement, all: boolean): void {
  for (const tool of toolbar.querySelectorAll<HTMLElement>('[data-more]')) tool.hidden = !all
  const switches = toolbar.querySelector<HTMLElement>('[data-tool="more"]')!
  const words = switches.textContent
  if (switches.hasAttribute('data-all') !== all) {
    switches.textContent = switches.dataset.fewer ?? ''
    switches.dataset.fewer = words ?? ''
    switches.toggleAttribute('data-all', all)
  }
  localStorage.setItem(SHELF, all ? 'all' : 'few')
}

customElements.define('copse-composer', Composer)
