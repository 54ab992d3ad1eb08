import type { Site } from '../request/site.ts'

/** Someone as a line above the text field names them. */
export interface Name {
  id: number
  name: string
  picture: string | null
}

const KEPT_MS = 60_000

/** Cards of people who write or are here: the bus carries ids only, and they come every few seconds. */
export function namesFrom(site: Site): (id: number) => Promise<Name | undefined> {
  const kept = new Map<number, { at: number; card: Promise<Name | undefined> }>()
  return (id) => {
    const before = kept.get(id)
    if (before && before.at > performance.now() - KEPT_MS) return before.card
    if (kept.size > 2_000) kept.clear()
    const card = site.database.app<Name[]>`select id, name, picture from person where id = ${id}`.then(([row]) => row)
    kept.set(id, { at: performance.now(), card })
    card.catch(() => kept.delete(id))
    return card
  }
}
