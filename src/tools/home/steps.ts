import { type Ctx, spaceOf } from '../../spine/request/ctx.ts'

export interface Steps {
  invited: boolean
  begun: boolean
  dressed: boolean
}

/** What a host does in the first hour; each step is known by what is there, not by a mark. Null when all are done. */
export async function firstSteps(ctx: Ctx): Promise<Steps | null> {
  const space = spaceOf(ctx)
  const [row] = await ctx.sql<[{ invited: boolean; begun: boolean }]>`
    select exists (select from invitation where space_id = ${space.id}) invited, exists (select from item where space_id = ${space.id}) begun`
  const steps = {
    ...row,
    invited: row.invited || space.people > 1,
    dressed: space.picture !== null || space.hue !== 130,
  }
  return Object.values(steps).every(Boolean) ? null : steps
}
