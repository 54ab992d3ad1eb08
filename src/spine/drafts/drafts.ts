import { Problem } from '../../platform/http/problems.ts'
import { type Ctx, meOf } from '../request/ctx.ts'

/** What someone has begun to write, by place: `item:12` for a reply, `new:5` for a discussion in a space, `summary:12` for what is kept on top. */
export interface Draft {
  place: string
  fields: Record<string, string>
  version: number
  at: string
}

const PLACES = /^(item|new|edit|summary):\d{1,15}$/

/**
 * Keeps a draft. `version` is the one the writer's tab knows (0 for none): when another tab has kept something since,
 * nothing is overwritten.
 * @throws 409 when another tab was here; 404 for a place that is none
 */
export async function keepDraft(
  ctx: Ctx,
  place: string,
  fields: Record<string, string>,
  version: number,
): Promise<Draft> {
  if (!PLACES.test(place)) throw new Problem(404, 'not-found')
  const me = meOf(ctx).id
  const [row] = await ctx.sql<{ version: number; at: Date }[]>`
    insert into draft as d (person_id, place, fields, version) values (${me}, ${place}, ${ctx.sql.json(fields)}, 1)
    on conflict (person_id, place) do update set fields = excluded.fields, version = d.version + 1, at = now()
      where d.version = ${version} or d.fields = excluded.fields
    returning version, at`
  if (!row) throw new Problem(409, 'draft-elsewhere')
  return { place, fields, version: row.version, at: row.at.toISOString() }
}

export async function draftAt(ctx: Ctx, place: string): Promise<Draft | null> {
  const [row] = await ctx.sql<{ fields: Record<string, string>; version: number; at: Date }[]>`
    select fields, version, at from draft where person_id = ${meOf(ctx).id} and place = ${place}`
  return row ? { place, fields: row.fields, version: row.version, at: row.at.toISOString() } : null
}

/** What was sent or given up needs no draft any more. */
export async function dropDraft(ctx: Ctx, place: string): Promise<void> {
  await ctx.sql`delete from draft where person_id = ${meOf(ctx).id} and place = ${place}`
}
