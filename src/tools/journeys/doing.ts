import { notYours } from '../../platform/http/problems.ts'
import { escapeInline } from '../../platform/markdown/escape.ts'
import type { Backdated } from '../../spine/items/items.ts'
import { plainSource, postMessage } from '../../spine/messages/post.ts'
import { type Ctx, meOf } from '../../spine/request/ctx.ts'
import { mustWrite } from '../../spine/request/must.ts'
import { dropAnswer, eventFor, keepAnswer, type Reply } from '../calendar/index.ts'
import type { Journey } from './journeys.ts'
import { type Step, stepUrl } from './steps.ts'

/** Those who go it. @throws 403 */
export function mustGo(ctx: Ctx, it: Journey): void {
  mustWrite(ctx)
  if (!it.goes) throw notYours('journey-join-first')
}

/** Says that one has done a step, or has not after all. Twice is once. @throws 403 for who does not go it */
export async function tick(ctx: Ctx, it: Journey, step: Step, on: boolean): Promise<void> {
  mustGo(ctx, it)
  if (on) await keepDone(ctx, step)
  else await ctx.sql`delete from journey_done where step_id = ${step.id} and person_id = ${meOf(ctx).id}`
}

/** Brings something to a task: a message below the journey that says what it is for. It is done with that. @throws Invalid; 403 */
export async function bring(
  ctx: Ctx,
  it: Journey,
  step: Step,
  said: { text: string; lang: string; attachments: number[] },
  backdated?: Backdated,
): Promise<{ number: number }> {
  mustGo(ctx, it)
  const source = `[${escapeInline(step.title)}](${stepUrl(it, step.id)})\n\n${plainSource(said.text, said.attachments.length)}`
  const { lang, attachments } = said
  const posted = await postMessage(ctx, it, { source, lang, attachments }, backdated)
  await keepDone(ctx, step)
  await ctx.sql`
    update journey_done set message_id = ${posted.id} where step_id = ${step.id} and person_id = ${meOf(ctx).id}`
  return posted
}

/** Answers the date of a step; empty: nothing is said any more. @throws 404 where it leads to none; Invalid; 403 */
export async function answerStep(ctx: Ctx, step: Step, reply: Reply | ''): Promise<void> {
  mustWrite(ctx)
  const event = await eventFor(ctx, step.itemId ?? 0)
  const original = step.original ?? undefined
  if (reply) await keepAnswer(ctx, event, { reply, original })
  else await dropAnswer(ctx, event, original)
}

export async function keepDone(ctx: Ctx, { id, journeyId, spaceId }: Step): Promise<void> {
  await ctx.sql`
    insert into journey_done (step_id, journey_id, space_id, person_id, at) values (${id}, ${journeyId}, ${spaceId}, ${meOf(ctx).id}, ${ctx.now})
    on conflict do nothing`
}
