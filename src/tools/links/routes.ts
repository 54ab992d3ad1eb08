import { Type as T } from '@sinclair/typebox'
import { itemPage } from '../../spine/items/page.ts'
import { type Request, spaceOf } from '../../spine/request/ctx.ts'
import { cursorOf, whole, words } from '../../spine/request/cursor.ts'
import { mustStart } from '../../spine/request/must.ts'
import { done, get, page, post } from '../../spine/request/route.ts'
import { Lang, Made, Url } from '../../spine/request/schemas.ts'
import { idOf } from '../../spine/slug.ts'
import { type Told, toldBy } from './asking.ts'
import { bookmarkRoutes } from './bookmark-routes.ts'
import { changeLink, followMove, keepLink, kinds, linkAt, linkFor, type Said } from './links.ts'
import { choicesIn, LISTED, listed } from './list.ts'
import { LinkSchema, ListSchema, presentLink, presentListed } from './present.ts'
import { linkRow } from './row.ts'
import { editPage, newPage } from './views/forms.ts'
import { linkPage } from './views/link.ts'
import { listPage } from './views/list.ts'

const cursor = cursorOf({ title: words, id: whole })

const Kind = T.Union(kinds.map((kind) => T.Literal(kind)))
const Fields = {
  address: T.String({ minLength: 1, maxLength: 2000 }),
  title: T.Optional(T.String({ maxLength: 200 })),
  note: T.Optional(T.String({ maxLength: 10_000 })),
  tags: T.Optional(T.String({ maxLength: 400 })),
  lang: T.Optional(T.Union([Lang, T.Literal('')])),
  kind: T.Optional(Kind),
  licence: T.Optional(T.String({ maxLength: 100 })),
}
type Typed = {
  address: string
  title?: string
  note?: string
  tags?: string
  lang?: string
  kind?: Said['kind']
  licence?: string
}

const of = '/c/:space/links/:id'

const link = itemPage({
  path: of,
  kind: 'link',
  summary: 'A link, whether it answers, and a page of what was said about it',
  response: LinkSchema,
  itemFor: linkFor,
  row: linkRow,
  present: presentLink,
  view: linkPage,
  tag: ({ version, checkedAt, silent, movedTo }) => [version, checkedAt?.getTime(), silent, movedTo],
})

