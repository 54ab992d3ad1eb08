import type { Html } from '../../platform/html.ts'
import { Problem } from '../../platform/http/problems.ts'
import type { Again } from '../../ui/form.ts'
import { whereabouts } from '../items/whereabouts.ts'
import type { Ctx, Request } from '../request/ctx.ts'
import { idIn } from '../slug.ts'
import { messageFor, type StoredMessage } from './change.ts'
import { numberIn } from './looking.ts'
import type { Under } from './post.ts'
import { pageOf } from './read.ts'
import { type Thread, threadUrl } from './threads.ts'

/** What messages are said under. */
export type Topic = Under & { title: string; lang: string; url: string }

/** What a tool says about its items so that messages can be said under them. */
export interface Messaging<I extends Topic = Topic> {
  /** `/c/:space/discussions/:id` */
  path: string
  /** The item; access is the query. @throws 404 */
  itemFor(ctx: Ctx, id: number): Promise<I>
  /** Whether somebody may say something there now. @throws Invalid; 403 */
  maySay?(ctx: Ctx, item: I): Promise<void>
  /** The item's page again, when what was typed there cannot be taken. */
  pageAgain(ctx: Request, id: number, again: Again): Promise<Html>
  /** The page of a side thread, where there are any. */
  threadPage?(ctx: Request, thread: Thread<I>, again?: Again): Promise<Html>
}

/** All that it takes to find a message. */
export type Finding = Pick<Messaging, 'path' | 'itemFor'>

interface Found {
  under: Topic
  message: StoredMessage
}

/** The message at an address, with what it is under. @throws 404 */
export async function messageAt({ itemFor }: Finding, ctx: Ctx, params: unknown): Promise<Found> {
  const { id, number } = params as { id: string; number?: string }
  const under = await itemFor(ctx, idIn(id))
  return { under, message: await messageFor(ctx, under, numberIn(number)) }
}

/** The same; or, where it has moved from there and may be read, where it is now. @param rest of the address @throws 404 */
export async function messageOrMoved(
  finding: Finding,
  ctx: Ctx,
  params: unknown,
  rest = '',
): Promise<Found | { moved: string }> {
  try {
    return await messageAt(finding, ctx, params)
  } catch (error) {
    if (!(error instanceof Problem && error.status === 404)) throw error
    const { id, number } = params as { id: string; number: string }
    const there = await whereabouts(ctx, idIn(id), numberIn(number))
    if (!there) throw error
    return { moved: there + rest }
  }
}

/** Where a message stands: on a page of what it is under, or beside another message. */
export function placeOf(
  under: { url: string },
  { number, thread }: { number: number; thread?: number | null | undefined },
): string {
  return thread ? `${threadUrl(under, thread)}#m${number}` : `${under.url}?page=${pageOf(number)}#m${number}`
}

/** The address of a message itself. */
export function messageUrl(under: { url: string }, { number }: { number: number }): string {
  return `${under.url}/messages/${number}`
}
