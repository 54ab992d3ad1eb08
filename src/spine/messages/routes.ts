import { Type as T } from '@sinclair/typebox'
import { type Html, nothing } from '../../platform/html.ts'
import { invalid, Problem } from '../../platform/http/problems.ts'
import { wantsJson } from '../../platform/http/server.ts'
import type { Again } from '../../ui/form.ts'
import { ownFiles } from '../attachments/attachments.ts'
import { keepFiles } from '../attachments/kept.ts'
import { filesAgain, filesOf, shownFiles, writing } from '../attachments/written.ts'
import { draftAt, dropDraft } from '../drafts/drafts.ts'
import { markNewFrom, markRead } from '../items/reading.ts'
import { whereabouts } from '../items/whereabouts.ts'
import { type Ctx, meOf, type Request } from '../request/ctx.ts'
import { done, elsewhere, get, page, post, type Route } from '../request/route.ts'
import { PageNumber, Url } from '../request/schemas.ts'
import { idIn, idOf } from '../slug.ts'
import {
  choosePreviews,
  editMessage,
  messageFor,
  mustBeAuthor,
  react,
  removeMessage,
  restoreMessage,
  type StoredMessage,
} from './change.ts'
import { lookingAt, numberIn } from './looking.ts'
import { postMessage, type Under } from './post.ts'
import { MessageSchema, messagesOf, PAGE, pageOf, presentMessage, reactionKinds } from './read.ts'
import { revisionsRoute } from './revisions.ts'
import { type Thread, threadOf, threadRoutes, threadUrl } from './threads.ts'
import { editPage, type On } from './views.ts'

