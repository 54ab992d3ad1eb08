import { Type as T } from '@sinclair/typebox'
import { invalid, notFound } from '../../platform/http/problems.ts'
import { attach, describeFiles, discardAttachment, fileFor } from '../../spine/attachments/attachments.ts'
import { keepFiles } from '../../spine/attachments/kept.ts'
import { served } from '../../spine/attachments/served.ts'
import { isSound } from '../../spine/attachments/sounds.ts'
import { fileUrl } from '../../spine/attachments/written.ts'
import { spaceOf } from '../../spine/request/ctx.ts'
import { done, get, post } from '../../spine/request/route.ts'
import { nullable, Url } from '../../spine/request/schemas.ts'

const One = T.Object({ space: T.String(), attachment: T.Integer() })
const Words = T.Object({ alt: T.Optional(T.String({ maxLength: 1000 })), decorative: T.Optional(T.Boolean()) })

/** A file as its own person sees it while they write. */
export const AttachmentSchema = T.Object({
  id: T.Integer(),
  url: T.String(),
  name: T.String(),
  type: T.String(),
  bytes: T.Integer(),
  width: nullable(T.Integer()),
  height: nullable(T.Integer()),
  seconds: nullable(T.Number()),
  alt: T.String(),
  decorative: T.Boolean(),
})

/** Files: sent ahead of what they belong to, described, taken out, and read. */
export const files = [
  post('/c/:space/attachments', {
    access: 'writer',
    conversations: true,
    summary: 'Send a file ahead of the message it belongs to',
    body: Words,
    files: keepFiles,
    response: AttachmentSchema,
    async handle(ctx, { body, files }) {
      if (!files[0]) throw invalid('files', 'needed')
      const card = await attach(ctx, files[0], body)
      const url = fileUrl(`/c/${spaceOf(ctx).slug}`, card)
      return done(url, { ...card, url }, 201)
    },
  }),

  post('/c/:space/attachments/:attachment', {
    access: 'writer',
    conversations: true,
    summary: 'Say in words what a picture shows, or that it only decorates, before it is sent',
    params: One,
    body: Words,
    response: Url,
    async handle(ctx, { params, body }) {
      if (!(await describeFiles(ctx, new Map([[params.attachment, body]])))) throw notFound()
      return done('/', { url: '/' })
    },
  }),

  post('/c/:space/attachments/:attachment/removal', {
    access: 'writer',
    conversations: true,
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
    conversations: true,
    summary: 'A file: pictures to look at, sounds to listen to, everything else to keep',
    params: T.Object({ space: T.String(), attachment: T.Integer(), name: T.String() }),
    response: T.Any(),
    async handle(ctx, { params }) {
      const file = await fileFor(ctx, params.attachment)
      const inline = file.type === 'image/webp' || isSound(file.type)
      return served(ctx, file, { 'cache-control': 'private, no-cache' }, inline)
    },
  }),
]
