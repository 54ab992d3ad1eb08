import { keepingPlace } from './keeping.ts'

/** What stands below one message of who has read so far. */
export interface ReadLine {
  number: number
  words: string
}

/**
 * How far others have read, below the messages of a list: as the server says it, also below those that come later. The words
 * stand there and are not spoken: whoever reads the page hears them in their place.
 */
export class ReadBy {
  private lines: readonly ReadLine[] | undefined
  private readonly coming = new MutationObserver(() => this.place())

  constructor(private readonly list: HTMLElement) {}

  show(lines: readonly ReadLine[]): void {
    this.lines ??= this.begin()
    this.lines = lines
    this.place()
  }

  stop(): void {
    this.coming.disconnect()
  }

  private begin(): [] {
    this.coming.observe(this.list, { childList: true })
    return []
  }

  /** Changes only what is not so already: what stands there stays the same element. */
  private place(): void {
    const lines = new Map(
      this.lines?.map(({ number, words }) => [this.list.querySelector<HTMLElement>(`:scope > #m${number}`), words]),
    )
    lines.delete(null)
    const shown = [...this.list.querySelectorAll<HTMLElement>(':scope > .read-by')]
    const stale = shown.filter((one) => lines.get(messageAbove(one)) !== one.textContent)
    const missing = [...lines].filter(
      ([message]) => !shown.some((one) => !stale.includes(one) && messageAbove(one) === message),
    )
    if (!stale.length && !missing.length) return
    keepingPlace(() => {
      for (const one of stale) one.remove()
      for (const [message, words] of missing) message!.after(lineOf(words))
    })
  }
}

function messageAbove(line: Element): HTMLElement | null {
  const above = line.previousElementSibling
  return above instanceof HTMLElement && above.matches('article.message') ? above : null
}

/** As the page itself has it. */
function lineOf(words: string): HTMLElement {
  const line = document.createElement('p')
  line.className = 'read-by quiet'
  line.textContent = words
  return line
}
