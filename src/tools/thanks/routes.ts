import { Type as T } from '@sinclair/typebox'
import { itemPage } from '../../spine/items/page.ts'
import { peopleHere, personMeant } from '../../spine/people/chosen.ts'
import { type Request, spaceOf } from '../../spine/request/ctx.ts'
import { mustStart } from '../../spine/request/must.ts'
import { done, get, page, post } from '../../spine/request/route.ts'
import { Id, Lang, Made, nullable, Url, VersionNumber } from '../../spine/request/schemas.ts'
import { idOf } from '../../spine/slug.ts'
import { presentListed, presentThanks, ThanksPageSchema, ThanksSchema } from './present.ts'
import { changeThanks, giveThanks, LISTED, latestThanks, mustBeOwn, thanksFor, thanksRow } from './thanks.ts'
import { formPage } from './views/form.ts'
import { listPage } from './views/list.ts'
import { thanksPage } from './views/thanks.ts'
import { promptOf } from './words.ts'

const of = '/c/:space/thanks/:id'
const Words = { words: T.String(), lang: T.Optional(Lang) }

const one = itemPage({
  path: of,
  kind: 'thanks',
  summary: 'Thanks: who gave them, to whom, and a page of what was said about them',
  response: ThanksPageSchema,
  itemFor: thanksFor,
  row: thanksRow,
  present: presentThanks,
  view: thanksPage,
  tag: ({ version, to }) => [version, to?.name],
})

export const routes = [
  get('/c/:space/thanks', {
    access: 'reader',
    summary: 'What people here are thankful for, the newest first, and the prompt of the week',
    query: T.Object({ before: T.Optional(Id) }),
    response: T.Object({ prompt: T.String(), thanks: T.Array(ThanksSchema), next: nullable(T.String()) }),
    load: ({ sql, params, query }) => latestThanks(sql, params.space, LISTED, query.before),
    async handle(ctx, _input, rows) {
      const thanks = rows.slice(0, LISTED).map((row) => presentListed(ctx, row))
      const next = rows.length > LISTED ? `/c/${spaceOf(ctx).slug}/thanks?before=${thanks.at(-1)!.id}` : null
      const prompt = promptOf(ctx.locale, ctx.now)
      return page({ prompt, thanks, next }, () => listPage(ctx, { prompt, thanks, next }))
    },
  }),

  get('/c/:space/thanks/new', {
    access: 'writer',
    summary: 'The form for thanking someone, perhaps with whom (to: a handle)',
    query: T.Object({ to: T.Optional(T.String({ maxLength: 40 })) }),
    response: T.Object({ prompt: T.String() }),
    async handle(ctx, { query }) {
      mustStart(ctx)
      const people = await peopleHere(ctx)
      return page({ prompt: promptOf(ctx.locale, ctx.now) }, () => formPage(ctx, { people, to: query.to }))
    },
  }),

  post('/c/:space/thanks', {
    access: 'writer',
    summary: 'Thank someone (to: a handle or a name), or everyone here',
    body: T.Object({ ...Words, to: T.Optional(T.String({ maxLength: 100 })) }),
    response: Made,
    async handle(ctx, { body }) {
      mustStart(ctx)
      const toId = await personMeant(ctx, 'to', body.to)
      const made = await giveThanks(ctx, { toId, words: body.words, lang: langOf(ctx, body) })
      return done(made.url, made, 201)
    },
    form: async (ctx, again) => formPage(ctx, { people: await peopleHere(ctx) }, again),
  }),

  get(`${of}/edit`, {
    access: 'writer',
    summary: 'What thanks say, to be said otherwise by who gave them',
    response: T.Object({ words: T.String(), version: T.Integer() }),
    async handle(ctx, { params }) {
      const it = await thanksFor(ctx, idOf(params))
      mustBeOwn(ctx, it)
      return page({ words: it.words, version: it.version }, () => formPage(ctx, { it }))
    },
  }),

  post(`${of}/edit`, {
    access: 'writer',
    summary: 'Say thanks otherwise: only who gave them',
    body: T.Object({ ...Words, version: VersionNumber }),
    response: Url,
    async handle(ctx, { params, body }) {
      const it = await thanksFor(ctx, idOf(params))
      const url = await changeThanks(ctx, it, { ...body, lang: body.lang ?? it.lang })
      return done(url, { url })
    },
    form: async (ctx, { params, typed, errors }) =>
      formPage(ctx, { it: await thanksFor(ctx, idOf(params)) }, { typed, errors }),
  }),

  ...one.routes,
]

/** The language it is said in: that of who says it, where nothing else is said. */
function langOf(ctx: Request, { lang }: { lang?: string }): string {
  return lang ?? ctx.locale.lang.slice(0, 2)
}
