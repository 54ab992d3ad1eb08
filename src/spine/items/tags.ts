import type { Sql } from '../../platform/database/connect.ts'
import { invalid, notFound, notYours } from '../../platform/http/problems.ts'
import { audit, record } from '../activity/record.ts'
import { type Ctx, spaceOf } from '../request/ctx.ts'
import type { Level } from './follow.ts'
import { plainTags } from './items.ts'

/** A word for what things are about, as it stands in a space, and how much the reader wants to hear of it. */
export interface Tag {
  name: string
  description: string
  count: number
  level: Level | null
}

/** Every tag of a space that says or holds something, by name. */
export function tagsOf(sql: Sql, slug: string): Promise<Tag[]> {
  return sql<Tag[]>`select t.name, t.description, t.count, f.level from tag t
    left join follow_tag f on f.space_id = t.space_id and f.tag = t.name and f.person_id = (select me())
    where t.space_id = (select id from space where slug = ${slug}) and (t.count > 0 or t.description <> '' or f.level is not null) order by t.name`
}

/** A tag by its name of now or of before. @throws 404 */
export async function tagFor(ctx: Ctx, name: string): Promise<Tag> {
  const { id } = spaceOf(ctx)
  const [tag] = await ctx.sql<Tag[]>`select t.name, t.description, t.count, f.level from tag t
    left join follow_tag f on f.space_id = t.space_id and f.tag = t.name and f.person_id = (select me())
    where t.space_id = ${id} and t.name = coalesce((select a.tag from tag_alias a where a.space_id = ${id} and a.name = ${name}), ${name})`
  if (!tag) throw notFound()
  return tag
}

/**
 * Says what a tag means, and what it is called; a name that is there already takes its things in, if that is wanted.
 * @returns its name from now on
 * @throws 403 for all but hosts, Invalid without a name, or when two would become one and that was not said
 */
export async function changeTag(
  ctx: Ctx,
  tag: Tag,
  to: { name: string; description: string; merge: boolean },
): Promise<string> {
  const space = spaceOf(ctx)
  if (space.standing !== 'host') throw notYours('hosts-only')
  const [name] = plainTags([to.name])
  if (!name) throw invalid('name', 'needed')
  const description = to.description.replace(/\s+/g, ' ').trim()
  if (description.length > 300) throw invalid('description', 'too-long', { most: 300 })
  const [other] =
    name === tag.name
      ? []
      : await ctx.sql<{ count: number }[]>`select count from tag where space_id = ${space.id} and name = ${name}`
  if (other && !to.merge) throw invalid('name', 'tag-there', { count: other.count })
  if (description !== tag.description || other)
    await ctx.sql`update tag set description = ${description} where space_id = ${space.id} and name = ${tag.name}`
  if (name !== tag.name) await ctx.sql`select rename_tag(${space.id}, ${tag.name}, ${name})`
  const verb = other ? 'tag.merged' : name === tag.name ? 'tag.described' : 'tag.renamed'
  await record(ctx, verb, space.id)
  await audit(ctx, verb, space.id)
  return name
}
