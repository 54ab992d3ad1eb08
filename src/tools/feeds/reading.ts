import type { Sql } from '../../platform/database/connect.ts'
import type { Me } from '../../spine/request/ctx.ts'
import type { Site } from '../../spine/request/site.ts'
import { asPerson } from '../../spine/request/transaction.ts'
import type { FeedForm } from './feeds.ts'

/** Whose feed it is, and of which place; null: of all of theirs. */
export interface Reader {
  me: Me
  place: { id: number; name: string; slug: string; tools: string[] } | null
  madeAt: Date
}

/**
 * Reads what a feed shows in the name of its person, who may have left since.
 * @param feed.wide of one place: also those of its circles that they belong to
 * @returns undefined where the address has ended, is one of another form, the account is closed, or the place is not theirs any more
 */
export async function asFeed<T>(
  site: Site,
  { id, form, wide = false }: { id: number; form: FeedForm; wide?: boolean },
  read: (sql: Sql, reader: Reader) => Promise<T>,
): Promise<T | undefined> {
  const pool = site.database.app
  const [feed] = await pool<
    [{ personId: number | null; spaceId: number | null; slug: string | null; madeAt: Date; form: FeedForm }]
  >`select * from feed_of(${id})`
  if (!feed.personId || feed.form !== form) return undefined
  return asPerson(
    pool,
    feed.personId,
    feed.slug,
    async (sql, me) => {
      const [place] = await sql<
        NonNullable<Reader['place']>[]
      >`select id, name, slug::text, tools from space where id = ${feed.spaceId}`
      if (feed.spaceId && !place) return undefined
      return read(sql, { me, place: place ?? null, madeAt: feed.madeAt })
    },
    wide,
  )
}
