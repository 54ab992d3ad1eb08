import { locked, unmet } from '../../platform/dav/refusal.ts'
import { type Ctx, meOf } from '../../spine/request/ctx.ts'
import { keyOf } from '../files/index.ts'
import { destinationOf, hrefOf } from './address.ts'
import { type IfList, holds as ifHolds, tokensIn } from './if-header.ts'
import { covering, type Lock, lets } from './lock-rules.ts'
import { locksHere } from './locks.ts'
import { etagOf } from './resource.ts'
import { aboveIds, type Spot, spotAt } from './spot.ts'

/** The locks of a space as one request meets them. */
export interface Guard {
  locks: Lock[]
  holder: { id: number; tokens: ReadonlySet<string> }
}

/**
 * Looks at the locks of the space, and at what the header `If` asks of them.
 * @param of the resource of the request @throws Refusal 412 where it does not hold
 */
export async function guardOf(ctx: Ctx, lists: IfList[], of: Spot, host: string): Promise<Guard> {
  const locks = await locksHere(ctx)
  const stateOf = async (tag: string | undefined) => {
    const spot = tag === undefined ? of : await tagged(ctx, tag, host, of)
    if (!spot) return { etag: undefined, tokens: [] }
    const tokens = covering(locks, spot.found?.id, aboveIds(spot)).map(({ token }) => token)
    return { etag: spot.found && etagOf(spot.found), tokens }
  }
  if (!(await ifHolds(lists, stateOf))) throw unmet()
  return { locks, holder: { id: meOf(ctx).id, tokens: tokensIn(lists) } }
}

/** What a tag in `If` names, where it is in this space. */
async function tagged(ctx: Ctx, tag: string, host: string, of: Spot): Promise<Spot | undefined> {
  try {
    const place = destinationOf(tag, host)?.place
    if (place?.kind !== 'shelf' || place.space.toLowerCase() !== of.space.toLowerCase()) return undefined
    return await spotAt(ctx, place.names)
  } catch {
    return undefined
  }
}

/** @throws Refusal 423 where a lock of somebody else covers what is there, or of one's own that is not named */
export function mustHold({ locks, holder }: Guard, spot: Spot): void {
  refuse(covering(locks, spot.found?.id, aboveIds(spot)), holder, spot)
}

/** For what comes into a folder, or goes out of it. @throws Refusal 423 */
export function mustHoldParent({ locks, holder }: Guard, spot: Spot): void {
  const above = aboveIds(spot)
  refuse(covering(locks, above.at(-1), above.slice(0, -1)), holder, spot)
}

/** For what goes away, with all below. @throws Refusal 423 */
export function mustHoldAll(guard: Guard, spot: Spot): void {
  mustHoldParent(guard, spot)
  mustHold(guard, spot)
  const roots = new Map<number, Lock[]>()
  for (const lock of below(guard.locks, spot)) roots.set(lock.itemId, [...(roots.get(lock.itemId) ?? []), lock])
  for (const one of roots.values()) refuse(one, guard.holder, spot)
}

/** The locks on what lies in a folder, however deep. */
export function below(locks: readonly Lock[], { names, found }: Spot): Lock[] {
  if (!found?.isFolder) return []
  const same = (one: string | undefined, other: string) => one !== undefined && keyOf(one) === keyOf(other)
  return locks.filter(
    (lock) => lock.names.length > names.length && names.every((name, at) => same(lock.names[at], name)),
  )
}

function refuse(over: Lock[], holder: Guard['holder'], { space }: Spot): void {
  if (lets(over, holder)) return
  throw locked(over.map(({ names, folder }) => hrefOf({ kind: 'shelf', space, names }, folder)))
}
