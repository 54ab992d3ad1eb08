import { PAGE } from '../../../../ui/page-size.ts'
import { pageAt, putIn } from './messages.ts'

/** So long an own message may take by the line, after the server has said that it is there. */
const PATIENCE_MS = 1_200

/**
 * The messages that come. One's own is not shown beside the words that still stand there waiting for the answer: it
 * appears in their place. Where the line does not bring it, the page is asked for it.
 */
export class Coming {
  private readonly held = new Set<HTMLElement>()
  private timer: ReturnType<typeof setTimeout> | undefined

  /** @param expects whether anything said here has not been answered yet */
  constructor(
    private readonly list: HTMLElement,
    private readonly me: string,
    private readonly expects: () => boolean,
  ) {
    list.addEventListener('copse:came', this.hold)
  }

  stop(): void {
    clearTimeout(this.timer)
    this.list.removeEventListener('copse:came', this.hold)
    for (const one of this.held) one.hidden = false
  }

  shows(number: number): boolean {
    return this.list.querySelector(`#m${number}`) !== null
  }

  /** Shows what has been held back and is not waited for any more; and asks for what should be here. */
  release(all: readonly { number?: number }[]): void {
    const open = all.some((one) => !one.number)
    for (const one of this.held) {
      const number = Number(one.id.slice(1))
      if (open && !all.some((other) => other.number === number)) continue
      one.hidden = false
      this.held.delete(one)
    }
    clearTimeout(this.timer)
    const missing = all.flatMap(({ number }) => (number && !this.shows(number) && this.isAtEnd ? number : []))
    if (missing.length) this.timer = setTimeout(() => void this.fetch(missing), PATIENCE_MS)
  }

  /** Whether what is said now stands on this page. */
  get isAtEnd(): boolean {
    return this.list.dataset.endless !== undefined
  }

  private async fetch([number = 0]: number[]): Promise<void> {
    const { url = '', thread } = this.list.dataset
    const page = await pageAt(thread ? url : `${url}?page=${Math.ceil(number / PAGE)}`)
    if (!page || !this.isAtEnd || !this.list.isConnected) return
    putIn(this.list, page)
    this.list.dispatchEvent(new CustomEvent('copse:came', { detail: [] }))
  }

  private readonly hold = (event: Event): void => {
    if (!this.expects()) return
    for (const number of (event as CustomEvent<number[]>).detail) {
      const message = this.list.querySelector<HTMLElement>(`#m${number}`)
      if (message?.dataset.by !== this.me) continue
      message.hidden = true
      this.held.add(message)
    }
  }
}
