import { hashOf } from '../people/credential.ts'
import { type Ctx, type Request, spaceOf } from '../request/ctx.ts'
import { openTransaction } from '../request/transaction.ts'

interface There {
  slug: string | null
  kind: string
  itemId: number
  title: string
  number: number | null
}

/**
 * The address of an item, or of the message that once had this number there, when it is somewhere else now and the person
 * may read it there.
 * @returns undefined when it has not moved, is gone, or is not for this person: the three are not told apart
 */
export async function whereabouts(ctx: Ctx, id: number, number?: number): Promise<string | undefined> {
  const [there] = await ctx.sql<[There]>`select * from whereabouts(${spaceOf(ctx).id}, ${id}, ${number ?? null})`
  if (!there.slug) return undefined
  if (there.slug === spaceOf(ctx).slug && there.itemId === id) return undefined
  const item = `/c/${there.slug}${ctx.site.itemPath(there.kind, there.itemId, there.title)}`
  return there.number ? `${item}/messages/${there.number}` : item
}

/** The same for a page whose transaction is closed behind its queries: asked in one of its own. */
export async function whereaboutsLater(ctx: Request, id: number, number?: number): Promise<string | undefined> {
  const credential = ctx.credential ? hashOf(ctx.credential) : null
  const transaction = await openTransaction(ctx.site.database.app, credential, spaceOf(ctx).slug, false)
  try {
    return await whereabouts({ ...ctx, sql: transaction.sql }, id, number)
  } finally {
    await transaction.rollback()
  }
}
