import { Type as T } from '@sinclair/typebox'
import { invalid, Problem } from '../../platform/http/problems.ts'
import { keepFiles } from '../attachments/kept.ts'
import { filesAgain, filesOf, writing } from '../attachments/written.ts'
import { dropDraft } from '../drafts/drafts.ts'
import type { Ctx } from '../request/ctx.ts'
import { done, post, type Route } from '../request/route.ts'
import { idOf } from '../slug.ts'
import { messageFor } from './change.ts'
import { numberIn } from './looking.ts'
import { type Messaging, messageUrl, placeOf } from './messaging.ts'
import { postMessage, type Under } from './post.ts'
import { threadOf } from './threads.ts'

export const Said = T.Object({ id: T.Integer(), number: T.Integer(), url: T.String() })

/** Saying something under an item. */
export function sayingRoute({ path, itemFor, maySay, pageAgain, threadPage }: Messaging): Route {
  return post(`${path}/messages`, {
    access: 'writer',
    summary: 'Say something',
    body: writing({
      replyTo: T.Optional(T.Integer({ minimum: 1 })),
      thread: T.Optional(T.Integer({ minimum: 1 })),
    }),
    files: keepFiles,
    response: Said,
    async handle(ctx, { params, body, files }) {
      const under = await itemFor(ctx, idOf(params))
      await maySay?.(ctx, under)
      if (body.thread && !threadPage) throw invalid('thread', 'no-such-message')
      const answers = await answered(ctx, under, body)
      const attachments = await filesOf(ctx, body, files)
      await dropDraft(ctx, await draftPlace(ctx, under, body.thread))
      const { text = '', lang = under.lang, voice } = body
      const said = await postMessage(ctx, under, { source: text, lang, ...answers, voice, attachments })
      const { id, number } = said
      const place = placeOf(under, { number, thread: answers.thread })
      return done(place, { id, number, url: messageUrl(under, said) }, 201)
    },
    async form(ctx, { params, typed, errors, files }) {
      const attached = await filesAgain(ctx, typed, files)
      const id = idOf(params)
      const again = { typed, errors, attached }
      const thread = numberIn(String(typed.thread ?? ''))
      if (!thread || !threadPage) return pageAgain(ctx, id, again)
      return threadPage(ctx, await threadOf(ctx, await itemFor(ctx, id), thread), again)
    },
  })
}

/** The message that a new one answers, and beside which it is said: an answer to what is said beside is said there, too. */
async function answered(ctx: Ctx, under: Under, { replyTo, thread }: { replyTo?: number; thread?: number }) {
  const there = (field: string, number: number) =>
    messageFor(ctx, under, number).catch((error) => {
      throw error instanceof Problem ? invalid(field, 'no-such-message') : error
    })
  const beside = thread ? await there('thread', thread) : undefined
  const to = replyTo ? await there('replyTo', replyTo) : beside
  return { replyTo: to?.number, thread: to?.thread ?? beside?.thread ?? beside?.number }
}

/** Where what is begun to be said is kept until it is. */
async function draftPlace(ctx: Ctx, under: Under, thread: number | undefined): Promise<string> {
  return thread ? `thread:${(await messageFor(ctx, under, thread)).id}` : `item:${under.id}`
}
