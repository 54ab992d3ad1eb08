import { Type as T } from '@sinclair/typebox'
import { cardOf, PersonSchema } from '../../spine/people/cards.ts'
import { type Request, spaceOf } from '../../spine/request/ctx.ts'
import { done, get, page, post } from '../../spine/request/route.ts'
import { Url } from '../../spine/request/schemas.ts'
import { answerRequest, atTheDoor } from '../../spine/spaces/door.ts'
import { markGreeted, toGreet } from '../../spine/spaces/greeting.ts'
import { memberFor } from '../../spine/spaces/people.ts'
import type { Again } from '../../ui/form.ts'
import { requestsPage } from './views/requests.ts'

const One = T.Object({ space: T.String(), request: T.Integer() })
const Word = T.Object({ word: T.Optional(T.String({ maxLength: 1000 })) })
const path = '/c/:space/requests'

/** Who is at the door, and who came and was not greeted yet. */
export const requests = [
  get(path, {
    access: 'host',
    summary: 'Who asks to join, with their answers, and who came lately and was not greeted yet',
    response: T.Object({
      requests: T.Array(
        T.Object({
          id: T.Integer(),
          person: PersonSchema,
          lang: T.String(),
          answers: T.Array(T.Object({ question: T.String(), answer: T.String() })),
          createdAt: T.String(),
        }),
      ),
      toGreet: T.Array(T.Object({ ...PersonSchema.properties, joinedAt: T.String() })),
      next: T.Null(),
    }),
    async handle(ctx) {
      const data = await atDoor(ctx)
      return page({ ...data, next: null }, () => requestsPage(ctx, data))
    },
  }),

  post(`${path}/:request/admission`, {
    access: 'host',
    summary: 'Welcome someone, with a word',
    params: One,
    body: Word,
    response: Url,
    handle: (ctx, { params, body }) => answer(ctx, params.request, true, body.word),
    form,
  }),

  post(`${path}/:request/declining`, {
    access: 'host',
    summary: 'Say not this time, with a word',
    params: One,
    body: Word,
    response: Url,
    handle: (ctx, { params, body }) => answer(ctx, params.request, false, body.word),
    form,
  }),

  post('/c/:space/members/:handle/greeting', {
    access: 'host',
    summary: 'Note that someone new was greeted',
    response: Url,
    async handle(ctx, { params }) {
      await markGreeted(ctx, (await memberFor(ctx, params.handle)).id)
      return done(addressOf(ctx), { url: addressOf(ctx) })
    },
  }),
]

export type AtDoor = Awaited<ReturnType<typeof atDoor>>

async function atDoor(ctx: Request) {
  const space = spaceOf(ctx)
  const [asked, came] = await Promise.all([atTheDoor(ctx, space.id), toGreet(ctx, 50, space.id)])
  return {
    requests: asked.map((one) => ({
      id: one.id,
      person: cardOf({ ...one, id: one.personId }),
      lang: one.lang,
      answers: one.answers,
      createdAt: one.createdAt.toISOString(),
    })),
    toGreet: came.map((one) => ({ ...cardOf(one), joinedAt: one.joinedAt.toISOString() })),
  }
}

async function answer(ctx: Request, request: number, welcome: boolean, word = '') {
  await answerRequest(ctx, request, welcome, word)
  return done(addressOf(ctx), { url: addressOf(ctx) })
}

async function form(ctx: Request, again: Again) {
  return requestsPage(ctx, await atDoor(ctx), again)
}

function addressOf(ctx: Request): string {
  return `/c/${spaceOf(ctx).slug}/requests`
}