export const routes = [
  get('/c/:space/links', {
    access: 'reader',
    summary:
      'Links to what others made: newest first or by title, narrowed by tag, language, kind, words, or those without an answer',
    query: T.Object({
      tag: T.Optional(T.String({ maxLength: 40 })),
      lang: T.Optional(T.Union([Lang, T.Literal('')])),
      kind: T.Optional(T.Union([Kind, T.Literal('')])),
      q: T.Optional(T.String({ maxLength: 200 })),
      state: T.Optional(T.Literal('silent')),
      order: T.Optional(T.Union([T.Literal('newest'), T.Literal('title')])),
      after: T.Optional(T.String({ maxLength: 600 })),
    }),
    response: ListSchema,
    async handle(ctx, { query }) {
      const { tag, order = 'newest' } = query
      const asked = {
        tag: tag || undefined,
        lang: query.lang || undefined,
        kind: query.kind || undefined,
        words: query.q?.trim() || undefined,
        silent: query.state === 'silent',
        order,
      }
      const { id } = spaceOf(ctx)
      const [rows, choices] = await Promise.all([
        listed(ctx.sql, { ...asked, spaceId: id, after: cursor.in(query.after) }),
        choicesIn(ctx.sql, id),
      ])
      const links = rows.slice(0, LISTED).map((row) => presentListed(ctx, row))
      const last = rows[LISTED - 1]
      const next = rows.length > LISTED && last ? nextOf(ctx, query, last) : null
      return page({ links, next }, () => listPage(ctx, { links, next, asked, choices }))
    },
  }),

  get('/c/:space/links/new', {
    access: 'writer',
    summary: 'The form for keeping a link; `url`, `title` and `text` as other programs share them',
    query: T.Object({
      url: T.Optional(T.String({ maxLength: 2000 })),
      title: T.Optional(T.String({ maxLength: 400 })),
      text: T.Optional(T.String({ maxLength: 10_000 })),
    }),
    response: T.Object({ address: T.String(), title: T.String(), note: T.String(), there: T.Any() }),
    async handle(ctx, { query }) {
      mustStart(ctx)
      const shared = /https?:\/\/\S+/.exec(query.text ?? '')?.[0]
      const begun = {
        address: query.url || shared || '',
        title: (query.title ?? '').slice(0, 200),
        note: query.url ? (query.text ?? '') : '',
      }
      const there = (await linkAt(ctx, begun.address)) ?? null
      return page({ ...begun, there }, () => newPage(ctx, begun, there))
    },
  }),

  post('/c/:space/links', {
    access: 'writer',
    summary: 'Keep a link; without a title its page is asked for one',
    body: T.Object(Fields),
    response: Made,
    prepare: ({ site, params, body, credential }): Promise<Told> =>
      body.title?.trim() ? Promise.resolve({}) : toldBy(site, params.space, credential, body.address),
    async handle(ctx, { body, prepared }) {
      mustStart(ctx)
      const made = await keepLink(ctx, saidIn(ctx, body, prepared))
      return done(made.url, made, 201)
    },
    async form(ctx, again) {
      const address = typeof again.typed.address === 'string' ? again.typed.address : ''
      const there = again.errors.address ? ((await linkAt(ctx, address)) ?? null) : null
      return newPage(ctx, { address, title: '', note: '' }, there, again)
    },
  }),

  ...bookmarkRoutes,

  get(`${of}/edit`, {
    access: 'writer',
    summary: 'What a link says, to be changed',
    response: T.Object({ ...Fields, tags: T.Array(T.String()), version: T.Integer() }),
    async handle(ctx, { params }) {
      mustStart(ctx)
      const it = await linkFor(ctx, idOf(params))
      const { address, title, note, tags, lang, what, licence, version } = it
      return page({ address, title, note, tags, lang, kind: what, licence, version }, () => editPage(ctx, it))
    },
  }),

  post(`${of}/edit`, {
    access: 'writer',
    summary: 'Change what a link says; `version` is the one that was read',
    body: T.Object({ ...Fields, address: T.Optional(Fields.address), version: T.Integer() }),
    response: Url,
    async handle(ctx, { params, body }) {
      mustStart(ctx)
      const it = await linkFor(ctx, idOf(params))
      const before = {
        address: it.address,
        title: it.title,
        note: it.note,
        tags: it.tags.join(','),
        lang: it.lang,
        kind: it.what,
        licence: it.licence,
      }
      const url = await changeLink(ctx, it, saidIn(ctx, { ...before, ...body }, {}), body.version)
      return done(url, { url })
    },
    form: async (ctx, { params, typed, errors }) => editPage(ctx, await linkFor(ctx, idOf(params)), { typed, errors }),
  }),

  post(`${of}/check`, {
    access: 'writer',
    summary: 'Ask that it is looked now whether the address answers; once in ten minutes',
    response: T.Object({ url: T.String(), asked: T.Boolean() }),
    async handle(ctx, { params }) {
      mustStart(ctx)
      const it = await linkFor(ctx, idOf(params))
      const [row] = await ctx.sql<{ asked: boolean }[]>`select ask_outside(${it.outsideId}) asked`
      if (row!.asked) await ctx.sql`select jobs.enqueue('outside', '{}'::jsonb)`
      return done(it.url, { url: it.url, asked: row!.asked })
    },
  }),

  post(`${of}/address`, {
    access: 'writer',
    summary: 'Take the address to which it has moved for good',
    response: Url,
    async handle(ctx, { params }) {
      const it = await linkFor(ctx, idOf(params))
      await followMove(ctx, it)
      return done(it.url, { url: it.url })
    },
  }),

  ...link.routes,
]

/** What is typed, with what the page itself told where nothing was. */
function saidIn(ctx: Request, body: Typed, told: Told): Said {
  const { address, title, note = '', tags, lang, kind = 'website', licence = '' } = body
  return {
    address,
    title: title?.trim() || told.title || '',
    note,
    tags: tags?.split(',') ?? [],
    lang: lang || told.lang || spaceOf(ctx).lang,
    kind,
    licence,
  }
}

function nextOf(ctx: Request, query: Record<string, string | undefined>, last: { id: number; title: string }): string {
  const all = Object.entries({ ...query, after: cursor.text(last) }).filter((pair): pair is [string, string] =>
    Boolean(pair[1]),
  )
  return `/c/${spaceOf(ctx).slug}/links?${new URLSearchParams(all)}`
}
