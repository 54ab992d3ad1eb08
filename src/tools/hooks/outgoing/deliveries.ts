import { notFound } from '../../../platform/http/problems.ts'
import { type Ctx, spaceOf } from '../../../spine/request/ctx.ts'

/** How many the log shows. */
const SHOWN = 50

/** One thing that was to be told, and what became of it. */
export interface Delivery {
  id: number
  /** The verb; null for a trial. */
  type: string | null
  item: { kind: string; id: number; title: string; lang: string } | null
  number: number | null
  /** `void`: what it was about is gone, so it was not told. */
  state: 'waiting' | 'sent' | 'failed' | 'void'
  at: Date
  /** When it is tried again, of one that waits. */
  dueAt: Date
  tries: number
  triedAt: Date | null
  status: number | null
  trouble: string | null
  ms: number | null
}

/** The last that a connection of the space of the address was or will be told, the newest first. */
export function deliveriesOf(ctx: Ctx, hook: number): Promise<Delivery[]> {
  return ctx.sql<Delivery[]>`
    select d.id, a.verb type, d.state, d.at, d.due_at, d.tries, d.tried_at, d.status, d.trouble, d.ms, m.number,
      case when i.id is not null then jsonb_build_object('kind', i.kind, 'id', i.id, 'title', i.title, 'lang', i.lang) end item
    from outgoing_delivery d left join activity a on a.id = d.activity_id left join message m on m.id = a.message_id
      left join item i on i.id = a.item_id and i.space_id = d.space_id and i.removed_at is null
    where d.hook_id = ${hook} and d.space_id = ${spaceOf(ctx).id} order by d.id desc limit ${SHOWN}`
}

/** Tells something again that was told before or given up, under the same id. @throws 404 */
export async function tellAgain(ctx: Ctx, hook: number, delivery: number): Promise<void> {
  const [again] = await ctx.sql`
    update outgoing_delivery set state = 'waiting', tries = 0, due_at = now()
    where id = ${delivery} and hook_id = ${hook} and space_id = ${spaceOf(ctx).id} and state <> 'waiting' and activity_id is not null returning id`
  if (!again) throw notFound()
  await ctx.sql`select send_outgoing(${hook})`
}

/** Tells that somebody tries whether it arrives: one try, also while nothing else is told. */
export async function tellTrial(ctx: Ctx, hook: number): Promise<void> {
  await ctx.sql`insert into outgoing_delivery (hook_id, space_id) values (${hook}, ${spaceOf(ctx).id})`
  await ctx.sql`select send_outgoing(${hook})`
}
