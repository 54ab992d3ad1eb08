import type { Sql } from '../../../platform/database/connect.ts'
import { notFound } from '../../../platform/http/problems.ts'
import { type Ctx, meOf } from '../../../spine/request/ctx.ts'

/** One's own birthday, `11-23`, and where it is shown. */
export interface OwnBirthday {
  day: string | null
  communities: { slug: string; name: string; shown: boolean }[]
}

/** For oneself. Asked with all of one's spaces. */
export async function ownBirthday(ctx: Ctx): Promise<OwnBirthday> {
  const me = meOf(ctx).id
  const [[row], communities] = await Promise.all([
    ctx.sql<{ day: string }[]>`select day::text from birthday where person_id = ${me}`,
    ctx.sql<OwnBirthday['communities']>`
      select s.slug::text, s.name, exists (select from birthday_shown w where w.space_id = s.id and w.person_id = ${me}) shown
      from space s where s.id = any((select reads())::bigint[]) and s.kind = 'community' order by s.name, s.id`,
  ])
  return { day: row?.day ?? null, communities }
}

/**
 * Says when it is, and in which communities it is shown: in these, and in no other.
 * @param day null: it is known to nobody any more, not even kept
 * @throws 404 for a community that one does not belong to
 */
export async function keepBirthday(ctx: Ctx, day: string | null, slugs: readonly string[]): Promise<void> {
  const { sql } = ctx
  const me = meOf(ctx).id
  await sql`delete from birthday_shown where person_id = ${me}`
  if (day === null) return void (await sql`delete from birthday where person_id = ${me}`)
  await sql`insert into birthday (person_id, day) values (${me}, ${day}) on conflict (person_id) do update set day = excluded.day`
  const wanted = [...new Set(slugs)]
  const shown = await sql`
    insert into birthday_shown (person_id, space_id)
    select ${me}, s.id from space s where s.slug = any(${wanted}::text[]::citext[]) and s.id = any((select reads())::bigint[]) and s.kind = 'community'
    returning space_id`
  if (shown.length < wanted.length) throw notFound()
}

/** When somebody's birthday is, where they show it to the asking person. */
export async function birthdayOf(sql: Sql, personId: number): Promise<string | null> {
  const [row] = await sql<{ day: string }[]>`select day::text from birthday where person_id = ${personId}`
  return row?.day ?? null
}
