import type { Static } from '@sinclair/typebox'
import { Type as T } from '@sinclair/typebox'
import type { Sql } from '../../platform/database/connect.ts'
import { type Ctx, spaceOf } from '../../spine/request/ctx.ts'
import { nullable } from '../../spine/request/schemas.ts'
import { idSlug } from '../../spine/slug.ts'

/** What became of a discussion: its summary, what was split off, where its words went and came from. */
export interface StoryRow {
  /** The last number there is: after a split, less than the last that was given. */
  topNumber: number | null
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

/**
 * Columns for the row of a discussion's page. Each is one look into an index, and costs nothing more where nothing was
 * summed up, split or moved; so the page needs no further statement.
 */
export function storyColumns(sql: Sql) {
  return sql`
      (select max(number) from message top where top.item_id = i.id) top_number,
      (select jsonb_build_object('by', sp.name, 'at', s.at, 'html', s.html, 'lang', s.lang, 'after', s.after, 'version', s.version)
        from summary s join person sp on sp.id = s.person_id where s.item_id = i.id and s.removed_at is null) summary,
      (select jsonb_build_object('by', sp.name, 'at', s.at, 'count', s.count, 'id', o.id, 'title', o.title, 'lang', o.lang, 'undo', split_is_fresh(s.item_id))
        from split s join item o on o.id = s.from_item and o.removed_at is null join person sp on sp.id = s.person_id where s.item_id = i.id) split_from,
      (select jsonb_agg(jsonb_build_object('by', sp.name, 'at', s.at, 'count', s.count, 'id', o.id, 'title', o.title, 'lang', o.lang) order by s.at)
        from split s join item o on o.id = s.item_id and o.removed_at is null join person sp on sp.id = s.person_id where s.from_item = i.id) splits,
      (select case when g.undone_at is null and g.to_space = i.space_id then jsonb_build_object('by', gp.name, 'at', g.at, 'from', space_card(g.from_space), 'undo', may_return(i.id)) end
        from passage g join person gp on gp.id = g.person_id where g.item_id = i.id order by g.id desc limit 1) moved_here,
      (select jsonb_agg(jsonb_build_object('by', vp.name, 'at', v.at, 'count', v.count, 'open', v.ended_at is null,
          'asks', v.ended_at is null and exists (select from moving_answer a where a.moving_id = v.id and a.person_id = (select me()) and a.answer is null),
          'mine', v.person_id = (select me()), 'to', space_card(v.to_space), 'item', v.to_item) order by v.id)
        from moving v join person vp on vp.id = v.person_id where v.item_id = i.id and (v.ended_at is null or v.count > 0)) movings,
      (select jsonb_build_object('by', vp.name, 'at', v.at, 'from', space_card(v.space_id), 'item', v.item_id)
        from moving v join person vp on vp.id = v.person_id where v.to_item = i.id limit 1) brought_here`
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
export function storyOf(ctx: Ctx, row: StoryRow & { title: string; lang: string }): StoryEvent[] {
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
  const { splitFrom, splits, movedHere, movings, broughtHere } = row
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
