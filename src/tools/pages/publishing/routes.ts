import { Type as T } from '@sinclair/typebox'
import { notFound } from '../../../platform/http/problems.ts'
import { excerptOf } from '../../../platform/markdown/markdown.ts'
import type { StoredFile } from '../../../spine/attachments/attachments.ts'
import { served } from '../../../spine/attachments/served.ts'
import { siteAddress } from '../../../spine/people/mailing.ts'
import { type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { cursorOf, moment, whole } from '../../../spine/request/cursor.ts'
import { done, get, page, post } from '../../../spine/request/route.ts'
import { nullable, Url } from '../../../spine/request/schemas.ts'
import { idIn } from '../../../spine/slug.ts'
import type { Again } from '../../../ui/form.ts'
import { type Page, pageFor, urlOf } from '../pages.ts'
import { publicationPage, publishedListPage } from '../views/publication.ts'
import { publicPage } from '../views/published.ts'
import { plainAddresses } from './plain-addresses.ts'
import {
  filesShown,
  licences,
  PUBLISHED,
  peopleIn,
  publicationOf,
  publicPath,
  publish,
  publishedIn,
  unpublish,
} from './publications.ts'
import { previewOf, publicText, publishedPage } from './published.ts'

const Licence = T.Union(licences.map((licence) => T.Literal(licence)))
const PublicationSchema = T.Object({
  licence: Licence,
  terms: T.String(),
  listed: T.Boolean(),
  revision: T.Integer(),
  publishedAt: T.String(),
  public: T.String(),
  files: T.Array(T.Integer()),
})
const one = '/c/:space/pages/:id/publication'

const cursor = cursorOf({ publishedAt: moment, id: whole })

/** Pages that anyone may read: published by hosts, each with what others may do with it. */
export const publishingRoutes = [
  get('/c/:space/pages/published', {
    access: 'reader',
    summary: 'What of a space anyone may read, published last first',
    query: T.Object({ after: T.Optional(T.String({ maxLength: 200 })) }),
    response: T.Object({
      pages: T.Array(
        T.Object({
          id: T.Integer(),
          url: T.String(),
          title: T.String(),
          lang: T.String(),
          licence: Licence,
          publishedAt: T.String(),
          revision: T.Integer(),
          outdated: T.Boolean(),
          public: T.String(),
        }),
      ),
      next: nullable(T.String()),
    }),
    async handle(ctx, { query }) {
      const here = `/c/${spaceOf(ctx).slug}/pages/published`
      const rows = await publishedIn(ctx.sql, spaceOf(ctx).id, cursor.in(query.after))
      const pages = rows.slice(0, PUBLISHED).map((row) => ({
        id: row.id,
        url: urlOf(spaceOf(ctx).slug, row.id, row.title),
        title: row.title,
        lang: row.lang,
        licence: row.licence,
        publishedAt: row.at.toISOString(),
        revision: row.number,
        outdated: row.now > row.number,
        public: publicPath(row.id, row.title),
      }))
      const last = pages.at(-1)
      const next = rows.length > PUBLISHED && last ? `${here}?after=${cursor.text(last)}` : null
      return page({ pages, next }, () => publishedListPage(ctx, pages, next))
    },
  }),

  get(one, {
    access: 'host',
    summary: 'How a page is published, with what publishing it would show',
    response: T.Object({
      publication: nullable(PublicationSchema),
      preview: T.String(),
      /** Addresses of the site that stand in the text as plain words or code: they stay readable. */
      addresses: T.Array(T.String()),
      version: T.Integer(),
    }),
    async handle(ctx, { params }) {
      return shown(ctx, await pageFor(ctx, idIn(params.id)))
    },
  }),

  post(one, {
    access: 'host',
    summary: 'Publish a page as it is now, with these of its files (`files`), under a licence',
    body: T.Object({
      // The version whose preview was looked at.
      version: T.Integer(),
      licence: Licence,
      terms: T.Optional(T.String({ maxLength: 500 })),
      listed: T.Optional(T.Boolean()),
      files: T.Optional(T.Array(T.Integer(), { maxItems: 500 })),
    }),
    response: Url,
    async handle(ctx, { params, body }) {
      const it = await pageFor(ctx, idIn(params.id))
      const { version, licence, terms = '', listed = false, files = [] } = body
      await publish(ctx, it, { version, licence, terms: terms.trim(), listed, files })
      return done(it.url, { url: publicPath(it.id, it.title) })
    },
    form: async (ctx, { params, ...again }) => form(ctx, await pageFor(ctx, idIn(params.id)), again),
  }),

  post(`${one}/removal`, {
    access: 'host',
    whenClosed: true,
    summary: 'Stop publishing a page: its address leads nowhere, at once',
    response: Url,
    async handle(ctx, { params }) {
      const it = await pageFor(ctx, idIn(params.id))
      await unpublish(ctx, it)
      return done(it.url, { url: it.url })
    },
  }),

  get('/published/:id', {
    access: 'anyone',
    summary: 'A published page, for anyone: its text and its licence',
    response: T.Object({
      id: T.Integer(),
      url: T.String(),
      title: T.String(),
      lang: T.String(),
      html: T.String(),
      licence: Licence,
      terms: T.String(),
      publishedAt: T.String(),
      revision: T.Integer(),
      community: nullable(T.String()),
    }),
    load: ({ sql, params }) => publishedPage(sql, idIn(params.id)),
    async handle(ctx, _input, it) {
      if (!it) throw notFound()
      const text = publicText(it, siteAddress(ctx.site))
      const { id, title, lang, licence, terms, number, community } = it
      const url = publicPath(id, title)
      if (!it.listed) ctx.reply.header('x-robots-tag', 'noindex')
      const data = {
        id,
        url,
        title,
        lang,
        html: text.markup,
        licence,
        terms,
        publishedAt: it.at.toISOString(),
        revision: number,
        community,
      }
      return page(
        data,
        () => publicPage(ctx, { ...data, listed: it.listed, excerpt: excerptOf(text.markup, 200) }, text),
        {
          etag: ['published', it.at.getTime(), number, it.others, it.files, community],
        },
      )
    },
  }),

  get('/published/:id/files/:file/:name', {
    access: 'anyone',
    summary: 'A file of a published page',
    params: T.Object({ id: T.String(), file: T.Integer(), name: T.String() }),
    response: T.Any(),
    async handle(ctx, { params }) {
      const [file] = await ctx.sql<StoredFile[]>`select * from published_file(${idIn(params.id)}, ${params.file})`
      if (!file) throw notFound()
      return served(ctx, file, { 'cache-control': 'no-cache', 'x-robots-tag': 'noindex' })
    },
  }),
]

async function shown(ctx: Request, it: Page) {
  const parts = await partsOf(ctx, it)
  const { publication } = parts
  const data = publication && {
    licence: publication.licence,
    terms: publication.terms,
    listed: publication.listed,
    revision: publication.number,
    publishedAt: publication.at.toISOString(),
    public: publicPath(it.id, publication.title),
    files: publication.files,
  }
  const { preview, addresses } = parts
  return page({ publication: data ?? null, preview: preview.markup, addresses, version: it.version }, () =>
    publicationPage(ctx, it, parts),
  )
}

async function form(ctx: Request, it: Page, again: Again) {
  return publicationPage(ctx, it, await partsOf(ctx, it), again)
}

async function partsOf(ctx: Request, it: Page) {
  const [publication, files, people] = [
    await publicationOf(ctx, it.id),
    await filesShown(ctx, it.text),
    await peopleIn(ctx, it.text),
  ]
  const preview = await previewOf(ctx, it, files)
  return { publication, files, people, preview, addresses: plainAddresses(preview, siteAddress(ctx.site)) }
}
