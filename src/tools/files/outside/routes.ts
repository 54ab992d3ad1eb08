import { Type as T } from '@sinclair/typebox'
import { invalid, notFound } from '../../../platform/http/problems.ts'
import { served } from '../../../spine/attachments/served.ts'
import { cardOf, PersonSchema } from '../../../spine/people/cards.ts'
import { countTry, passwordFits, passwordHash } from '../../../spine/people/signing-in.ts'
import { type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { mustStart } from '../../../spine/request/must.ts'
import { done, get, page, post } from '../../../spine/request/route.ts'
import { nullable, Url } from '../../../spine/request/schemas.ts'
import { openTransaction } from '../../../spine/request/transaction.ts'
import { idOf } from '../../../spine/slug.ts'
import type { Again } from '../../../ui/form.ts'
import { fileById } from '../entries.ts'
import {
  allowOutside,
  endOutside,
  givenBy,
  giveOutside,
  type OutsideLink,
  outsideAllowed,
  outsideLinks,
  outsidePath,
  ticketFits,
  ticketFor,
} from './links.ts'
import { allLinksPage, fileLinksPage } from './views/links.ts'
import { takingPage } from './views/taking.ts'

const of = '/c/:space/files/:id/outside'

const LinkSchema = T.Object({
  id: T.Integer(),
  file: T.Object({ id: T.Integer(), name: T.String() }),
  /** For who made it, and hosts. */
  address: nullable(T.String()),
  at: T.String(),
  until: T.String(),
  hasPassword: T.Boolean(),
  ended: T.Boolean(),
  taken: T.Integer(),
  takenAt: nullable(T.String()),
  by: PersonSchema,
})
const ListSchema = T.Object({ allowed: T.Boolean(), links: T.Array(LinkSchema) })

export const outsideRoutes = [
  get('/c/:space/files/outside', {
    access: 'writer',
    summary: 'Whether files may be given to people outside, and all links that do: for members',
    response: ListSchema,
    async handle(ctx) {
      mustStart(ctx)
      const [allowed, rows] = await Promise.all([outsideAllowed(ctx), outsideLinks(ctx)])
      const links = rows.map((row) => presentLink(ctx, row))
      return page({ allowed, links }, () => allLinksPage(ctx, { allowed, links }), { secret: true })
    },
  }),

  post('/c/:space/files/outside', {
    access: 'host',
    summary: 'Allow members to give files to people outside (on), or no longer: then no link gives anything',
    body: T.Object({ on: T.Boolean() }),
    response: T.Object({ allowed: T.Boolean() }),
    async handle(ctx, { body }) {
      await allowOutside(ctx, body.on)
      return done(`/c/${spaceOf(ctx).slug}/files/outside`, { allowed: body.on })
    },
  }),

  post('/c/:space/files/outside/:link/revocation', {
    access: 'writer',
    summary: 'End a link at once: who made it, and hosts',
    params: T.Object({ space: T.String(), link: T.Integer() }),
    response: Url,
    async handle(ctx, { params }) {
      const { itemId } = await endOutside(ctx, params.link)
      const { url } = await fileById(ctx, itemId)
      return done(`${url}/outside`, { url })
    },
  }),

  get(of, {
    access: 'writer',
    summary: 'The links that give a file to people outside, and the form for another',
    response: ListSchema,
    async handle(ctx, { params }) {
      mustStart(ctx)
      return fileLinks(ctx, idOf(params))
    },
  }),

  post(of, {
    access: 'writer',
    summary: 'Make a link that gives a file to whoever has it, until a day, perhaps with a password',
    body: T.Object({ until: T.String({ format: 'date' }), password: T.Optional(T.String({ maxLength: 200 })) }),
    response: T.Object({ id: T.Integer(), address: T.String() }),
    // Slow on purpose: before any transaction is open.
    prepare: async ({ body }) => (body.password ? passwordHash(body.password) : null),
    async handle(ctx, { params, body, prepared }) {
      const file = await fileById(ctx, idOf(params))
      if (body.password && body.password.length < 6) throw invalid('password', 'too-short', { least: 6 })
      const id = await giveOutside(ctx, file, body.until, prepared)
      return done(`${file.url}/outside`, { id, address: ctx.home + outsidePath(ctx.site, id) }, 201)
    },
    form: async (ctx, { params, typed, errors }) => {
      const shown = await fileLinks(ctx, idOf(params), { typed: { ...typed, password: undefined }, errors })
      if (shown.kind !== 'page') throw notFound()
      return shown.view()
    },
  }),

  get('/out/:token', {
    access: 'anyone',
    summary: 'A file that somebody was given: what it is, and the button that fetches it',
    response: T.Object({
      name: T.String(),
      type: T.String(),
      bytes: T.Integer(),
      until: T.String(),
      hasPassword: T.Boolean(),
    }),
    async handle(ctx, { params }) {
      ctx.reply.headers({ 'x-robots-tag': 'noindex', 'referrer-policy': 'no-referrer' })
      return taking(ctx, params.token)
    },
  }),

  post('/out/:token', {
    access: 'anyone',
    summary: 'Fetch a file that one was given, with its password where it has one: the answer leads to its bytes',
    body: T.Object({ password: T.Optional(T.String({ maxLength: 200 })) }),
    response: Url,
    // Looked at and counted before any transaction is open: a wrong try must count.
    async prepare({ site, params, body, raw }) {
      const transaction = await openTransaction(site.database.app, null, null, false)
      const given = await givenBy({ site, sql: transaction.sql }, params.token).finally(() => transaction.rollback())
      if (given.password === null) return true
      await countTry({ site }, 'outside', `${given.id}`, 30, 3600)
      await countTry({ site }, 'outside-from', raw.ip, 20, 900)
      return passwordFits(given.password, body.password ?? '')
    },
    async handle(ctx, { params, prepared }) {
      const given = await givenBy(ctx, params.token)
      if (!prepared) throw invalid('password', 'wrong-password')
      await ctx.sql`select outside_taken(${given.id})`
      const ticket = ticketFor(ctx.site, given.id, ctx.now.getTime())
      const url = `/out/${params.token}/${encodeURIComponent(given.name)}?ticket=${ticket}`
      return done(url, { url })
    },
    form: async (ctx, { params, errors }) => {
      const shown = await taking(ctx, params.token, { errors })
      if (shown.kind !== 'page') throw notFound()
      return shown.view()
    },
  }),

  get('/out/:token/:name', {
    access: 'anyone',
    summary: 'The bytes of a file that somebody was given, also in parts, for some hours after they asked for it',
    query: T.Object({ ticket: T.Optional(T.String({ maxLength: 60 })) }),
    response: T.Any(),
    async handle(ctx, { params, query }) {
      const given = await givenBy(ctx, params.token)
      if (!ticketFits(ctx.site, given.id, query.ticket ?? '', ctx.now.getTime())) throw notFound()
      const headers = {
        'cache-control': 'private, no-store',
        'x-robots-tag': 'noindex',
        'referrer-policy': 'no-referrer',
      }
      return served(ctx, given, headers, false)
    },
  }),
]

async function fileLinks(ctx: Request, id: number, again: Again = {}) {
  const file = await fileById(ctx, id)
  const [allowed, rows] = await Promise.all([outsideAllowed(ctx), outsideLinks(ctx, file.id)])
  const links = rows.map((row) => presentLink(ctx, row))
  return page({ allowed, links }, () => fileLinksPage(ctx, file, { allowed, links }, again), { secret: true })
}

async function taking(ctx: Request, token: string, again: Again = {}) {
  const { name, lang, type, bytes, until, password, person, community } = await givenBy(ctx, token)
  const data = { name, type, bytes, until: until.toISOString(), hasPassword: password !== null }
  return page(data, () => takingPage(ctx, { ...data, lang, token, person, community }, again), { secret: true })
}

export type ShownLink = ReturnType<typeof presentLink>

function presentLink(ctx: Request, row: OutsideLink) {
  const ended = row.revokedAt !== null || row.until <= ctx.now
  return {
    id: row.id,
    file: { id: row.itemId, name: row.name, lang: row.lang },
    address: row.mine && !ended ? ctx.home + outsidePath(ctx.site, row.id) : null,
    at: row.at.toISOString(),
    until: row.until.toISOString(),
    hasPassword: row.hasPassword,
    ended,
    mine: row.mine,
    taken: row.taken,
    takenAt: row.takenAt?.toISOString() ?? null,
    by: cardOf(row.by),
  }
}
