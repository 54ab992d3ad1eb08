import type { Pool, Sql } from '../../platform/database/connect.ts'
import { inTransaction } from '../../platform/database/lease.ts'
import { type MessageRow, messagesSince } from '../messages/read.ts'
import type { Standing } from '../request/ctx.ts'
import type { Site } from '../request/site.ts'
import type { LiveItem } from './kind.ts'

/** Who is further behind than this many changes looks at the whole page again. */
export const MOST = 200

/** Someone who may read an item now, and until when at most. */
export interface Allowed {
  standing: Standing | 'visitor'
  until: number | null
}

export interface Changes {
  item: LiveItem & { modseq: number; pageModseq: number; lastNumber: number }
  may: Map<number, Allowed>
  /** The latest changes, by number: all of them, unless there are more than MOST. */
  messages: MessageRow[]
  /** From here on nothing is missing in `messages`. */
  complete: number
  /** Which reactions to these messages are whose, of those who listen. */
  reacted: Map<number, Map<number, string[]>>
  facts: unknown
}

interface ItemRow extends Omit<Changes['item'], 'id'> {
  may: [number, Allowed['standing'], number | null][]
}

/**
 * What happened under an item since a modseq, and which of these people may know of it: seen in one moment. Nothing where
 * the item is gone, or its tool is switched off.
 */
export function changesOf(site: Site, itemId: number, since: number, people: number[]): Promise<Changes | undefined> {
  return snapshot(site.database.app, async (sql) => {
    const [row] = await sql<ItemRow[]>`select * from live_item(${itemId}, ${people}::bigint[])`
    if (!row?.may.length) return undefined
    const { tools, may, ...item } = row
    const kind = site.liveKinds[item.kind]
    if (!kind || !site.isOn(item.kind, tools)) return undefined
    const [messages, reacted, facts] = await Promise.all([
      messagesSince(sql, itemId, since, MOST + 1),
      reactionsSince(sql, itemId, since, people),
      kind.facts(sql, itemId),
    ])
    const oldest = Math.min(...messages.map(({ modseq }) => modseq))
    return {
      item: { ...item, tools, id: itemId },
      may: new Map(may.map(([person, standing, until]) => [person, { standing, until }])),
      messages,
      complete: messages.length > MOST ? oldest : since,
      reacted,
      facts,
    }
  })
}

async function reactionsSince(sql: Sql, itemId: number, since: number, people: number[]): Promise<Changes['reacted']> {
  const rows = await sql<{ number: number; personId: number; kinds: string[] }[]>`
    select m.number, r.person_id, array_agg(r.kind) kinds from message m join reaction r on r.message_id = m.id
    where m.item_id = ${itemId} and m.modseq > ${since} and m.reactions <> '{}' and r.person_id = any(${people}::bigint[])
    group by 1, 2`
  const reacted: Changes['reacted'] = new Map()
  for (const { number, personId, kinds } of rows)
    reacted.set(personId, (reacted.get(personId) ?? new Map<number, string[]>()).set(number, kinds))
  return reacted
}

/** Reads several things as they are in one moment. */
function snapshot<T>(pool: Pool, read: (sql: Sql) => Promise<T>): Promise<T> {
  return inTransaction(pool, read, 'begin isolation level repeatable read read only')
}
