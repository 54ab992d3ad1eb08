import { type Ctx, spaceOf } from '../../spine/request/ctx.ts'
import type { Mark, StepName } from './steps.ts'

/** Puts a step, or the whole path, off, notes it as done, or takes that back (null). All hosts see it. */
export async function markStep(ctx: Ctx, step: StepName | 'path', mark: Mark | null): Promise<void> {
  const { id } = spaceOf(ctx)
  if (mark === null) await ctx.sql`delete from first_step where space_id = ${id} and step = ${step}`
  else
    await ctx.sql`insert into first_step (space_id, step, mark) values (${id}, ${step}, ${mark})
      on conflict (space_id, step) do update set mark = excluded.mark`
}
