/** The messages that stand in a list. */
export function messagesOf(list: Element): HTMLElement[] {
  return [...list.querySelectorAll<HTMLElement>(':scope > article.message')]
}

export function numberOf(message: Element | undefined): number {
  return Number(message?.id.slice(1) ?? 0)
}

/** What was said on a page of the room, as it is now, without the page around it. Nothing where it cannot be had. */
export async function pageAt(address: string): Promise<Document | undefined> {
  const only = new URL(address, location.href)
  only.searchParams.set('only', 'said')
  try {
    const answer = await fetch(only, { headers: { accept: 'text/html' } })
    return answer.ok ? new DOMParser().parseFromString(await answer.text(), 'text/html') : undefined
  } catch {
    return undefined
  }
}

/** Puts the messages of a page among those that are shown, where they belong; those that are there stay as they are. */
export function putIn(list: HTMLElement, page: Document): void {
  const there = new Map(messagesOf(list).map((one) => [numberOf(one), one]))
  const after = [...there.keys()].sort((one, other) => one - other)
  list.querySelector('[data-empty]')?.remove()
  const come = page.querySelector('[data-live-item]')
  for (const message of come ? messagesOf(come) : []) {
    const number = numberOf(message)
    if (there.has(number)) continue
    const next = after.find((one) => one > number)
    if (next === undefined) list.append(message)
    else beforeAll(there.get(next)!).before(message)
  }
}

/** Changes the list around the message that is read, which stays where it is in the window. */
export function keepingMessage(list: HTMLElement, change: () => void): void {
  const root = document.documentElement
  const anchor = messagesOf(list).find((one) => one.getBoundingClientRect().bottom > innerHeight * 0.3)
  const before = anchor?.getBoundingClientRect().top ?? 0
  root.classList.add('holding')
  change()
  const moved = anchor?.isConnected ? anchor.getBoundingClientRect().top - before : 0
  if (moved) scrollBy({ top: moved, behavior: 'instant' })
  requestAnimationFrame(() => root.classList.remove('holding'))
}

/** What stands above a message and belongs to it: its day, and where what is new begins. */
function beforeAll(message: Element): Element {
  let first = message
  while (first.previousElementSibling?.matches('.divide')) first = first.previousElementSibling
  return first
}
