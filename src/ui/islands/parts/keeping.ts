/**
 * Changes the page without moving what is being read or written: the text field with the focus, else the message in the
 * middle of the window, stays where it is. The browser's own way of doing this is not everywhere, and rests meanwhile.
 */
export function keepingPlace(change: () => void): void {
  const root = document.documentElement
  const anchor = place()
  const id = anchor?.id
  const before = anchor?.getBoundingClientRect().top ?? 0
  root.classList.add('holding')
  change()
  const after = anchor?.isConnected ? anchor : id ? document.getElementById(id) : null
  const moved = after ? after.getBoundingClientRect().top - before : 0
  if (moved) scrollBy({ top: moved, behavior: 'instant' })
  requestAnimationFrame(() => root.classList.remove('holding'))
}

function place(): Element | null {
  // One that stays at the foot of the window is always in its place.
  const writing = document.activeElement?.closest('copse-composer:not(.stay)')
  if (writing && inSight(writing)) return writing
  const middle = document.elementFromPoint(innerWidth / 2, innerHeight * 0.4)
  return middle?.closest('article.message, main > *') ?? null
}

export function inSight(element: Element): boolean {
  const { top, bottom } = element.getBoundingClientRect()
  return bottom > 0 && top < innerHeight
}

/** Whether someone has the focus, an open menu or a selection in it, or listens to what is played there. */
export function inUse(element: Element): boolean {
  const selection = getSelection()
  const selects = selection && !selection.isCollapsed && selection.anchorNode && element.contains(selection.anchorNode)
  if (element.contains(document.activeElement) || selects) return true
  const players = [...element.querySelectorAll<HTMLMediaElement>('audio, video')]
  return element.querySelector('details[open]') !== null || players.some(({ paused }) => !paused)
}
