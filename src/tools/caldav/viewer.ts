import { createHash } from 'node:crypto'
import { mayStart, mayWrite, meOf, type Request, spaceOf } from '../../spine/request/ctx.ts'

/** Who looks, as far as that changes which events they see to. */
export interface Looker {
  id: number
  /** Whether they see to all events of the space, and whether to those that they began. */
  host: boolean
  starts: boolean
  writes: boolean
}

/** Who looks, as far as that changes what they are shown. */
export interface Viewer extends Looker {
  name: string
  handle: string
  /** Their addresses as a file names them, the one by which they are known first. */
  addresses: string[]
  /** Changes with what events look like to them. */
  key: string
}

/** How somebody is named in a file, whose address of mail is nobody's business. */
export const addressOf = (handle: string) => `urn:x-copse:person:${handle}`

/** The asking person in the space of the request, as far as that is known without asking. */
export function lookerOf(ctx: Request): Looker {
  const space = spaceOf(ctx)
  const host = space.standing === 'host' && !space.closed
  return { id: meOf(ctx).id, host, starts: mayStart(space), writes: mayWrite(space) }
}

/** The address of mail of the asking person. One query. */
export async function emailOf({ sql }: Request): Promise<string | null> {
  const [row] = await sql<[{ email: string | null }]>`select email from my_login()`
  return row.email
}

/** The asking person in the space of the request. One query. */
export async function viewerOf(ctx: Request): Promise<Viewer> {
  return viewerWith(ctx, await emailOf(ctx))
}

/** The same, their address of mail known. */
export function viewerWith(ctx: Request, email: string | null): Viewer {
  const me = meOf(ctx)
  const looker = lookerOf(ctx)
  const addresses = [...(email ? [email] : []), addressOf(me.handle)]
  const key = createHash('sha256')
    .update(JSON.stringify([me.name, addresses, looker.host]))
    .digest('hex')
    .slice(0, 8)
  return { ...looker, name: me.name, handle: me.handle, addresses, key }
}
