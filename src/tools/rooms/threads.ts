import { Type as T } from '@sinclair/typebox'
import type { Sql } from '../../platform/database/connect.ts'
import { excerptOf } from '../../platform/markdown/markdown.ts'
import { cardOf, PersonSchema } from '../../spine/people/cards.ts'
import type { Site } from '../../spine/request/site.ts'

/** So many a list shows: the rest is older. */
const MOST = 50
/** So much that is new is counted; above it there is simply much. */
export const MOST_NEW = 99

interface By {
  id: number
  handle: string
  name: string
  picture: string | null
}

interface ThreadRow {
  itemId: number
  kind: string
  thread: number
  title: string
  lang: string
  slug: string
  space: string
  tools: string[]
  first: By & { html: string; lang: string }
  last: By & { html: string; lang: string; number: number }
  lastAt: Date
  size: number
  fresh: number
}

/**
 * The side threads that the asking person began, answered in, or is named in: those with something new first, then by when
 * something was said. Only in the spaces that the request reads; nothing new where one hears nothing of it all. One query.
 */
export async function threadsOf(site: Site, sql: Sql): Promise<ThreadRow[]> {
  const by = (p: string, m: string) =>
    sql`jsonb_build_object('id', ${sql(p)}.id, 'handle', ${sql(p)}.handle, 'name', coalesce(${sql(m)}.through, ${sql(p)}.name), 'picture', ${sql(p)}.picture, 'lang', ${sql(m)}.lang, 'number', ${sql(m)}.number,
      'html', case when ${sql(m)}.removed_at is null and not exists (select from block k where k.person_id = (select me()) and k.blocked_id = ${sql(p)}.id) then left(${sql(m)}.html, 1000) else '' end)`
  const rows = await sql<ThreadRow[]>`
    with mine as materialized (
      select item_id, coalesce(thread, number) thread from message where author_id = (select me()) and (thread is not null or thread_size > 0)
      union select m.item_id, m.thread from mention n join message m on m.id = n.message_id where n.person_id = (select me()) and m.thread is not null)
    select q.item_id, i.kind, q.thread, coalesce(called(s.id), i.title) title, i.lang, s.slug::text, coalesce(called(s.id), s.name) space, s.tools, f.thread_size size,
      l.created_at last_at, ${by('fp', 'f')} as first, ${by('lp', 'l')} as last, fresh.fresh
    from mine q join item i on i.id = q.item_id and i.removed_at is null join space s on s.id = i.space_id and s.id = any((select reads())::bigint[])
    join message f on f.item_id = q.item_id and f.number = q.thread join person fp on fp.id = f.author_id
    join lateral (select x.* from message x where x.item_id = q.item_id and x.thread = q.thread and x.removed_at is null order by x.number desc limit 1) l on true
    join person lp on lp.id = l.author_id
    left join thread_reading r on r.item_id = q.item_id and r.thread = q.thread and r.person_id = (select me())
    cross join lateral (select count(*)::int fresh from (select from message n where n.item_id = q.item_id and n.thread = q.thread and n.number > coalesce(r.number, 0)
      and n.removed_at is null and n.author_id <> (select me()) and not exists (select from follow w where w.item_id = q.item_id and w.person_id = (select me()) and w.level = 'muted')
      limit ${MOST_NEW + 1}) few) fresh
    order by fresh.fresh = 0, l.created_at desc, q.item_id, q.thread limit ${MOST}`
  return rows.filter(({ kind, tools }) => site.isOn(kind, tools))
}

export const ThreadsSchema = T.Object({
  threads: T.Array(
    T.Object({
      url: T.String(),
      of: T.Object({ url: T.String(), title: T.String(), space: T.String() }),
      first: T.Object({ author: PersonSchema, words: T.String() }),
      last: T.Object({ author: PersonSchema, words: T.String(), at: T.String() }),
      size: T.Integer(),
      fresh: T.Integer(),
    }),
  ),
  next: T.Null(),
})

export type ListedThread = ReturnType<typeof presentThread>

/** A side thread in a list, as the API and its page show it. */
export function presentThread(site: Site, row: ThreadRow) {
  const of = `/c/${row.slug}${site.itemPath(row.kind, row.itemId, row.title)}`
  return {
    url: `${of}/threads/${row.thread}`,
    of: { url: of, title: row.title, space: row.space, lang: row.lang, kind: row.kind },
    first: { author: cardOf(row.first), words: excerptOf(row.first.html, 60), lang: row.first.lang },
    last: {
      author: cardOf(row.last),
      words: excerptOf(row.last.html, 120),
      lang: row.last.lang,
      number: row.last.number,
      at: row.lastAt.toISOString(),
    },
    size: row.size,
    fresh: row.fresh,
  }
}
