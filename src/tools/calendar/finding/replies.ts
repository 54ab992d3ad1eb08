import { invalid, notFound } from '../../../platform/http/problems.ts'
import { record } from '../../../spine/activity/record.ts'
import { followUnlessChosen } from '../../../spine/items/follow.ts'
import { nextModseq } from '../../../spine/messages/change.ts'
import { type Ctx, meOf } from '../../../spine/request/ctx.ts'
import { mustWrite } from '../../../spine/request/must.ts'
import { mustBeOpen } from './options.ts'
import type { Question } from './questions.ts'

/** Whether an option suits: yes, if it has to be, or not at all. */
export const suits = ['yes', 'if-need-be', 'no'] as const
export type Suits = (typeof suits)[number]

/**
 * Says which options suit; others stay as they were said before. Empty takes back what was said of one.
 * @param said by the id of an option
 * @throws 403; 404 for what is no option of it; Invalid where it is decided, or an option is over or taken away
 */
export async function keepReplies(ctx: Ctx, it: Question, said: ReadonlyMap<number, Suits | ''>): Promise<void> {
  mustWrite(ctx)
  mustBeOpen(it)
  const me = meOf(ctx).id
  const { sql } = ctx
  await nextModseq(ctx, it)
  const known = await sql<{ id: number; open: boolean; reply: Suits | null }[]>`
    select o.id, o.withdrawn is null and o.until_at > ${ctx.now} as open,
      (select r.reply from date_reply r where r.option_id = o.id and r.person_id = ${me}) reply
    from date_option o where o.item_id = ${it.id} and o.id = any(${[...said.keys()]}::bigint[])`
  if (known.length < said.size) throw notFound()
  const changed = known.filter(({ id, reply }) => (said.get(id) || null) !== reply)
  if (changed.some(({ open }) => !open)) throw invalid('_closed', 'option-gone')
  const rows = changed.flatMap(({ id }) => (said.get(id) ? [{ id, reply: said.get(id)! }] : []))
  const back = changed.filter(({ id }) => !said.get(id)).map(({ id }) => id)
  if (back.length) await sql`delete from date_reply where person_id = ${me} and option_id = any(${back}::bigint[])`
  if (!rows.length) return
  await sql`
    insert into date_reply (option_id, item_id, space_id, person_id, reply, at)
    select o.id, ${it.id}, ${it.spaceId}, ${me}, o.reply, ${ctx.now} from jsonb_to_recordset(${sql.json(rows)}) o(id bigint, reply text)
    on conflict (option_id, person_id) do update set reply = excluded.reply, at = excluded.at`
  await followUnlessChosen(ctx, it.id)
  await record(ctx, 'date-question.answered', it.spaceId, { itemId: it.id, quietly: true })
}

/** Takes back all that one answered. @throws 403; Invalid where it is decided */
export async function dropReplies(ctx: Ctx, it: Question): Promise<void> {
  mustWrite(ctx)
  mustBeOpen(it)
  await nextModseq(ctx, it)
  await ctx.sql`delete from date_reply where item_id = ${it.id} and person_id = ${meOf(ctx).id}`
}