/** What a tool says about its items so that messages can be said under them. */
interface Messaging<I extends Under & { title: string; lang: string; url: string }> {
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

const Kind = T.Union(reactionKinds.map((kind) => T.Literal(kind)))

/** Everything one can do with the messages under a kind of item, written once for all tools. */
export function messageRoutes<I extends Under & { title: string; lang: string; url: string }>({
  path,
  itemFor,
  maySay,
  pageAgain,
  threadPage,
}: Messaging<I>): Route[] {
  const found = async (ctx: Ctx, params: unknown) => {
    const { id, number } = params as { id: string; number?: string }
    const under = await itemFor(ctx, idIn(id))
    return { under, message: await messageFor(ctx, under, numberIn(number)) }
  }
  /** A message at an address; or, where it has moved from there and may be read, where it is now. @throws 404 */
  const foundOrMoved = async (ctx: Ctx, params: unknown, rest = '') => {
    try {
      return await found(ctx, params)
    } catch (error) {
      if (!(error instanceof Problem && error.status === 404)) throw error
      const { id, number } = params as { id: string; number: string }
      const there = await whereabouts(ctx, idIn(id), numberIn(number))
      if (!there) throw error
      return { moved: there + rest }
    }
  }
  const at = (under: { url: string }, { number, thread }: { number: number; thread?: number | null | undefined }) =>
    thread ? `${threadUrl(under, thread)}#m${number}` : `${under.url}?page=${pageOf(number)}#m${number}`
  /** The message that a new one answers, and beside which it is said: an answer to what is said beside is said there, too. */
  const answered = async (ctx: Ctx, under: I, { replyTo, thread }: { replyTo?: number; thread?: number }) => {
    const there = (field: string, number: number) =>
      messageFor(ctx, under, number).catch((error) => {
        throw error instanceof Problem ? invalid(field, 'no-such-message') : error
      })
    if (thread && !threadPage) throw invalid('thread', 'no-such-message')
    const beside = thread ? await there('thread', thread) : undefined
    const to = replyTo ? await there('replyTo', replyTo) : beside
    return { replyTo: to?.number, thread: to?.thread ?? beside?.thread ?? beside?.number }
  }
  const Message = T.Object({ id: T.Integer(), number: T.Integer(), url: T.String() })

  return [
    get(`${path}/messages`, {
      access: 'reader',
      summary: 'Messages, 50 at a time',
      query: T.Object({ page: PageNumber }),
      response: T.Object({ messages: T.Array(MessageSchema), next: T.Union([T.String(), T.Null()]) }),
      async handle(ctx, { params, query }) {
        const under = await itemFor(ctx, idOf(params))
        const which = query.page ?? 1
        if (forBrowser(ctx)) return elsewhere(`${under.url}?page=${which}`)
        const [rows, following] = await Promise.all([
          messagesOf(ctx.sql, under.id, (which - 1) * PAGE + 1, which * PAGE),
          numberAfter(ctx, under.id, which * PAGE),
        ])
        const messages = rows.map((row) => presentMessage(row, lookingAt(ctx, under.url)))
        const next = following ? `${under.url}/messages?page=${pageOf(following)}` : null
        return page({ messages, next }, () => nothing)
      },
    }),

    get(`${path}/messages/:number`, {
      access: 'reader',
      summary: 'One message; a browser is sent to its place on the page',
      response: MessageSchema,
      async handle(ctx, { params }) {
        const it = await foundOrMoved(ctx, params)
        if ('moved' in it) return elsewhere(it.moved)
        const { under, message } = it
        if (forBrowser(ctx)) return elsewhere(at(under, message))
        const [row] = await messagesOf(ctx.sql, under.id, message.number, message.number)
        return page(presentMessage(row!, lookingAt(ctx, under.url)), () => nothing)
      },
    }),

    post(`${path}/messages`, {
      access: 'writer',
      summary: 'Say something',
      body: writing({
        replyTo: T.Optional(T.Integer({ minimum: 1 })),
        thread: T.Optional(T.Integer({ minimum: 1 })),
      }),
      files: keepFiles,
      response: Message,
      async handle(ctx, { params, body, files }) {
        const under = await itemFor(ctx, idOf(params))
        await maySay?.(ctx, under)
        const answers = await answered(ctx, under, body)
        const attachments = await filesOf(ctx, body, files)
        await dropDraft(ctx, await draftPlace(ctx, under, body.thread))
        const posted = await postMessage(ctx, under, {
          source: body.text ?? '',
          lang: body.lang ?? under.lang,
          ...answers,
          voice: body.voice,
          attachments,
        })
        const url = `${under.url}/messages/${posted.number}`
        return done(
          at(under, { number: posted.number, thread: answers.thread }),
          { id: posted.id, number: posted.number, url },
          201,
        )
      },
      async form(ctx, { params, typed, errors, files }) {
        const attached = await filesAgain(ctx, typed, files)
        const id = idOf(params)
        const again = { typed, errors, attached }
        const thread = numberIn(String(typed.thread ?? ''))
        if (!thread || !threadPage) return pageAgain(ctx, id, again)
        return threadPage(ctx, await threadOf(ctx, await itemFor(ctx, id), thread), again)
      },
    }),

    get(`${path}/messages/:number/edit`, {
      access: 'writer',
      summary: 'The source of one of your messages, to edit',
      response: T.Object({ number: T.Integer(), source: T.String(), version: T.Integer(), lang: T.String() }),
      async handle(ctx, { params }) {
        const { under, message } = await found(ctx, params)
        if (message.authorId !== meOf(ctx).id || message.removedAt) return elsewhere(at(under, message))
        const { number, source, version, lang } = message
        const view = await editing(ctx, under, message)
        return page({ number, source, version, lang }, () => view)
      },
    }),

    post(`${path}/messages/:number/edit`, {
      access: 'writer',
      summary: 'Change what your message says and its files (left out: as they are); what it said is kept',
      body: writing({ version: T.Integer() }),
      files: keepFiles,
      response: Message,
      async handle(ctx, { params, body, files }) {
        const { under, message } = await found(ctx, params)
        mustBeAuthor(ctx, message)
        const kept = body.attachments ?? message.attachments.map((file) => file.id)
        const attachments = await filesOf(ctx, { ...body, attachments: kept }, files, message.id)
        const { version, text = '', lang = message.lang } = body
        await editMessage(ctx, under, message, { version, text, lang, attachments })
        await dropDraft(ctx, `edit:${message.id}`)
        return done(at(under, message), {
          id: message.id,
          number: message.number,
          url: `${under.url}/messages/${message.number}`,
        })
      },
      async form(ctx, { params, typed, errors, files }) {
        const { under, message } = await found(ctx, params)
        const attached = await filesAgain(ctx, typed, files, message.id)
        return editing(ctx, under, message, { typed, errors, attached })
      },
    }),

    revisionsRoute(path, foundOrMoved),

    ...(threadPage ? threadRoutes<I>({ path, itemFor, threadPage }) : []),
    post(`${path}/messages/:number/previews`, {
      access: 'writer',
      summary: 'Whether what pages outside say of themselves stands below the links of your message',
      body: T.Object({ on: T.Boolean() }),
      response: Url,
      async handle(ctx, { params, body }) {
        const { under, message } = await found(ctx, params)
        await choosePreviews(ctx, under, message, body.on)
        return done(at(under, message), { url: `${under.url}/messages/${message.number}` })
      },
    }),

    verb('removal', 'Take a message away; it can be brought back', removeMessage),
    verb('restoration', 'Bring a removed message back', restoreMessage),

    post(`${path}/messages/:number/reactions`, {
      access: 'writer',
      summary: 'Give a reaction (on) or take it back (off)',
      body: T.Object({ on: T.Optional(Kind), off: T.Optional(Kind) }),
      response: Url,
      async handle(ctx, { params, body }) {
        const { under, message } = await found(ctx, params)
        const kind = body.on ?? body.off
        if (!kind) throw invalid('on', 'needed')
        await react(ctx, under, message, kind, body.on !== undefined)
        return done(at(under, message), { url: `${under.url}/messages/${message.number}` })
      },
    }),

    post(`${path}/reading`, {
      access: 'reader',
      summary: 'Note how far you have read',
      body: T.Object({ number: T.Integer({ minimum: 0 }) }),
      response: Url,
      async handle(ctx, { params, body }) {
        const under = await itemFor(ctx, idOf(params))
        await markRead(ctx, under.id, body.number)
        return done(under.url, { url: under.url })
      },
    }),

    post(`${path}/messages/:number/newness`, {
      access: 'reader',
      summary: 'Let it be new to you again from this message on',
      response: Url,
      async handle(ctx, { params }) {
        const { under, message } = await found(ctx, params)
        await markNewFrom(ctx, under.id, message.number)
        // The page that is shown next reads nothing by itself: it stays new until one comes back.
        const here = `${under.url}?page=${pageOf(message.number)}&hold=true#m${message.number}`
        return done(here, { url: `${under.url}/messages/${message.number}` })
      },
    }),
  ]

  function verb(
    name: string,
    summary: string,
    act: (ctx: Ctx, under: Under, message: Awaited<ReturnType<typeof messageFor>>) => Promise<void>,
  ): Route {
    return post(`${path}/messages/:number/${name}`, {
      access: 'writer',
      summary,
      response: Url,
      async handle(ctx, { params }) {
        const { under, message } = await found(ctx, params)
        await act(ctx, under, message)
        return done(at(under, message), { url: `${under.url}/messages/${message.number}` })
      },
    })
  }
}

/** The page for changing a message: as it is, or as one has begun to change it. */
async function editing(ctx: Request, under: On, message: StoredMessage, again: Again = {}): Promise<Html> {
  const draft = await draftAt(ctx, `edit:${message.id}`)
  const has = message.attachments.map((file) => file.id)
  // What a program kept as a draft may say nothing of files.
  const listed = draft?.fields.attachments === undefined ? undefined : draft.files
  const files = listed ?? shownFiles(ctx, await ownFiles(ctx, has, message.id))
  return editPage(ctx, under, message, { draft, files }, again)
}

/** Where what is begun to be said is kept until it is. */
async function draftPlace(ctx: Ctx, under: Under, thread: number | undefined): Promise<string> {
  return thread ? `thread:${(await messageFor(ctx, under, thread)).id}` : `item:${under.id}`
}

/** The next number there is after this one: where some moved away, pages may be thin or empty. */
async function numberAfter(ctx: Ctx, itemId: number, number: number): Promise<number | undefined> {
  const [row] = await ctx.sql<[{ number: number | null }]>`
    select min(number) number from message where item_id = ${itemId} and number > ${number}`
  return row.number ?? undefined
}

/** Messages have no page of their own: a browser is shown them in their place. */
function forBrowser(ctx: Request): boolean {
  return !wantsJson(ctx.raw)
}
