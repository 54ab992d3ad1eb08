import type { Static } from '@sinclair/typebox'
import { Type as T } from '@sinclair/typebox'
import type { Sql } from '../../platform/database/connect.ts'
import { type Ctx, spaceOf } from '../../spine/request/ctx.ts'
import { nullable } from '../../spine/request/schemas.ts'
import { idSlug } from '../../spine/slug.ts'

/** What became of a discussion: its summary, what was split off, where its words went and came from. */
export interface StoryRow {
  summary: { by: string; at: string; html: string; lang: string; after: number; version: number } | null
  splitFrom: { by: string; at: string; count: number; id: number; title: string; lang: string; undo: boolean } | null
  splits: { by: string; at: string; count: number; id: number; title: string; lang: string }[] | null
  movedHere: { by: string; at: string; from: Place | null; undo: boolean } | null
  movings:
    | {
        by: string
        at: string
        count: number
        open: boolean
        asks: boolean
        mine: boolean
        to: Place | null
        item: number | null
      }[]
    | null
  broughtHere: { by: string; at: string; from: Place | null; item: number } | null
}

interface Place {
  slug: string
  name: string
}

/** A column for the row of a discussion's page: nothing where nothing was summed up, split or moved. */
export function storyColumn(sql: Sql) {
  return sql`story_of(i.id, i.space_id) story`
}

const Linked = T.Object({ title: T.String(), lang: T.String(), url: T.String() })
const Told = { by: T.String(), at: T.String() }

export const SummarySchema = T.Object({
  ...Told,
  html: T.String(),
  lang: T.String(),
  after: T.Integer(),
  version: T.Integer(),
})

/** One thing that happened to a discussion's words. Names of places are told to those who read there, to nobody else. */
export const EventSchema = T.Object({
  what: T.Union(
    ['split-from', 'split-off', 'moved-here', 'asking', 'taken-away', 'brought-here'].map((what) => T.Literal(what)),
  ),
  ...Told,
  count: T.Integer(),
  /** The other discussion, where one may see it. */
  other: nullable(Linked),
  /** The other place, where one reads it. */
  place: nullable(T.String()),
  /** Whether I am asked for my words. */
  asks: T.Boolean(),
  /** Whether I may undo it. */
  mayUndo: T.Boolean(),
})
export type StoryEvent = Omit<Static<typeof EventSchema>, 'what'> & {
  what: 'split-from' | 'split-off' | 'moved-here' | 'asking' | 'taken-away' | 'brought-here'
}

/** What happened, in the order in which it is told on the page. */
export function storyOf(ctx: Ctx, row: { story: StoryRow | null; title: string; lang: string }): StoryEvent[] {
  const here = spaceOf(ctx)
  const at = (slug: string, id: number, title: string) => `/c/${slug}/discussions/${idSlug(id, title)}`
  const plain = { count: 0, other: null, place: null, asks: false, mayUndo: false }
  const host = here.standing === 'host' && !here.closed
  const linked = (one: { id: number; title: string; lang: string }) => ({
    title: one.title,
    lang: one.lang,
    url: at(here.slug, one.id, one.title),
  })
  const placed = (place: Place | null, item: number | null) =>
    place && item ? { title: row.title, lang: row.lang, url: at(place.slug, item, row.title) } : null
  if (!row.story) return []
  const { splitFrom, splits, movedHere, movings, broughtHere } = row.story
  return [
    ...(splitFrom
      ? [
          {
            ...plain,
            what: 'split-from' as const,
            ...told(splitFrom),
            other: linked(splitFrom),
            mayUndo: host && splitFrom.undo,
          },
        ]
      : []),
    ...(splits ?? []).map((one) => ({
      ...plain,
      what: 'split-off' as const,
      ...told(one),
      count: one.count,
      other: linked(one),
    })),
    ...(movedHere
      ? [
          {
            ...plain,
            what: 'moved-here' as const,
            ...told(movedHere),
            place: movedHere.from?.name ?? null,
            mayUndo: movedHere.undo,
          },
        ]
      : []),
    ...(broughtHere
      ? [
          {
            ...plain,
            what: 'brought-here' as const,
            ...told(broughtHere),
            place: broughtHere.from?.name ?? null,
            other: placed(broughtHere.from, broughtHere.item),
          },
        ]
      : []),
    ...(movings ?? []).map((one) => ({
      ...plain,
      what: one.open ? ('asking' as const) : ('taken-away' as const),
      ...told(one),
      count: one.count,
      place: one.to?.name ?? null,
      other: placed(one.to, one.item),
      asks: one.asks,
      mayUndo: one.open && (one.mine || host),
    })),
  ]
}

function told(one: { by: string; at: string }) {
  return { by: one.by, at: new Date(one.at).toISOString() }
}
