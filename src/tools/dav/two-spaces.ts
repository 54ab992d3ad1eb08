import { notFound } from '../../platform/http/problems.ts'
import type { Request, Space } from '../../spine/request/ctx.ts'
import { mustStart } from '../../spine/request/must.ts'
import { type Mine, mySpaces } from '../../spine/spaces/communities.ts'
import type { Call, Shelf } from './call.ts'

/**
 * Works in two of the person's spaces in one transaction: reads in one, writes in the other.
 * @throws 404 for a space that is not theirs or has no files, 403 where they may not put any
 */
export function inBothSpaces<T>(
  call: Call,
  from: Shelf,
  to: Shelf,
  work: (ctx: Request, into: Request) => Promise<T>,
): Promise<T> {
  return call.enter({ space: null, writes: true }, async (ctx) => {
    const mine = await mySpaces(ctx)
    const [read, written] = [from, to].map(({ space }) =>
      mine.find(({ slug }) => slug.toLowerCase() === space.toLowerCase()),
    )
    for (const one of [read, written]) if (!one?.tools.includes('files')) throw notFound()
    const into = await within(ctx, written!)
    mustStart(into)
    return work(await within(ctx, read!), into)
  })
}

/** The same transaction, as it is in one space. */
async function within(ctx: Request, mine: Mine): Promise<Request> {
  const [row] = await ctx.sql<[{ lang: string }]>`select lang from space where id = ${mine.id}`
  return { ...ctx, space: { ...mine, lang: row.lang } as unknown as Space }
}
