import { createHash } from 'node:crypto'
import { mayStart, mayWrite, meOf, type Request, spaceOf } from '../../spine/request/ctx.ts'

/** Who looks, as far as that changes what they are shown. */
export interface Viewer {
  id: number
  name: string
  /** Their addresses as a file names them, the one by which they are known first. */
  addresses: string[]
  /** Whether they see to all events of the space, and whether to those that they began. */
  host: boolean
  starts: boolean
  writes: boolean
  /** Changes with what events look like to them. */
  key: string
}

/** How somebody is named in a file, whose address of mail is nobody's business. */
export const addressOf = (handle: string) => `urn:x-copse:person:${handle}`

/** The asking person in the space of the request. One query. */
export async function viewerOf(ctx: Request): Promise<Viewer> {
  const me = meOf(ctx)
  const space = spaceOf(ctx)
  const [row] = await ctx.sql<[{ email: string | null }]>`select email from my_login()`
  const addresses = [...(row.email ? [row.email] : []), addressOf(me.handle)]
  const host = space.standing === 'host' && !space.closed
  const key = createHash('sha256')
    .update(JSON.stringify([me.name, addresses, host]))
    .digest('hex')
    .slice(0, 8)
  return { id: me.id, name: me.name, addresses, host, starts: mayStart(space), writes: mayWrite(space), key }
}
