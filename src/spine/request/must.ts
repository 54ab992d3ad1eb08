import { notYours } from '../../platform/http/problems.ts'
import { type Ctx, mayStart, mayWrite, spaceOf } from './ctx.ts'

/** Members start things here; guests take part in what others start. @throws 403 */
export function mustStart(ctx: Ctx): void {
  const space = spaceOf(ctx)
  if (!mayStart(space)) throw notYours(space.closed ? 'space-closed' : 'guests-reply')
}

/** Members and guests take part, as long as the space is open. @throws 403 */
export function mustWrite(ctx: Ctx): void {
  const space = spaceOf(ctx)
  if (!mayWrite(space)) throw notYours(space.closed ? 'space-closed' : undefined)
}
