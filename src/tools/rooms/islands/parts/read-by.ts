import { keepingMessage } from './messages.ts'

/** What stands below one message of who has read so far. */
interface ReadLine {
  number: number
  words: string
}

/**
 * How far others have read, below the messages of a list: as the line says it (`data-read-by`), also below those that come later.
 * The words stand there and are not spoken: whoever reads the page hears them in their place.
 */
export class ReadBy {
  private readonly changing = new MutationObserver(() => this.place())

  constructor(private readonly list: HTMLElement) {
    this.changing.observe(list, { childList: true, attributeFilter: ['data-read-by'] })
    this.place()
  }

  stop(): void {
    this.changing.disconnect()
  }

  /** Changes only what is not so already: what stands there stays the same element. */
  private place(): void {
    const { readBy } = this.list.dataset
    if (!readBy) return
    const said = JSON.parse(readBy) as ReadLine[]
    const lines = new Map(said.map(({ number, words }) => [this.list.querySelector(`:scope > #m${number}`), words]))
    lines.delete(null)
    const shown = [...this.list.querySelectorAll<HTMLElement>(':scope > .read-by')]
    const stale = shown.filter((one) => lines.get(messageAbove(one)) !== one.textContent)
    const missing = [...lines].filter(
      ([message]) => !shown.some((one) => !stale.includes(one) && messageAbove(one) === message),
    )
    if (!stale.length && !missing.length) return
    keepingMessage(this.list, () => {
      for (const one of stale) one.remove()
      for (const [message, words] of missing) message!.after(lineOf(words))
    })
  }
}

function messageAbove(line: Element): Element | null {
  const above = line.previousElementSibling
  return above?.matches('article.message') ? above : null
}

/** As the page itself has it. */
function lineOf(words: string): HTMLElement {
  const line = document.createElement('p')
  line.className = 'read-by quiet'
  line.textContent = words
  return line
}
