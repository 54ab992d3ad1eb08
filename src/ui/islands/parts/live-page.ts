import { inUse, keepingPlace } from './keeping.ts'

/** As in ui/page-size.ts, which would become one more file that every page waits for. */
export const PAGE = 50

/** The number of a message, by its element. */
export function numberOf(message: Element): number {
  return Number(message.id.slice(1))
}

/** The numbers of which a page shows all that there are. */
export function reachOf(now: HTMLElement, there: Map<number, HTMLElement>): { from: number; to: number } {
  const page = Number(now.dataset.page)
  const [first = 0] = there.keys()
  if (now.dataset.endless !== undefined) return { from: first, to: Number.POSITIVE_INFINITY }
  return { from: (page - 1) * PAGE + 1, to: page * PAGE }
}

/** Puts a part of the page as it is now where it was, unless somebody does something there. */
export function replacePart(name: string, html: string): void {
  const old = document.querySelector<HTMLElement>(`[data-live-part="${CSS.escape(name)}"]`)
  const heading = old?.querySelector('h1') ?? null
  // A heading has the focus because one has just come, not because one does something there.
  const arrived = heading !== null && heading === document.activeElement
  if (!old || old.outerHTML === html || (inUse(old) && !arrived)) return
  const template = document.createElement('template')
  template.innerHTML = html
  const now = template.content.firstElementChild
  if (!now) return
  keepingPlace(() => old.replaceWith(now))
  const next = arrived ? now.querySelector('h1') : null
  next?.setAttribute('tabindex', '-1')
  next?.focus({ preventScroll: true })
}
