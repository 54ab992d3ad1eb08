import { messagesOf, numberOf } from './messages.ts'

/** Notes how far one has read in a side thread: all of it stands on its page, once that is looked at. */
export class BesideRead {
  private noted = 0

  /** @param address where it is noted */
  constructor(
    private readonly list: HTMLElement,
    private readonly address: string,
  ) {
    document.addEventListener('visibilitychange', this.look)
    this.look()
  }

  stop(): void {
    document.removeEventListener('visibilitychange', this.look)
  }

  readonly look = (): void => {
    const number = numberOf(messagesOf(this.list).at(-1))
    if (document.visibilityState !== 'visible' || number <= this.noted) return
    this.noted = number
    // Not noted is looked at again the next time.
    fetch(this.address, {
      method: 'POST',
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      body: JSON.stringify({ number }),
    }).catch(() => {
      this.noted = 0
    })
  }
}
