import { Type as T } from '@sinclair/typebox'
import { notFound } from '../../platform/http/problems.ts'
import { languages } from '../../platform/i18n.ts'
import { postMessage } from '../../spine/messages/post.ts'
import { PersonSchema } from '../../spine/people/cards.ts'
import { keepPortraits, portraitOf } from '../../spine/people/portraits.ts'
import { meOf, type Request, spaceOf } from '../../spine/request/ctx.ts'
import { done, elsewhere, get, page, post } from '../../spine/request/route.ts'
import { Id, nullable, Url } from '../../spine/request/schemas.ts'
import type { Again } from '../../ui/form.ts'
import { eventFor, keepAnswer } from '../calendar/index.ts'
import { writeTo } from '../conversations/index.ts'
import { gapFor, takeUp } from '../gaps/index.ts'
import { keepLetters, wishes } from './letters.ts'
import { keepSelf } from './self.ts'
import { isNew, pass, type Step, steps, wayOf, welcomePath } from './steps.ts'
import { wayPage } from './views/way.ts'

const of = '/c/:space/welcome'
const Text = T.Object({ text: T.String({ maxLength: 60_000 }) })
const OneStep = T.Union(steps.map((step) => T.Literal(step)))
const One = { id: T.Integer(), title: T.String() }
const Thing = nullable(T.Object(One))

/** The steps of a newcomer, one after the other: each can be done, or left for later, and nothing waits for it. */
export const path = [
  get(of, {
    access: 'writer',
    summary: 'The next of a newcomer’s first steps; whoever is not new any more is sent to the community’s home',
    everything: true,
    response: T.Object({
      steps: T.Array(T.String()),
      next: nullable(T.String()),
      hello: Thing,
      welcomer: nullable(PersonSchema),
      date: nullable(T.Object({ ...One, original: T.String() })),
      gap: Thing,
      question: nullable(T.Object({ ...One, url: T.String() })),
    }),
    async handle(ctx) {
      const space = spaceOf(ctx)
      if (!isNew(space, ctx.now)) return elsewhere(`/c/${space.slug}`)
      const way = await wayOf(ctx)
      if (way.over) return elsewhere(`/c/${space.slug}`)
      const { all, next, hello, welcomer, offer } = way
      return page({ steps: all, next, hello, welcomer, ...offer }, () => wayPage(ctx, way))
    },
  }),

  post(`${of}/self`, {
    access: 'writer',
    summary: 'What you are called, the language you read in, and perhaps a picture of you',
    everything: true,
    body: T.Object({
      name: T.String({ minLength: 1, maxLength: 80 }),
      lang: T.Union(Object.keys(languages).map((lang) => T.Literal(lang))),
    }),
    files: keepPortraits,
    response: Url,
    async handle(ctx, { body, files }) {
      await keepSelf(ctx, body.name, body.lang, files[0] && portraitOf(files[0]))
      return onward(ctx, 'self')
    },
    form: (ctx, again) => shownAgain(ctx, 'self', again),
  }),

  post(`${of}/letters`, {
    access: 'writer',
    summary: 'How we should write to you: once a week, when someone writes to you, of everything here, or not at all',
    everything: true,
    body: T.Object({ wish: T.Union(wishes.map((wish) => T.Literal(wish))) }),
    response: Url,
    async handle(ctx, { body }) {
      await keepLetters(ctx, body.wish)
      return onward(ctx, 'letters')
    },
    form: (ctx, again) => shownAgain(ctx, 'letters', again),
  }),

  post(`${of}/hello`, {
    access: 'writer',
    summary: 'Say hello where people do here',
    everything: true,
    body: Text,
    response: Url,
    async handle(ctx, { body }) {
      const { hello } = await wayOf(ctx)
      if (!hello) throw notFound()
      const under = { id: hello.id, spaceId: spaceOf(ctx).id, kind: hello.kind }
      await postMessage(ctx, under, { source: body.text, lang: meOf(ctx).lang })
      return onward(ctx, 'hello')
    },
    form: (ctx, again) => shownAgain(ctx, 'hello', again),
  }),

  post(`${of}/words`, {
    access: 'writer',
    summary: 'Write to the one who is there for newcomers; nobody else reads it',
    everything: true,
    body: Text,
    response: Url,
    async handle(ctx, { body }) {
      const { welcomer } = await wayOf(ctx)
      if (!welcomer) throw notFound()
      await writeTo(ctx, [welcomer.handle], body.text)
      return onward(ctx, 'write')
    },
    form: (ctx, again) => shownAgain(ctx, 'write', again),
  }),

  post(`${of}/coming`, {
    access: 'writer',
    summary: 'Say that you come to a date',
    everything: true,
    body: T.Object({ event: Id, date: T.Optional(T.String({ maxLength: 40 })) }),
    response: Url,
    async handle(ctx, { body }) {
      if (!spaceOf(ctx).tools.includes('calendar')) throw notFound()
      const event = await eventFor(ctx, body.event)
      await keepAnswer(ctx, event, { reply: 'yes', original: event.repeats ? body.date : undefined })
      return onward(ctx, 'one')
    },
    form: (ctx, again) => shownAgain(ctx, 'one', again),
  }),

  post(`${of}/helping`, {
    access: 'writer',
    summary: 'Say that you help with what people there would like to know',
    everything: true,
    body: T.Object({ gap: Id }),
    response: Url,
    async handle(ctx, { body }) {
      if (!spaceOf(ctx).tools.includes('gaps')) throw notFound()
      await takeUp(ctx, await gapFor(ctx, body.gap), '')
      return onward(ctx, 'one')
    },
  }),

  post(`${of}/later`, {
    access: 'writer',
    summary: 'Leave a step for later',
    body: T.Object({ step: OneStep }),
    response: Url,
    handle: (ctx, { body }) => onward(ctx, body.step),
  }),

  post(`${of}/end`, {
    access: 'writer',
    summary: 'Go home: the first steps are not shown any more',
    response: Url,
    async handle(ctx) {
      await pass(ctx, 'over')
      const url = `/c/${spaceOf(ctx).slug}`
      return done(url, { url })
    },
  }),
]

async function onward(ctx: Request, step: Step) {
  await pass(ctx, step)
  const url = welcomePath(spaceOf(ctx).slug)
  return done(url, { url })
}

async function shownAgain(ctx: Request, step: Step, { typed, errors }: Again) {
  return wayPage(ctx, { ...(await wayOf(ctx)), next: step }, { typed, errors })
}
