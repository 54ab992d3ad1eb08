import { freshPage, whenSeen } from './fresh.ts'
import { inUse } from './keeping.ts'
import type { Listening, Said } from './live.ts'
import { hideBar, showBar } from './live-bar.ts'

/** A list looks at most this often what has changed. */
const PAUSE_MS = 4_000
const SPREAD_MS = 1_500
/** So long after it came a page need not be looked at again. */
const FRESH_MS = 3_000

/** A page with rows of discussions: they change where they are. What is newly first is offered, and moves nothing. */
export class LiveList implements Listening {
  private readonly words: Record<string, string>
  private readonly begun = Date.now()
  private last = 0
  private pending: (() => void) | undefined

  constructor(readonly element: HTMLElement) {
    this.words = JSON.parse(element.dataset.liveWords ?? '{}') as Record<string, string>
  }

  wish(): object {
    return { lists: JSON.parse(this.element.dataset.liveList ?? '[]') as unknown }
  }

  hear(said: Said): void {
    if (said.lists || (said.read && row(document, String(said.read.item)))) this.soon()
  }

  /** What happened while there was no line is looked up when it is back. */
  connected(now: boolean): void {
    if (now && Date.now() - this.begun > FRESH_MS) this.soon()
  }

  stop(): object {
    this.pending?.()
    hideBar()
    return { unwatch: 'lists' }
  }

  private soon(): void {
    if (this.pending) return
    const wait = Math.max(0, this.last + PAUSE_MS - Date.now())
    let cancel = () => clearTimeout(timer)
    const timer = setTimeout(() => {
      cancel = whenSeen(SPREAD_MS, () => void this.look())
    }, wait)
    this.pending = () => cancel()
  }

  private async look(): Promise<void> {
    this.last = Date.now()
    const page = await freshPage()
    this.pending = undefined
    if (!page || !this.element.isConnected) return
    const rows = [...page.querySelectorAll<HTMLElement>('main li[data-row]')]
    for (const now of rows) {
      const old = row(document, now.dataset.row!)
      if (!old || old.outerHTML === now.outerHTML || inUse(old)) continue
      old.className = now.className
      old.innerHTML = now.innerHTML
    }
    const first = document.querySelector<HTMLElement>('main li[data-row]')?.dataset.row
    const newly = rows.some((one) => !row(document, one.dataset.row!)) || (rows[0] && rows[0].dataset.row !== first)
    if (newly) showBar(this.words.list ?? '', { words: this.words.show ?? '', address: location.href })
    else hideBar()
  }
}

function row(page: Document, id: string): HTMLElement | null {
  return page.querySelector<HTMLElement>(`main li[data-row="${CSS.escape(id)}"]`)
}
