import { type Ctx, mayWrite, spaceOf } from '../request/ctx.ts'
import type { Looking } from './read.ts'

/** Who looks at messages of an item, and from where. @param item its address */
export function lookingAt(ctx: Ctx, item: string): Looking {
  const space = spaceOf(ctx)
  return {
    item,
    space: `/c/${space.slug}`,
    itemPath: ctx.site.itemPath,
    me: ctx.me?.id,
    host: space.standing === 'host',
    writes: mayWrite(space),
    saves: ctx.me?.saves ?? false,
  }
}

/** Nine digits: what has more is no message's number. */
export function numberIn(number = ''): number {
  return Number(/^\d{1,9}$/.exec(number)?.[0] ?? 0)
}
