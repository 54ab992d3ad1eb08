import { Type as T } from '@sinclair/typebox'
import { Problem } from '../../platform/http/problems.ts'
import { itemPage } from '../../spine/items/page.ts'
import { type Request, spaceOf } from '../../spine/request/ctx.ts'
import { cursorOf, whole } from '../../spine/request/cursor.ts'
import { mustStart } from '../../spine/request/must.ts'
import { done, get, page, post } from '../../spine/request/route.ts'
import { Lang, Made, Url } from '../../spine/request/schemas.ts'
import { idOf } from '../../spine/slug.ts'
import { askFor, changeGap, fill, gapFor, layDown, mayChange, openAgain, type Said, setWish, takeUp } from './gaps.ts'
import { countsIn, LISTED, listed } from './list.ts'
import { GapSchema, ListSchema, presentGap, presentListed } from './present.ts'
import { gapRow } from './row.ts'
import { states } from './state.ts'
import { askPage, gapPage } from './views/gap.ts'
import { listPage } from './views/list.ts'

const cursor = cursorOf({ wishes: whole, id: whole })

const Fields = T.Object({
  title: T.String({ minLength: 1, maxLength: 200 }),
  why: T.Optional(T.String({ maxLength: 5000 })),
  tags: T.Optional(T.String({ maxLength: 400 })),
  lang: T.Optional(Lang),
})
const of = '/c/:space/gaps/:id'

const gap = itemPage({
  path: of,
  kind: 'gap',
  summary: 'What should be known, who is on it, what answers it, and a page of what was said about it',
  response: GapSchema,
  itemFor: gapFor,
  row: gapRow,
  present: presentGap,
  view: gapPage,
  tag: ({ state, wishes, mine, answer }) => [state, wishes, mine, answer?.title],
})

export const routes = [
  get('/c/:space/gaps', {
    access: 'reader',
    summary: 'What should be known here and is not yet: open, taken up, filled; what most want to know first',
    query: T.Object({
      state: T.Optional(T.Union(states.map((state) => T.Literal(state)))),
      tag: T.Optional(T.String({ maxLength: 40 })),
      after: T.Optional(T.String({ maxLength: 100 })),
    }),
    response: ListSchema,
    async handle(ctx, { query }) {
      const { state = 'open', tag } = query
      const { id, slug } = spaceOf(ctx)
      const [rows, counted] = await Promise.all([
        listed(ctx.sql, { spaceId: id, state, tag, after: cursor.in(query.after) }),
        countsIn(ctx.sql, id),
      ])
      const gaps = rows.slice(0, LISTED).map((row) => presentListed(ctx, row))
      const counts = {
        open: 0,
        taken: 0,
        filled: 0,
        ...Object.fromEntries(counted.map((one) => [one.state, one.count])),
      }
      const last = rows[LISTED - 1]
      const more = new URLSearchParams({
        state,
        ...(tag && { tag }),
        ...(last && { after: cursor.text(last) }),
      })
      const next = rows.length > LISTED ? `/c/${slug}/gaps?${more}` : null
      return page({ gaps, counts, next }, () => listPage(ctx, { gaps, counts, next, state, tag }))
    },
  }),

  get('/c/:space/gaps/new', {
    access: 'writer',
    summary: 'The form for saying that something should be known here, perhaps with a title',
    query: T.Object({ title: T.Optional(T.String({ maxLength: 200 })) }),
    response: T.Object({ title: T.String() }),
    async handle(ctx, { query }) {
      mustStart(ctx)
      return page({ title: query.title ?? '' }, () =>
        askPage(ctx, { title: query.title ?? '', why: '', tags: [], lang: spaceOf(ctx).lang }),
      )
    },
  }),

  post('/c/:space/gaps', {
    access: 'writer',
    summary: 'Say that something should be known here',
    body: Fields,
    response: Made,
    async handle(ctx, { body }) {
      const made = await askFor(ctx, saidIn(ctx, body))
      return done(made.url, made, 201)
    },
    form: async (ctx, again) => askPage(ctx, { title: '', why: '', tags: [], lang: spaceOf(ctx).lang }, again),
  }),

  get(`${of}/edit`, {
    access: 'writer',
    summary: 'What was asked, to be said otherwise',
    response: T.Object({ title: T.String(), why: T.String(), tags: T.Array(T.String()), lang: T.String() }),
    async handle(ctx, { params }) {
      const { title, why, tags, lang, ...it } = await gapFor(ctx, idOf(params))
      if (!mayChange(ctx, it)) throw new Problem(403, 'not-yours')
      return page({ title, why, tags, lang }, () => askPage(ctx, { title, why, tags, lang, url: it.url }))
    },
  }),

  post(`${of}/edit`, {
    access: 'writer',
    summary: 'Say otherwise what should be known: who asked, and hosts',
    body: Fields,
    response: Url,
    async handle(ctx, { params, body }) {
      const url = await changeGap(ctx, await gapFor(ctx, idOf(params)), saidIn(ctx, body))
      return done(url, { url })
    },
    form: async (ctx, { params, typed, errors }) => askPage(ctx, await gapFor(ctx, idOf(params)), { typed, errors }),
  }),

  post(`${of}/wish`, {
    access: 'writer',
    summary: 'Say that you want to know it, too (on), or no longer',
    body: T.Object({ on: T.Boolean() }),
    response: Url,
    async handle(ctx, { params, body }) {
      const it = await gapFor(ctx, idOf(params))
      await setWish(ctx, it, body.on)
      return done(it.url, { url: it.url })
    },
  }),

  post(`${of}/taking`, {
    access: 'writer',
    summary: 'Take it up (on), perhaps until a day, or lay it down',
    body: T.Object({ on: T.Boolean(), until: T.Optional(T.Union([T.String({ format: 'date' }), T.Literal('')])) }),
    response: Url,
    async handle(ctx, { params, body }) {
      const it = await gapFor(ctx, idOf(params))
      await (body.on ? takeUp(ctx, it, body.until ?? '') : layDown(ctx, it))
      return done(it.url, { url: it.url })
    },
    form: (ctx, { params, typed, errors }) => gap.showAgain(ctx, idOf(params), { typed, errors }),
  }),

  post(`${of}/answer`, {
    access: 'writer',
    summary:
      'Say what answers it: the address or the title of a page, a link, a discussion of this space; empty: nothing does',
    body: T.Object({ answer: T.Optional(T.String({ maxLength: 500 })) }),
    response: Url,
    async handle(ctx, { params, body }) {
      const it = await gapFor(ctx, idOf(params))
      await (body.answer?.trim() ? fill(ctx, it, body.answer) : openAgain(ctx, it))
      return done(it.url, { url: it.url })
    },
    form: (ctx, { params, typed, errors }) => gap.showAgain(ctx, idOf(params), { typed, errors }),
  }),

  ...gap.routes,
]

function saidIn(ctx: Request, body: { title: string; why?: string; tags?: string; lang?: string }): Said {
  const { title, why = '', tags, lang = spaceOf(ctx).lang } = body
  return { title, why, tags: tags?.split(',') ?? [], lang }
}
