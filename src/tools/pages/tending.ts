import { Type as T } from '@sinclair/typebox'
import type { Sql } from '../../platform/database/connect.ts'
import { silentIn } from '../../spine/outside/kept.ts'
import { presentSilent, SilentSchema } from '../../spine/outside/silent.ts'
import { type Ctx, spaceOf } from '../../spine/request/ctx.ts'
import { get, page } from '../../spine/request/route.ts'
import { presentLink } from './present.ts'
import { LinkSchema } from './schemas.ts'
import { tendingPage } from './views/tending.ts'

const MOST = 50
/** So many of the pages on top are looked at for those that nothing leads to: where all lie on top, the first. */
const MOST_ON_TOP = 2000

/** A title that pages lead to and nobody has written. */
interface Wanted {
  title: string
  count: number
}

interface Found {
  id: number
  title: string
  lang: string
  /** A day, a language, or how many. */
  about: string
}

/** What in the library asks for somebody: one query for each kind, all of them bounded. */
function toTend(sql: Sql, spaceId: number) {
  const here = sql`p.space_id = ${spaceId} and p.state is distinct from 'retired'`
  const there = sql`join item i on i.id = p.item_id and i.removed_at is null`
  return Promise.all([
    sql<Wanted[]>`
      select min(l.title) title, count(*)::int count from page_link l
      where l.space_id = ${spaceId} and l.unwritten and exists (select from item i where i.id = l.item_id and i.removed_at is null offset 0)
        and not exists (select from page_name n join item x on x.id = n.item_id and x.removed_at is null where n.space_id = l.space_id and n.key = l.key offset 0)
      group by l.key order by count(*) desc, l.key limit ${MOST}`,
    sql<Found[]>`
      select id, title, lang, '' about from (
        select i.id, i.title, i.lang from (select * from page p where ${here} and p.parent_id is null order by p.place, p.item_id limit ${MOST_ON_TOP}) p ${there}
        where p.template <> 'log' and not exists (select from page c where c.parent_id = p.item_id offset 0)
          and not exists (select from page_name n join page_link l on l.space_id = n.space_id and l.key = n.key and l.item_id <> p.item_id where n.item_id = p.item_id offset 0)
        limit ${MOST}) found order by title, id`,
    sql<Found[]>`
      select i.id, i.title, i.lang, p.review_on::text about from page p ${there}
      where ${here} and p.review_on <= current_date order by p.review_on, i.id limit ${MOST}`,
    sql<Found[]>`
      select i.id, i.title, i.lang, '' about from page p ${there} join page o on o.item_id = p.original_id and o.number > coalesce(p.original_number, 0)
      where ${here} order by o.changed_at desc, i.id limit ${MOST}`,
    sql<Found[]>`
      select i.id, i.title, i.lang, w.lang about from page_wish w join page p on p.item_id = w.item_id ${there}
      where ${here} group by i.id, i.title, i.lang, w.lang order by count(*) desc, min(w.at) limit ${MOST}`,
    silentIn(sql, spaceId, MOST),
    sql<Found[]>`
      select i.id, i.title, i.lang, count(*)::text about from page_suggestion g join page p on p.item_id = g.item_id ${there}
      where g.space_id = ${spaceId} and g.state = 'open' group by i.id, i.title, i.lang order by min(g.at) limit ${MOST}`,
  ])
}

const List = T.Array(T.Object({ ...LinkSchema.properties, about: T.String() }))

export const tendingRoutes = [
  get('/c/:space/pages/tending', {
    access: 'reader',
    summary:
      'What in the library asks for somebody: suggestions, wanted pages, those nothing leads to, reviews, translations',
    response: T.Object({
      wanted: T.Array(T.Object({ title: T.String(), count: T.Integer() })),
      orphans: List,
      reviews: List,
      outdated: List,
      wishes: List,
      suggestions: List,
      silent: T.Array(SilentSchema),
    }),
    async handle(ctx) {
      const [wanted, orphans, reviews, outdated, wishes, silent, suggestions] = await toTend(ctx.sql, spaceOf(ctx).id)
      const shown = (rows: Found[]) => rows.map((row) => presentFound(ctx, row))
      const data = {
        wanted: [...wanted],
        orphans: shown(orphans),
        reviews: shown(reviews),
        outdated: shown(outdated),
        wishes: shown(wishes),
        silent: silent.map((one) => presentSilent(ctx, one)),
        suggestions: shown(suggestions),
      }
      return page(data, () => tendingPage(ctx, data))
    },
  }),
]

export type ShownFound = ReturnType<typeof presentFound>

function presentFound(ctx: Ctx, row: Found) {
  return { ...presentLink(ctx, row), about: row.about }
}
