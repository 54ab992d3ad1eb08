import { Type as T } from '@sinclair/typebox'
import { cardOf, type PersonCard, PersonSchema } from '../people/cards.ts'
import type { Ctx } from '../request/ctx.ts'
import { beginningOf } from './days.ts'
import { type Piece, PieceSchema, piecesOf } from './marks.ts'
import type { Narrowed, Term } from './typed.ts'

/** How many things a page of results shows. */
const RESULTS_PAGE = 20

export type Sort = 'best' | 'newest'

/** What is looked for, where, and how it is sorted. */
export interface Wish {
  terms: Term[]
  narrowed: Narrowed
  /** Within one thing alone. */
  item?: number
  sort: Sort
  after?: Cursor
}

/** Where a page of results ends: by weight (as weighed at a moment) or by time. */
export type Cursor = { rank: number; item: number; asOf: string } | { at: string; subject: number }

/** One thing that fits, or one of the messages under it. */
export interface Hit {
  /** 0 for the thing itself: its title, its opening, its summary. */
  number: number
  url: string
  lang: string
  excerpt: Piece[]
  at: string
  author: PersonCard
}

/** A thing with what fits of it, the best first. */
export interface Result {
  id: number
  kind: string
  url: string
  title: Piece[]
  lang: string
  space: { slug: string; name: string; kind: string }
  /** How many of its messages fit, as far as was looked. */
  count: number
  hits: Hit[]
}

const HitSchema = T.Object({
  number: T.Integer(),
  url: T.String(),
  lang: T.String(),
  excerpt: T.Array(PieceSchema),
  at: T.String(),
  author: PersonSchema,
})

export const ResultSchema = T.Object({
  id: T.Integer(),
  kind: T.String(),
  url: T.String(),
  title: T.Array(PieceSchema),
  lang: T.String(),
  space: T.Object({ slug: T.String(), name: T.String(), kind: T.String() }),
  count: T.Integer(),
  hits: T.Array(HitSchema),
})

interface Row {
  id: number
  kind: string
  lang: string
  title: string
  titleMarked: string
  slug: string
  spaceName: string
  spaceKind: string
  n: number
  next: object | null
  hits: {
    number: number
    lang: string
    text: string
    at: string
    id: number
    handle: string
    name: string
    picture: string | null
  }[]
}

/**
 * A page of what the asking person may read and is looking for. Which things these are the database finds out by itself
 * (`search_page`); their words are read behind row security once more. `capped` says that more fit than were weighed.
 */
export async function searchFor(
  ctx: Ctx,
  wish: Wish,
): Promise<{ results: Result[]; next: Cursor | null; capped: boolean }> {
  const asOf = wish.after && 'asOf' in wish.after ? wish.after.asOf : ctx.now.toISOString()
  const rows = await ctx.sql<Row[]>`
    with typed as materialized (select search_query(${ctx.sql.json(wish.terms as never)}) q)
    select i.id, i.kind, i.lang, i.title, marked(i.lang, plain_text(coalesce(called(s.id), i.title)), typed.q, true) title_marked,
      s.slug::text, coalesce(called(s.id), s.name) space_name, s.kind space_kind, g.n, g.next, hit.hits
    from typed, search_page(${ctx.sql.json(asked(ctx, wish, asOf) as never)}, ${RESULTS_PAGE}) with ordinality
      as g(item_id, numbers, n, rank, at, next, place)
    join item i on i.id = g.item_id join space s on s.id = i.space_id
    cross join lateral (
      select json_agg(json_build_object('number', h.number, 'lang', said.lang, 'text', marked(said.lang, plain_text(said.source), typed.q),
        'at', said.at, 'id', p.id, 'handle', p.handle, 'name', case when h.number > 0 and m.through is not null then m.through || ' (' || p.name || ')' else p.name end, 'picture', p.picture) order by h.place) hits
      from unnest(g.numbers) with ordinality h(number, place)
      left join message m on m.item_id = i.id and m.number = greatest(h.number, 1) and m.removed_at is null
        and (h.number > 0 or m.author_id = i.author_id)
      cross join lateral (select coalesce(m.lang, i.lang) lang, case when h.number = 0 then i.created_at else m.created_at end at,
        case when h.number = 0 then concat_ws(E'\n', m.source, (select string_agg(w.source, E'\n' order by w.part) from item_words w where w.item_id = i.id))
          else m.source end source) said
      join person p on p.id = case when h.number = 0 then i.author_id else m.author_id end) hit
    where hit.hits is not null order by g.place`
  const last = rows.at(-1)?.next ?? null
  const capped = last !== null && 'capped' in last
  const next = capped ? null : last
  return {
    results: rows.map((row) => resultOf(ctx, row)),
    capped,
    next: next && wish.sort === 'best' ? ({ ...next, asOf } as Cursor) : (next as Cursor | null),
  }
}

/** The wish as the database reads it. */
function asked(ctx: Ctx, { terms, narrowed, item, sort, after }: Wish, asOf: string) {
  const { since, before, ...rest } = narrowed
  return {
    ...rest,
    terms,
    sort,
    asOf,
    tools: ctx.site.switchedKinds,
    ...(since && { since: beginningOf(since, ctx.timeZone) }),
    ...(before && { before: beginningOf(before, ctx.timeZone) }),
    ...(item && { item }),
    ...(after && { after }),
  }
}

function resultOf(ctx: Ctx, row: Row): Result {
  const url = `/c/${row.slug}${ctx.site.itemPath(row.kind, row.id, row.title)}`
  return {
    id: row.id,
    kind: row.kind,
    url,
    title: piecesOf(row.titleMarked),
    lang: row.lang,
    space: { slug: row.slug, name: row.spaceName, kind: row.spaceKind },
    count: row.n,
    hits: row.hits.map(({ number, lang, text, at, ...author }) => ({
      number,
      url: number ? `${url}/messages/${number}` : url,
      lang,
      excerpt: piecesOf(text),
      at: new Date(at).toISOString(),
      author: cardOf(author),
    })),
  }
}
