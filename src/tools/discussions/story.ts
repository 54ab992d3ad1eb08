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

/** What an event says where nothing else is known of it. */
const PLAIN = { count: 0, other: null, place: null, asks: false, mayUndo: false }

/** What happened, in the order in which it is told on the page. */
export function storyOf(ctx: Ctx, row: { story: StoryRow | null; title: string; lang: string }): StoryEvent[] {
  if (!row.story) return []
  const here = spaceOf(ctx)
  const host = here.standing === 'host' && !here.closed
  const { splitFrom, splits, movedHere, movings, broughtHere } = row.story
  const event = (what: StoryEvent['what'], one: { by: string; at: string }, more: Partial<StoryEvent>): StoryEvent => ({
    ...PLAIN,
    what,
    ...told(one),
    ...more,
  })
  return [
    ...each(splitFrom, (one) => event('split-from', one, { other: linked(here, one), mayUndo: host && one.undo })),
    ...(splits ?? []).map((one) => event('split-off', one, { count: one.count, other: linked(here, one) })),
    ...each(movedHere, (one) => event('moved-here', one, { place: one.from?.name ?? null, mayUndo: one.undo })),
    ...each(broughtHere, (one) =>
      event('brought-here', one, { place: one.from?.name ?? null, other: placed(row, one.from, one.item) }),
    ),
    ...(movings ?? []).map((one) =>
      event(one.open ? 'asking' : 'taken-away', one, {
        count: one.count,
        place: one.to?.name ?? null,
        other: placed(row, one.to, one.item),
        asks: one.asks,
        mayUndo: one.open && (one.mine || host),
      }),
    ),
  ]
}

function each<One>(one: One | null, said: (one: One) => StoryEvent): StoryEvent[] {
  return one ? [said(one)] : []
}

interface Titled {
  title: string
  lang: string
}

/** Another discussion of this space. */
function linked({ slug }: { slug: string }, { id, title, lang }: Titled & { id: number }) {
  return { title, lang, url: urlIn(slug, id, title) }
}

/** This discussion in another place, where one may see it. */
function placed({ title, lang }: Titled, place: Place | null, item: number | null) {
  return place && item ? { title, lang, url: urlIn(place.slug, item, title) } : null
}

function urlIn(slug: string, id: number, title: string): string {
  return `/c/${slug}/discussions/${idSlug(id, title)}`
}

function told(one: { by: string; at: string }) {
  return { by: one.by, at: new Date(one.at).toISOString() }
}
