import { Type as T } from '@sinclair/typebox'
import { LOG_PAGE, type LogEntry, type LogGroup, logGroups, logOf } from '../../spine/care/log.ts'
import { cardOf, PersonSchema } from '../../spine/people/cards.ts'
import { type Ctx, spaceOf } from '../../spine/request/ctx.ts'
import { cursorOf, moment, whole } from '../../spine/request/cursor.ts'
import { get, page } from '../../spine/request/route.ts'
import { nullable } from '../../spine/request/schemas.ts'
import { logPage } from './views/log.ts'

const Group = T.Union(logGroups.map((group) => T.Literal(group)))
const Undo = nullable(T.Object({ address: T.String(), fields: T.Record(T.String(), T.String()) }))

const cursor = cursorOf({ at: moment, id: whole })

/** What hosts did to what is others’, for everyone in the place. */
export const log = get('/c/:space/about/log', {
  access: 'writer',
  summary:
    'What hosts did, the last first: for everyone in the place, without what is private; hosts are told what undoes it',
  query: T.Object({ about: T.Optional(Group), before: T.Optional(T.String({ maxLength: 200 })) }),
  response: T.Object({
    entries: T.Array(
      T.Object({
        id: T.Integer(),
        verb: T.String(),
        at: T.String(),
        by: nullable(PersonSchema),
        person: nullable(PersonSchema),
        item: nullable(T.Object({ url: T.String(), title: T.String() })),
        until: nullable(T.String()),
        undo: Undo,
      }),
    ),
    next: nullable(T.String()),
  }),
  async handle(ctx, { query }) {
    const rows = await logOf(ctx, { group: query.about, before: cursor.in(query.before) })
    const entries = rows.slice(0, LOG_PAGE).map((row) => present(ctx, row))
    const next = rows.length > LOG_PAGE ? addressOf(ctx, query.about, cursor.text(entries.at(-1)!)) : null
    return page({ entries, next }, () => logPage(ctx, { entries, next, about: query.about }))
  },
})

export type ShownEntry = ReturnType<typeof present>

export function addressOf(ctx: Ctx, about?: LogGroup, before?: string): string {
  const query = new URLSearchParams({ ...(about && { about }), ...(before && { before }) }).toString()
  return `/c/${spaceOf(ctx).slug}/about/log${query && `?${query}`}`
}

function present(ctx: Ctx, row: LogEntry) {
  const host = spaceOf(ctx).standing === 'host'
  const here = `/c/${spaceOf(ctx).slug}`
  const item = row.item && here + ctx.site.itemPath(row.item.kind, row.item.id, row.item.title)
  const { id, verb, note } = row
  return {
    id,
    verb,
    at: row.at.toISOString(),
    by: row.actor && cardOf(row.actor),
    person: row.person && cardOf(row.person),
    // What was taken away is named to nobody but those who can bring it back.
    item:
      item && (host || !row.item!.removed)
        ? { url: placeIn(row, item), title: row.item!.title, lang: row.item!.lang, gone: row.item!.removed }
        : null,
    until: note?.until ?? null,
    note: note && (note.mine ? `/me/notes/${note.id}` : `${here}/notes/${note.id}`),
    undo: host && !spaceOf(ctx).closed ? undoOf(row, item, here) : null,
  }
}

function placeIn(row: LogEntry, item: string): string {
  return row.number && !row.item!.removed ? `${item}/messages/${row.number}` : item
}

/** The address that undoes it, and what is sent there. */
function undoOf({ undo, number, note }: LogEntry, item: string | null, here: string) {
  const fields: Record<string, string> = undo === 'unpin' ? { on: 'false' } : {}
  if (undo === 'end-suspension') return { address: `${here}/notes/${note!.id}/ending`, fields }
  if (!undo || !item) return null
  const rest = {
    'restore-message': `/messages/${number}/restoration`,
    'restore-item': '/restoration',
    reopen: '/reopening',
    unpin: '/pin',
  }
  return { address: item + rest[undo], fields }
}
