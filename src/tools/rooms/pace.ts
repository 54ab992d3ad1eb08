import { invalid } from '../../platform/http/problems.ts'
import { type Ctx, meOf, spaceOf } from '../../spine/request/ctx.ts'
import type { Room } from './rooms.ts'

/**
 * In a slow room nobody speaks twice within its time; hosts do. The tail is held, so that two tabs at once are no way around it.
 * @throws Invalid: the words stay where they were typed
 */
export async function mustWait(ctx: Ctx, room: Pick<Room, 'id' | 'slow'>): Promise<void> {
  if (!room.slow || spaceOf(ctx).standing === 'host') return
  await ctx.sql`select from tail where item_id = ${room.id} for no key update`
  const [last] = await ctx.sql<{ seconds: number }[]>`
    select ceil(extract(epoch from created_at - ${ctx.now}::timestamptz) + ${room.slow})::int seconds from message
    where author_id = ${meOf(ctx).id} and item_id = ${room.id} order by id desc limit 1`
  if (!last || last.seconds <= 0) return
  throw last.seconds > 90
    ? invalid('text', 'slow-minutes', { minutes: Math.ceil(last.seconds / 60) })
    : invalid('text', 'slow-seconds', { seconds: last.seconds })
}
