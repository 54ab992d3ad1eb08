import type { Sql } from '../../platform/database/connect.ts'
import { invalid, notFound } from '../../platform/http/problems.ts'
import { renderMarkdown } from '../../platform/markdown/markdown.ts'
import { plainText } from '../../platform/plain-text.ts'
import { audit } from '../../spine/activity/record.ts'
import { goGently } from '../../spine/care/newcomers.ts'
import { type Ctx, meOf } from '../../spine/request/ctx.ts'
import { keepDone, mustGo } from './doing.ts'
import type { Journey } from './journeys.ts'
import { secondComes } from './second.ts'
import type { Step } from './steps.ts'

export const LONGEST_REFLECTION = 20_000

/** What somebody wrote about a question. */
export interface Reflection {
  stepId: number
  shared: boolean
  lang: string
  source: string
  html: string
  version: number
  at: Date
}

export interface Written {
  text: string
  shared: boolean
  lang: string
  /** The version that was read; 0: there was none. */
  version: number
}

/**
 * Keeps what one writes about a question, for oneself or for the group; nothing takes it away. Whoever has written has done the step.
 * @throws Invalid when another tab was quicker; 403 for who does not go it
 */
export async function reflect(
  ctx: Ctx,
  it: Journey,
  step: Step,
  { text, shared, lang, version }: Written,
): Promise<void> {
  mustGo(ctx, it)
  const source = plainText(text)
  if (source.length > LONGEST_REFLECTION) throw invalid('text', 'too-long', { most: LONGEST_REFLECTION })
  if (shared) await goGently(ctx, source, 0, [])
  const me = meOf(ctx).id
  if (!source) {
    const gone =
      await ctx.sql`delete from journey_reflection where step_id = ${step.id} and person_id = ${me} and version = ${version} returning 1`
    if (version) secondComes(gone, 'text')
    return
  }
  const html = renderMarkdown(source)
  const kept = version
    ? await ctx.sql`
        update journey_reflection set source = ${source}, html = ${html}, shared = ${shared}, lang = ${lang}, at = ${ctx.now}, version = version + 1
        where step_id = ${step.id} and person_id = ${me} and version = ${version} returning 1`
    : await ctx.sql`
        insert into journey_reflection (step_id, journey_id, space_id, person_id, shared, lang, source, html, at)
        values (${step.id}, ${it.id}, ${it.spaceId}, ${me}, ${shared}, ${lang}, ${source}, ${html}, ${ctx.now}) on conflict do nothing returning 1`
  // Sent twice it is there once.
  const same = kept.length ? undefined : await mineFor(ctx.sql, step.id)
  if (same?.source !== source || same.shared !== shared) secondComes(kept, 'text')
  await keepDone(ctx, step)
}

/**
 * Takes what somebody shared out of the group's sight, as who guides the journey; it stays with whoever wrote it. It is written down.
 * @param handle whose it is @throws 404 for who does not guide it, and where nothing is shared
 */
export async function unshare(ctx: Ctx, it: Journey, step: Step, handle: string): Promise<void> {
  const [row] = await ctx.sql<{ id: number; done: boolean }[]>`
    select p.id, unshare_reflection(${step.id}, p.id) done from person p where p.handle = ${handle}`
  if (!row?.done) throw notFound()
  if (row.id !== meOf(ctx).id) await audit(ctx, 'reflection.unshared', it.spaceId, { itemId: it.id, personId: row.id })
}

/** One's own words about a question, if one wrote any. */
async function mineFor(sql: Sql, stepId: number): Promise<Reflection | undefined> {
  const [row] = await mineAbout(sql, stepId)
  return row
}

/** The same as a query, for what is sent at once. */
export function mineAbout(sql: Sql, stepId: number): Promise<Reflection[]> {
  return sql<Reflection[]>`
    select r.step_id, r.shared, r.lang, r.source, r.html, r.version, r.at from journey_reflection r
    where r.step_id = ${stepId} and r.person_id = (select me())`
}
