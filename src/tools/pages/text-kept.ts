import type { Site } from '../../spine/request/site.ts'

/** A page's HTML, and of which state of its row it is (`xmin` and `ctid`: whatever changes the row makes another, also twice in one transaction). */
interface Kept {
  mark: string
  html: string
}

/** How many signs of all pages a process keeps. */
const MOST = 3_000_000

interface Shelf {
  texts: Map<number, Kept>
  length: number
}
const shelves = new WeakMap<Site, Shelf>()

/**
 * A page's HTML as this process has it, so that it need not be fetched again. It may have changed: the row says by its mark
 * which one it has now, and whether whoever asks may read it.
 */
export function keptText(site: Site, id: number): Kept | undefined {
  return shelves.get(site)?.texts.get(id)
}

/** Keeps it for the next who reads it; where there is no room, what was kept first is let go. @returns the HTML */
export function keepText(site: Site, id: number, mark: string, html: string): string {
  const shelf: Shelf = shelves.get(site) ?? { texts: new Map(), length: 0 }
  shelves.set(site, shelf)
  drop(shelf, id)
  shelf.texts.set(id, { mark, html })
  shelf.length += html.length
  for (const oldest of shelf.texts.keys()) {
    if (shelf.length <= MOST) break
    drop(shelf, oldest)
  }
  return html
}

function drop(shelf: Shelf, id: number): void {
  shelf.length -= shelf.texts.get(id)?.html.length ?? 0
  shelf.texts.delete(id)
}
