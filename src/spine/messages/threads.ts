import { Type as T } from '@sinclair/typebox'
import type { Html } from '../../platform/html.ts'
import type { Again } from '../../ui/form.ts'
import { type Draft, draftAt } from '../drafts/drafts.ts'
import { type Ctx, type Request, spaceOf } from '../request/ctx.ts'
import { done, elsewhere, get, page, post, type Route } from '../request/route.ts'
import { nullable, Url } from '../request/schemas.ts'
import { idOf } from '../slug.ts'
import { readBeside } from './beside.ts'
import { messageFor } from './change.ts'
import { lookingAt, numberIn } from './looking.ts'
import type { Under } from './post.ts'
import { BESIDE, type Message, MessageSchema, messagesBeside, messagesOf, presentMessage } from './read.ts'

/** A side thread: a message and what is said beside it. */
export interface Thread<I> {
  under: I
  /** Its own address. */
  url: string
  first: Message
  messages: Message[]
  /** Where those before these are. */
  earlier: string | null
  /** How far the reader has read in it. */
  readNumber: number
  draft: Draft | null
}

/** What a tool says so that side threads can be held under its items. */
interface Threading<I extends Under & { title: string; url: string }> {
  path: string
  /** @throws 404 */
  itemFor(ctx: Ctx, id: number): Promise<I>
  threadPage(ctx: Request, thread: Thread<I>, again?: Again): Promise<Html>
}

/** The address of a side thread, by the number of the message beside which it is held. */
export function threadUrl(under: { url: string }, number: number): string {
  return `${under.url}/threads/${number}`
}

/** A side thread as it is shown. @param before the latest alone, without it @throws 404 */
export async function threadOf<I extends Under & { title: string; url: string }>(
  ctx: Ctx,
  under: I,
  number: number,
  before?: number,
): Promise<Thread<I>> {
  const looking = lookingAt(ctx, under.url)
  const { id } = await messageFor(ctx, under, number)
  const [[first], rows, [mark], draft] = await Promise.all([
    messagesOf(ctx.sql, under.id, number, number),
    messagesBeside(ctx.sql, under.id, number, before),
    ctx.sql<{ number: number }[]>`select number from thread_reading
      where person_id = (select me()) and item_id = ${under.id} and thread = ${number}`,
    ctx.me ? draftAt(ctx, `thread:${id}`) : null,
  ])
  const shown = rows.slice(-BESIDE)
  const url = threadUrl(under, number)
  return {
    under,
    url,
    first: presentMessage(first!, looking),
    messages: shown.map((row) => presentMessage(row, looking)),
    earlier: rows.length > BESIDE ? `${url}?before=${shown[0]!.number}` : null,
    readNumber: mark?.number ?? 0,
    draft,
  }
}

/** Reading side threads, and noting how far one has read; what is said in them goes where all messages go. */
export function threadRoutes<I extends Under & { title: string; url: string }>({
  path,
  itemFor,
  threadPage,
}: Threading<I>): Route[] {
  const of = `${path}/threads/:number`
  const found = (ctx: Ctx, params: unknown) => itemFor(ctx, idOf(params))
  const numberOf = (params: unknown) => numberIn((params as { number: string }).number)

  return [
    get(of, {
      access: 'reader',
      summary: 'A side thread: a message and what was said beside it, the last 100 or those before a number',
      query: T.Object({ before: T.Optional(T.Integer({ minimum: 1 })) }),
      response: T.Object({
        url: T.String(),
        of: T.Object({ url: T.String(), title: T.String() }),
        first: MessageSchema,
        messages: T.Array(MessageSchema),
        earlier: nullable(T.String()),
        readNumber: T.Integer(),
      }),
      async handle(ctx, { params, query }) {
        const under = await found(ctx, params)
        const { thread, number } = await messageFor(ctx, under, numberOf(params))
        if (thread) return elsewhere(`${threadUrl(under, thread)}#m${number}`)
        const it = await threadOf(ctx, under, number, query.before)
        const { url, first, messages, earlier, readNumber } = it
        const view = await threadPage(ctx, it)
        const { title } = under
        return page({ url, of: { url: under.url, title }, first, messages, earlier, readNumber }, () => view)
      },
    }),

    post(`${of}/reading`, {
      access: 'reader',
      summary: 'Note how far you have read in a side thread; without a number, all of it',
      body: T.Object({ number: T.Optional(T.Integer({ minimum: 0, maximum: 999_999_999 })) }),
      response: Url,
      async handle(ctx, { params, body }) {
        const under = await found(ctx, params)
        const { number } = await messageFor(ctx, under, numberOf(params))
        if (spaceOf(ctx).standing !== 'visitor') await readBeside(ctx, under.id, number, body.number ?? 999_999_999)
        return done(threadUrl(under, number), { url: threadUrl(under, number) })
      },
    }),
  ]
}
