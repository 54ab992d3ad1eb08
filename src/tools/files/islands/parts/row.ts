import type { Words } from './bringing.ts'

export type State =
  | 'waiting'
  | 'smaller'
  | 'going'
  | 'paused'
  | 'offline'
  | 'elsewhere'
  | 'asking'
  | 'done'
  | 'failed'
  | 'left'

/** What can be done in which state. */
const acts: Record<State, readonly string[]> = {
  waiting: ['cancel'],
  smaller: ['cancel'],
  going: ['pause', 'cancel'],
  paused: ['resume', 'cancel'],
  offline: ['cancel'],
  elsewhere: ['cancel'],
  asking: ['cancel'],
  done: [],
  failed: ['again', 'cancel'],
  left: [],
}

/** The line of one file: what it is called, how far it is, what can be done. The markup is the server's. */
export class Row {
  readonly element: HTMLElement
  private readonly bar: HTMLProgressElement
  private readonly says: HTMLElement
  private drawn = 0

  constructor(
    template: HTMLTemplateElement,
    private readonly words: Words,
    private readonly name: string,
    private readonly bytes: number,
    act: (verb: string) => void,
  ) {
    this.element = (template.content.cloneNode(true) as DocumentFragment).querySelector('li')!
    for (const one of this.element.querySelectorAll('[data-name]')) one.textContent = name
    this.bar = this.element.querySelector('progress')!
    this.bar.setAttribute('aria-label', name)
    this.says = this.element.querySelector('[data-state]')!
    for (const button of this.buttons()) button.addEventListener('click', () => act(button.dataset.act!))
  }

  private buttons(): HTMLButtonElement[] {
    return [...this.element.querySelectorAll<HTMLButtonElement>('[data-act]')]
  }

  /** @param more what is said besides: why it failed, where it stands */
  show(state: State, more: { words?: string; url?: string } = {}): void {
    const held = this.element.contains(document.activeElement)
    this.element.dataset.state = state
    this.says.textContent = more.words ?? this.words[state] ?? ''
    this.says.classList.toggle('error', state === 'failed')
    this.bar.hidden = ['done', 'left', 'failed', 'asking', 'elsewhere'].includes(state)
    for (const button of this.buttons()) button.hidden = !acts[state].includes(button.dataset.act!)
    if (more.url) this.link(more.url)
    // Where the button that was pressed goes, whoever pressed it stays in the row.
    if (held && !this.element.contains(document.activeElement?.closest('button:not([hidden]), a') ?? null))
      this.element.querySelector<HTMLElement>('button:not([hidden]), a')?.focus()
    if (state === 'going') this.progress(this.bar.value * this.bytes, this.bytes)
  }

  /** Drawn as often as somebody can see it. */
  progress(sent: number, all: number): void {
    this.bar.value = all ? sent / all : 0
    const now = performance.now()
    if (now - this.drawn < 200 || this.element.dataset.state !== 'going') return
    this.drawn = now
    this.says.textContent = (this.words.going ?? '').replace('{sent}', sizeOf(sent)).replace('{all}', sizeOf(all))
  }

  private link(url: string): void {
    const link = document.createElement('a')
    link.href = url
    link.textContent = this.name
    this.element.querySelector('[data-name]')?.replaceChildren(link)
  }

  remove(): void {
    this.element.remove()
  }
}

/** As the server says sizes. */
export function sizeOf(bytes: number): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte']
  const step = bytes < 1000 ? 0 : bytes < 1e6 ? 1 : bytes < 1e9 ? 2 : 3
  return new Intl.NumberFormat(document.documentElement.lang, {
    style: 'unit',
    unit: units[step]!,
    unitDisplay: step ? 'short' : 'long',
    maximumFractionDigits: step > 1 ? 1 : 0,
  }).format(bytes / 1000 ** step)
}
