import { Type as T } from '@sinclair/typebox'
import type { Sql } from '../../platform/database/connect.ts'
import { nothing } from '../../platform/html.ts'
import { type Request, spaceOf } from '../../spine/request/ctx.ts'
import { get, page } from '../../spine/request/route.ts'

const query = T.Object({ q: T.String({ maxLength: 60 }) })

/** What is offered while one writes: names after `@`, titles after `[[`. Accents need not be typed. */
export const completing = [
  get('/c/:space/names', {
    access: 'reader',
    conversations: true,
    summary: 'People whose name or handle begins so, to mention them',
    query,
    response: T.Object({ names: T.Array(T.Object({ handle: T.String(), name: T.String() })), next: T.Null() }),
    async handle(ctx, { query }) {
      const names = await ctx.sql<{ handle: string; name: string }[]>`
        select p.handle::text, p.name from membership m join person p on p.id = m.person_id
        where m.space_id = ${spaceOf(ctx).id} and m.ended_at is null and (m.until is null or m.until > now())
          and (p.handle::text ilike ${`${query.q.replace(/[%_\\]/g, '\\$&')}%`} or unaccent(p.name) ~* ${begins(ctx.sql, query.q)})
        order by p.name limit 8`
      return page({ names: [...names, ...(await called(ctx, query.q))].slice(0, 8), next: null }, () => nothing)
    },
  }),

  get('/c/:space/titles', {
    access: 'reader',
    conversations: true,
    summary:
      'Things of the community with words in their title that begin so, last talked about first, to link to them; perhaps of one kind',
    query: T.Object({ ...query.properties, kind: T.Optional(T.String({ pattern: '^[a-z-]{1,30}$' })) }),
    response: T.Object({ titles: T.Array(T.Object({ title: T.String(), url: T.String() })), next: T.Null() }),
    async handle(ctx, { query }) {
      const { id, slug } = spaceOf(ctx)
      const rows = await ctx.sql<{ id: number; kind: string; title: string }[]>`
        select i.id, i.kind, i.title from titles_like(${id}, ${query.q}, ${query.kind ?? null}, 8) with ordinality g(item_id, nth)
        join item i on i.id = g.item_id order by g.nth`
      const titles = rows.map((row) => ({
        title: row.title,
        url: `/c/${slug}${ctx.site.itemPath(row.kind, row.id, row.title)}`,
      }))
      return page({ titles, next: null }, () => nothing)
    },
  }),
]

/** Who follows what is said there, and the circles that the asking person belongs to or may know of. */
async function called(ctx: Request, q: string): Promise<{ handle: string; name: string }[]> {
  const space = spaceOf(ctx)
  if (space.kind === 'conversation') return []
  const begin = q.toLowerCase()
  const circles = await ctx.sql<{ handle: string; name: string }[]>`
    select k.slug handle, k.name from space s cross join lateral known_spaces(coalesce(case when s.kind = 'circle' then s.parent_id end, s.id)) k
    where s.id = ${space.id} and not k.closed and (k.slug like ${`${begin.replace(/[%_\\]/g, '\\$&')}%`} or unaccent(k.name) ~* ${begins(ctx.sql, q)})
    order by k.name limit 8`
  const here = begin && 'here'.startsWith(begin) ? [{ handle: 'here', name: ctx.locale.t('ui.composer.here') }] : []
  return [...here, ...circles]
}

/** A pattern for words that begin so: accents folded first, then signs taken as they are. */
function begins(sql: Sql, q: string) {
  return sql`('\\m' || regexp_replace(unaccent(${q.trim()}::text), '([^[:alnum:]])', '\\\\\\1', 'g'))`
}
