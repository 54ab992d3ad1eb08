import { Type as T } from '@sinclair/typebox'
import { nothing } from '../../platform/html.ts'
import { invalid } from '../../platform/http/problems.ts'
import { contentPolicy, wantsJson } from '../../platform/http/server.ts'
import { renderMarkdown } from '../../platform/markdown/markdown.ts'
import { attach, describeAttachment, discardAttachment, fileFor } from '../../spine/attachments/attachments.ts'
import { draftAt, dropDraft, keepDraft } from '../../spine/drafts/drafts.ts'
import { draftPlaces } from '../../spine/drafts/places.ts'
import { mentionedPeople, mentionLinks } from '../../spine/messages/post.ts'
import { spaceOf } from '../../spine/request/ctx.ts'
import { done, elsewhere, get, page, post } from '../../spine/request/route.ts'
import type { Tool } from '../../spine/tool.ts'

const DraftSchema = T.Object({
  place: T.String(),
  fields: T.Record(T.String(), T.String()),
  version: T.Integer(),
  at: T.String(),
})
const Url = T.Object({ url: T.String() })
const One = T.Object({ space: T.String(), attachment: T.Integer() })
const AttachmentSchema = T.Object({
  id: T.Integer(),
  url: T.String(),
  name: T.String(),
  type: T.String(),
  bytes: T.Integer(),
  width: T.Union([T.Integer(), T.Null()]),
  height: T.Union([T.Integer(), T.Null()]),
  alt: T.String(),
})

const routes = [
  get('/drafts/:place', {
    access: 'person',
    summary: 'Your draft for a place (item:12, new:5, edit:34), or null; a browser is sent to the place',
    everything: true,
    response: T.Object({ draft: T.Union([DraftSchema, T.Null()]) }),
    async handle(ctx, { params }) {
      if (wantsJson(ctx.raw)) return page({ draft: await draftAt(ctx, params.place) }, () => nothing)
      const [draft] = await draftPlaces(ctx, params.place)
      return elsewhere(draft?.url ?? '/drafts')
    },
  }),

  post('/drafts/:place', {
    access: 'person',
    summary: 'Keep a draft; 409 when another tab has kept something since `version`',
    body: T.Object({
      text: T.Optional(T.String({ maxLength: 60_000 })),
      title: T.Optional(T.String({ maxLength: 200 })),
      tags: T.Optional(T.String({ maxLength: 400 })),
      intent: T.Optional(T.String({ maxLength: 20 })),
      lang: T.Optional(T.String({ maxLength: 20 })),
      version: T.Optional(T.Integer({ minimum: 0 })),
    }),
    response: DraftSchema,
    async handle(ctx, { params, body }) {
      const { version = 0, text = '', title, tags, intent, lang } = body
      const fields = Object.fromEntries(
        Object.entries({ text, title, tags, intent, lang }).filter(
          (pair): pair is [string, string] => pair[1] !== undefined,
        ),
      )
      return done('/', await keepDraft(ctx, params.place, fields, version))
    },
  }),

  post('/drafts/:place/ending', {
    access: 'person',
    summary: 'Give up a draft',
    response: Url,
    async handle(ctx, { params }) {
      await dropDraft(ctx, params.place)
      return done('/drafts', { url: '/drafts' })
    },
  }),

  post('/c/:space/preview', {
    access: 'writer',
    summary: 'How a text will look',
    body: T.Object({ text: T.Optional(T.String({ maxLength: 60_000 })) }),
    response: T.Object({ html: T.String() }),
    async handle(ctx, { body }) {
      const text = body.text ?? ''
      const people = await mentionedPeople(ctx, spaceOf(ctx).id, text)
      return page({ html: renderMarkdown(text, { mentions: mentionLinks(people) }) }, () => nothing)
    },
  }),

  get('/c/:space/names', {
    access: 'reader',
    summary: 'People whose name or handle begins so, to mention them',
    query: T.Object({ q: T.String({ maxLength: 60 }) }),
    response: T.Object({ names: T.Array(T.Object({ handle: T.String(), name: T.String() })), next: T.Null() }),
    async handle(ctx, { query }) {
      const like = `${query.q.replace(/[%_\\]/g, '\\$&')}%`
      const names = await ctx.sql<{ handle: string; name: string }[]>`
        select p.handle::text, p.name from membership m join person p on p.id = m.person_id
        where m.space_id = ${spaceOf(ctx).id} and m.ended_at is null and (m.until is null or m.until > now()) and (p.handle::text ilike ${like} or p.name ilike ${like} or p.name ilike ${`% ${like}`})
        order by p.name limit 8`
      return page({ names, next: null }, () => nothing)
    },
  }),

  post('/c/:space/attachments', {
    access: 'writer',
    summary: 'Send a file ahead of the message it belongs to',
    body: T.Object({ alt: T.Optional(T.String({ maxLength: 1000 })) }),
    files: true,
    response: AttachmentSchema,
    async handle(ctx, { body, files }) {
      if (!files[0]) throw invalid('files', 'needed')
      const card = await attach(ctx, files[0], body.alt)
      const url = `/c/${spaceOf(ctx).slug}/attachments/${card.id}/${encodeURIComponent(card.name)}`
      return done(url, { ...card, url }, 201)
    },
  }),

  post('/c/:space/attachments/:attachment', {
    access: 'writer',
    summary: 'Say in words what a picture shows, before it is sent',
    params: One,
    body: T.Object({ alt: T.Optional(T.String({ maxLength: 1000 })) }),
    response: Url,
    async handle(ctx, { params, body }) {
      await describeAttachment(ctx, params.attachment, body.alt ?? '')
      return done('/', { url: '/' })
    },
  }),

  post('/c/:space/attachments/:attachment/removal', {
    access: 'writer',
    summary: 'Take a file out of what you are writing',
    params: One,
    response: Url,
    async handle(ctx, { params }) {
      await discardAttachment(ctx, params.attachment)
      return done('/', { url: '/' })
    },
  }),

  get('/c/:space/attachments/:attachment/:name', {
    access: 'reader',
    summary: 'A file: pictures to look at, everything else to keep',
    params: T.Object({ space: T.String(), attachment: T.Integer(), name: T.String() }),
    response: T.Any(),
    async handle(ctx, { params }) {
      const file = await fileFor(ctx, params.attachment)
      const etag = `"${file.blob}"`
      if (ctx.raw.headers['if-none-match'] === etag) return { kind: 'unchanged', etag }
      const picture = file.type === 'image/webp'
      return {
        kind: 'stream',
        stream: ctx.site.blobs.read(file.blob),
        headers: {
          'content-type': picture ? 'image/webp' : 'application/octet-stream',
          'content-length': String(file.bytes),
          'content-disposition': `${picture ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(file.name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`)}`,
          // Nothing in a file may run, not even opened by itself.
          'content-security-policy': `sandbox; ${contentPolicy}`,
          'cache-control': 'private, no-cache',
          etag,
        },
      }
    },
  }),
]

/** What every place to write needs: drafts, preview, names, files. It has no page of its own. */
export const writing: Tool = { name: 'writing', texts: { en: {}, fr: {} }, routes }
