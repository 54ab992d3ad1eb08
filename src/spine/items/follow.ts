import { type Ctx, meOf, spaceOf } from '../request/ctx.ts'

/**
 * How much someone wants to hear. muted: not counted as new, not on their home · quiet: counted when they come · follow:
 * they want to be told. It is theirs alone; nobody else can see it.
 */
export const levels = ['follow', 'quiet', 'muted'] as const
export type Level = (typeof levels)[number]

/** What someone wants to hear of one item. */
export async function setFollow(ctx: Ctx, itemId: number, level: Level): Promise<void> {
  await ctx.sql`insert into follow (person_id, item_id, level) values (${meOf(ctx).id}, ${itemId}, ${level})
    on conflict (person_id, item_id) do update set level = excluded.level, at = now()`
}

/** Who takes part hears what becomes of it, unless they chose something else. */
export async function followUnlessChosen(ctx: Ctx, itemId: number, personId = meOf(ctx).id): Promise<void> {
  await ctx.sql`insert into follow (person_id, item_id, level) values (${personId}, ${itemId}, 'follow') on conflict do nothing`
}

/** Of everything in the space; null: nothing chosen. */
export async function setSpaceFollow(ctx: Ctx, level: Level | null): Promise<void> {
  const of = { person: meOf(ctx).id, space: spaceOf(ctx).id }
  if (level)
    await ctx.sql`insert into follow_space (person_id, space_id, level) values (${of.person}, ${of.space}, ${level})
      on conflict (person_id, space_id) do update set level = excluded.level, at = now()`
  else await ctx.sql`delete from follow_space where person_id = ${of.person} and space_id = ${of.space}`
}

/** Of what carries a tag of the space; null: nothing chosen. */
export async function setTagFollow(ctx: Ctx, tag: string, level: Level | null): Promise<void> {
  const of = { person: meOf(ctx).id, space: spaceOf(ctx).id }
  if (level)
    await ctx.sql`insert into follow_tag (person_id, space_id, tag, level) values (${of.person}, ${of.space}, ${tag}, ${level})
      on conflict (person_id, space_id, tag) do update set level = excluded.level, at = now()`
  else await ctx.sql`delete from follow_tag where person_id = ${of.person} and space_id = ${of.space} and tag = ${tag}`
}
