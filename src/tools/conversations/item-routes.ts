import { Type as T } from '@sinclair/typebox'
import { notFound } from '../../platform/http/problems.ts'
import { aspectsTag } from '../../spine/items/aspects.ts'
import { itemRoutes as keepingRoutes } from '../../spine/items/routes.ts'
import { quotedMessage } from '../../spine/messages/quotation.ts'
import { messageRoutes } from '../../spine/messages/routes.ts'
import type { Thread } from '../../spine/messages/threads.ts'
import { PersonSchema } from '../../spine/people/cards.ts'
import { type Request, spaceOf } from '../../spine/request/ctx.ts'
import { done, get, page, post, type Route } from '../../spine/request/route.ts'
import { nullable, PageNumber, Url } from '../../spine/request/schemas.ts'
import { idIn } from '../../spine/slug.ts'
import type { Again } from '../../ui/form.ts'
import { messagesIn, OnlySaid } from '../rooms/index.ts'
import { concernAbout } from './concern.ts'
import { type Conversation, conversationFor, leaveConversation } from './conversations.ts'
import { ConversationSchema, presentConversation } from './present.ts'
import { conversationRow } from './said.ts'
import { concernPage } from './views/concern.ts'
import { conversationPage, saidView } from './views/conversation.ts'
import { threadPage } from './views/conversation-thread.ts'
import { leavingPage } from './views/leaving.ts'

const of = '/c/:space/conversation/:id'

const own = [
  get(of, {
    access: 'reader',
    summary:
      'A conversation with what was said last, or with a page of it; only what was said, for a page that is open',
    query: T.Object({
      page: PageNumber,
      reply: T.Optional(T.Integer({ minimum: 1 })),
      hold: T.Optional(T.Boolean()),
      only: OnlySaid,
    }),
    response: ConversationSchema,
    async handle(ctx, { params, query }) {
      const id = idIn(params.id)
      const [{ data, tag }, [quoted]] = await Promise.all([
        shown(ctx, id, query.page),
        query.reply ? quotedMessage(ctx.sql, id, query.reply) : [],
      ])
      if (query.only) return page(data, () => saidView(ctx, data), { etag: ['said', ...tag] })
      return page(data, () => conversationPage(ctx, data, quoted), {
        etag: query.reply ? undefined : ['conversation', ...tag],
      })
    },
  }),

  get(`${of}/concern`, {
    access: 'reader',
    summary: 'What to do about words that hurt: nobody else reads them; whom to block, and whose hosts listen',
    query: T.Object({ number: T.Optional(T.Integer({ minimum: 1 })) }),
    response: T.Object({
      person: nullable(PersonSchema),
      communities: T.Array(T.Object({ url: T.String(), name: T.String(), person: PersonSchema })),
    }),
    async handle(ctx, { params, query }) {
      const it = await concernAbout(ctx, await conversationFor(ctx, idIn(params.id)), query.number)
      return page({ person: it.person, communities: it.communities }, () => concernPage(ctx, it))
    },
  }),

  get(`${of}/leaving`, {
    access: 'reader',
    summary: 'What it means to leave a conversation, and the button for it',
    response: T.Object({ title: T.String() }),
    async handle(ctx, { params }) {
      const it = await conversationFor(ctx, idIn(params.id))
      return page({ title: it.title }, () => leavingPage(ctx, it))
    },
  }),

  post(`${of}/leaving`, {
    access: 'reader',
    summary: 'Leave a conversation: what you said stays with the others, and you read it no more',
    response: Url,
    async handle(ctx, { params }) {
      await conversationFor(ctx, idIn(params.id))
      await leaveConversation(ctx)
      return done('/messages', { url: '/messages' })
    },
  }),
]

/** All of a conversation's own addresses; what hosts do elsewhere, nobody does here. */
export const itemRoutes: Route[] = [
  ...own,
  ...keepingRoutes({ path: of, itemFor: closable }).filter(({ url }) => /\/(follow|saving)$/.test(url)),
  ...messageRoutes({ path: of, itemFor: conversationFor, pageAgain: showAgain, threadPage: showThread }),
].map((route) => ({ ...route, conversations: true }))

async function closable(ctx: Request | Parameters<typeof conversationFor>[0], id: number) {
  return { ...(await conversationFor(ctx, id)), authorId: 0 }
}

/** A conversation as it is shown, and all that its page depends on. @throws 404 */
async function shown(ctx: Request, id: number, which?: number) {
  const [[row], rows] = await Promise.all([conversationRow(ctx.sql, id), messagesIn(ctx.sql, id, which)])
  if (!row || row.spaceId !== spaceOf(ctx).id) throw notFound()
  const data = presentConversation(ctx, row, rows, which)
  if (data.page > data.pages) throw notFound()
  const tag = [JSON.stringify(row.others), row.readNumber, row.readGeneration, row.readBy, ...aspectsTag(row)]
  return { data, tag }
}

/** A side thread in its conversation, with what was typed, when it cannot be said. */
async function showThread(ctx: Request, thread: Thread<Conversation>, again: Again = {}) {
  const [row] = await conversationRow(ctx.sql, thread.under.id)
  if (!row) throw notFound()
  return threadPage(ctx, presentConversation(ctx, row, []), thread, again)
}

/** The latest with what was typed, when it cannot be said. */
async function showAgain(ctx: Request, id: number, again: Again) {
  const { data } = await shown(ctx, id)
  return conversationPage(ctx, data, undefined, again)
}
