import { Type as T } from '@sinclair/typebox'
import { nothing } from '../../platform/html.ts'
import { wantsJson } from '../../platform/http/server.ts'
import { renderMarkdown } from '../../platform/markdown/markdown.ts'
import { draftAt, dropDraft, keepDraft } from '../../spine/drafts/drafts.ts'
import { draftPlaces } from '../../spine/drafts/places.ts'
import { mentionedPeople, mentionLinks } from '../../spine/messages/post.ts'
import { spaceOf } from '../../spine/request/ctx.ts'
import { done, elsewhere, get, page, post } from '../../spine/request/route.ts'
import { Url } from '../../spine/request/schemas.ts'
import type { Tool } from '../../spine/tool.ts'
import { completing } from './completing.ts'
import { AttachmentSchema, files } from './files.ts'
import { recorder } from './recorder.ts'

const DraftSchema = T.Object({
  place: T.String(),
  fields: T.Record(T.String(), T.String()),
  files: T.Array(AttachmentSchema),
  version: T.Integer(),
  at: T.String(),
})
const { files: _files, ...kept } = DraftSchema.properties
const routes = [
  get('/drafts/:place', {
    access: 'person',
    summary: 'Your draft for a place (item:12, new:5, edit:34), or null; a browser is sent to the place',
    // Its files are in a space.
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
    long: true,
    body: T.Object({
      text: T.Optional(T.String({ maxLength: 1_100_000 })),
      title: T.Optional(T.String({ maxLength: 200 })),
      tags: T.Optional(T.String({ maxLength: 400 })),
      intent: T.Optional(T.String({ maxLength: 20 })),
      lang: T.Optional(T.String({ maxLength: 20 })),
      replyTo: T.Optional(T.String({ pattern: '^\\d{0,9}$' })),
      attachments: T.Optional(T.String({ maxLength: 340, pattern: '^(\\d{1,15}(,\\d{1,15})*)?$' })),
      version: T.Optional(T.Integer({ minimum: 0 })),
    }),
    response: T.Object(kept),
    async handle(ctx, { params, body }) {
      const { version = 0, text = '', title, tags, intent, lang, replyTo, attachments } = body
      const fields = Object.fromEntries(
        Object.entries({ text, title, tags, intent, lang, replyTo, attachments }).filter(
          (pair): pair is [string, string] => pair[1] !== undefined,
        ),
      )
      return done('/', await keepDraft(ctx, params.place, fields, version))
    },
  }),

  post('/drafts/:place/ending', {
    access: 'person',
    summary: 'Give up a draft; with a version, only where no other tab has kept something since',
    body: T.Object({ version: T.Optional(T.Integer({ minimum: 1 })) }),
    response: Url,
    async handle(ctx, { params, body }) {
      await dropDraft(ctx, params.place, body.version)
      return done('/drafts', { url: '/drafts' })
    },
  }),

  post('/c/:space/preview', {
    access: 'writer',
    conversations: true,
    summary: 'How a text will look',
    body: T.Object({ text: T.Optional(T.String({ maxLength: 60_000 })) }),
    response: T.Object({ html: T.String() }),
    async handle(ctx, { body }) {
      const text = body.text ?? ''
      const people = await mentionedPeople(ctx, spaceOf(ctx).id, text)
      return page({ html: renderMarkdown(text, { mentions: mentionLinks(people) }) }, () => nothing)
    },
  }),

  ...completing,
  ...files,
  recorder,
]

/** What every place to write needs: drafts, preview, names, files. It has no page of its own. */
export const writing: Tool = { name: 'writing', texts: { en: {}, fr: {} }, routes }
