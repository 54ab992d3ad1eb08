import type { Ctx, Me, Space } from './ctx.ts'
import type { Site } from './site.ts'
import { asPerson } from './transaction.ts'

/**
 * Work in a person's name outside a request, in one transaction: an import, the demonstration. What the person may not
 * do, this may not do either.
 * @param slug the space to be in, or null
 */
export async function backstage<T>(
  site: Site,
  personId: number,
  slug: string | null,
  work: (ctx: Ctx) => Promise<T>,
): Promise<T> {
  const after: (() => void)[] = []
  const result = await asPerson(site.database.app, personId, slug, async (sql, me: Me) => {
    const space = slug === null ? null : await spaceOf(sql, slug, personId)
    const locale = site.localeFor(me.lang).withHours(me.hours)
    return work({
      site,
      sql,
      me,
      space,
      locale,
      now: new Date(),
      timeZone: me.timeZone,
      after: (act) => after.push(act),
    })
  })
  for (const act of after) act()
  return result
}

/** @throws when the person does not belong there */
async function spaceOf(sql: Ctx['sql'], slug: string, personId: number): Promise<Space> {
  const [row] = await sql<(Omit<Space, 'createdAt' | 'joinedAt'> & { createdAt: Date; joinedAt: Date })[]>`
    select s.id, s.kind, s.slug::text, coalesce(called(s.id), s.name) name, s.purpose, s.lang, s.hue, s.picture, s.people, s.badges, s.members_invite,
      s.closed_at is not null closed, s.created_at, m.standing, m.joined_at
    from space s join membership m on m.space_id = s.id and m.person_id = ${personId} and m.ended_at is null where s.slug = ${slug}`
  if (!row) throw new Error(`There is no community ${slug} for this person.`)
  return { ...row, createdAt: row.createdAt.toISOString(), joinedAt: row.joinedAt.toISOString() }
}
