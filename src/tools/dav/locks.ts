import { Refusal } from '../../platform/dav/refusal.ts'
import { element, text } from '../../platform/dav/xml-write.ts'
import { type Ctx, meOf, spaceOf } from '../../spine/request/ctx.ts'
import { hrefOf } from './address.ts'
import type { Lock } from './lock-rules.ts'

const TOKEN = 'urn:uuid:'

/** The locks of the space of the transaction that hold now, each with where it is. One query. */
export async function locksHere(ctx: Ctx): Promise<Lock[]> {
  const rows = await ctx.sql<(Omit<Lock, 'names'> & { names: string[] })[]>`
    select ${TOKEN} || l.token token, l.item_id, l.person_id, l.scope, l.deep, l.owner, l.until, e.is_folder folder, (
      with recursive above as (
        select p.folder_id, p.name, 1 n from entry p where p.item_id = l.item_id
        union all
        select p.folder_id, p.name, a.n + 1 from above a join entry p on p.item_id = a.folder_id)
      select array_agg(a.name order by a.n desc) from above a) names
    from dav_lock l join entry e on e.item_id = l.item_id
    where l.space_id = ${spaceOf(ctx).id} and l.until > ${ctx.now} and not e.removed`
  return rows
}

/**
 * Lets nobody take a lock while something is changed, nor the other way round: what was looked at stays so until the end.
 * @param alone for who takes or ends a lock
 */
export async function holdLocks(ctx: Ctx, alone = false): Promise<void> {
  const key = `dav ${spaceOf(ctx).id}`
  if (alone) await ctx.sql`select pg_advisory_xact_lock(hashtextextended(${key}, 41))`
  else await ctx.sql`select pg_advisory_xact_lock_shared(hashtextextended(${key}, 41))`
}

/** More than any program has open at once. */
const MOST = 500
/** Nor does any hold one thing with many. */
const MOST_ON_ONE = 10

/** @returns the token of a new lock @throws Refusal where somebody has very many */
export async function takeLock(
  ctx: Ctx,
  lock: Pick<Lock, 'itemId' | 'scope' | 'deep' | 'owner'> & { seconds: number },
): Promise<string> {
  const { id: space } = spaceOf(ctx)
  await ctx.sql`delete from dav_lock where space_id = ${space} and until < ${ctx.now}`
  const [held] = await ctx.sql<[{ n: number; here: number }]>`
    select count(*)::int n, count(*) filter (where item_id = ${lock.itemId})::int here from dav_lock where space_id = ${space} and person_id = ${meOf(ctx).id}`
  if (held.n >= MOST || held.here >= MOST_ON_ONE) throw new Refusal(507)
  const [row] = await ctx.sql<[{ token: string }]>`
    insert into dav_lock (item_id, space_id, person_id, scope, deep, owner, until)
    values (${lock.itemId}, ${space}, ${meOf(ctx).id}, ${lock.scope}, ${lock.deep}, ${lock.owner}, ${later(ctx, lock.seconds)})
    returning ${TOKEN} || token token`
  return row.token
}

/** Holds a lock for longer. */
export async function keepLock(ctx: Ctx, token: string, seconds: number): Promise<void> {
  await ctx.sql`update dav_lock set until = ${later(ctx, seconds)} where token = ${token.slice(TOKEN.length)}`
}

export async function endLock(ctx: Ctx, token: string): Promise<void> {
  await ctx.sql`delete from dav_lock where token = ${token.slice(TOKEN.length)}`
}

/** Locks stay where they were taken: what moves or goes away loses those of who does it. */
export async function endLocksOn(ctx: Ctx, itemId: number): Promise<void> {
  await ctx.sql`delete from dav_lock where space_id = ${spaceOf(ctx).id} and person_id = ${meOf(ctx).id}
    and item_id in (select b.item_id from entries_below(${itemId}) b)`
}

function later({ now }: Ctx, seconds: number): Date {
  return new Date(now.getTime() + seconds * 1000)
}

/** Locks as programs are told of them. */
export function activeLocks(locks: readonly Lock[], space: string, now: Date): string {
  const dav = (name: string, xml: string) => element('DAV:', name, xml)
  return locks
    .map((lock) => {
      const root = hrefOf({ kind: 'shelf', space, names: lock.names }, lock.folder)
      const seconds = Math.max(0, Math.ceil((lock.until.getTime() - now.getTime()) / 1000))
      return dav(
        'activelock',
        [
          dav('locktype', dav('write', '')),
          dav('lockscope', dav(lock.scope, '')),
          dav('depth', lock.deep ? 'infinity' : '0'),
          dav('owner', lock.owner),
          dav('timeout', `Second-${seconds}`),
          dav('locktoken', dav('href', text(lock.token))),
          dav('lockroot', dav('href', text(root))),
        ].join(''),
      )
    })
    .join('')
}
