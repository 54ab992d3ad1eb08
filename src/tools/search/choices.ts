import type { Ctx } from '../../spine/request/ctx.ts'

/** What the controls offer. */
export interface Choices {
  places: { slug: string; name: string; parent: string | null }[]
  tags: string[]
}

/** The communities and circles that are searched, each circle after its community, and the tags that are used most there. */
export async function choicesOf(ctx: Pick<Ctx, 'sql'>): Promise<Choices> {
  const [row] = await ctx.sql<[{ places: Choices['places'] | null; tags: string[] | null }]>`
    select (select json_agg(json_build_object('slug', s.slug, 'name', s.name, 'parent', p.name) order by coalesce(p.name, s.name), p.name nulls first, s.name)
        from (select * from space where id = any((select reads())::bigint[]) and kind <> 'conversation' order by name limit 200) s left join space p on p.id = s.parent_id) places,
      (select array_agg(name) from (select name from tag where count > 0 group by name order by sum(count) desc, name limit 60) t) tags`
  return { places: row.places ?? [], tags: row.tags ?? [] }
}
