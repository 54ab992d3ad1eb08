import { Type as T } from '@sinclair/typebox'
import { notFound, Problem } from '../../platform/http/problems.ts'
import { served } from '../../spine/attachments/served.ts'
import { type Request, spaceOf } from '../../spine/request/ctx.ts'
import { mustStart } from '../../spine/request/must.ts'
import { done, get, page, post } from '../../spine/request/route.ts'
import { Lang, PageNumber, Url } from '../../spine/request/schemas.ts'
import { idOf } from '../../spine/slug.ts'
import { entryById, type FileEntry, fileById } from './entries.ts'
import { describeFile } from './facts.ts'
import { addVersion, mustHaveRoom } from './keeping.ts'
import { renameEntry } from './placing.ts'
import { presentVersion } from './present.ts'
import { keepShelfFiles } from './received.ts'
import { VersionSchema } from './schemas.ts'
import { fileAgain, rowFor } from './shelf-routes.ts'
import { restoreVersion, VERSIONS, versionOf, versionsOf } from './versions.ts'
import { editPage, renamePage } from './views/edit.ts'
import { versionsPage } from './views/versions.ts'

const of = '/c/:space/files/:id'
const Number_ = T.Object({ space: T.String(), id: T.String(), number: T.Integer({ minimum: 1, maximum: 1_000_000 }) })
const kept = { 'cache-control': 'private, no-cache' }

/** Sounds and films that browsers play and that cannot hold a program. */
const playable =
  /^(audio\/(mpeg|mp4|x-m4a|ogg|opus|wav|vnd\.wave|flac|x-flac|aac|webm)|video\/(mp4|webm|ogg|quicktime)|text\/vtt)(;|$)/

/** A file's bytes, as an answer: to play where they are, or to keep. */
function contentOf(ctx: Request, it: Pick<FileEntry, 'blob' | 'name' | 'type' | 'bytes'>) {
  return served(ctx, it, kept, playable.test(it.type))
}

export const fileRoutes = [
  get(`${of}/content/:name`, {
    access: 'reader',
    summary: 'The bytes of a file, also in parts; the name is for whoever keeps them',
    response: T.Any(),
    async handle(ctx, { params }) {
      return contentOf(ctx, await fileById(ctx, idOf(params)))
    },
  }),

  get(`${of}/pictures/:page/:size`, {
    access: 'reader',
    summary: 'What a page of a file looks like, small (thumb) or larger (view), as WebP',
    params: T.Object({
      space: T.String(),
      id: T.String(),
      page: T.Integer({ minimum: 1, maximum: 10_000 }),
      size: T.Union([T.Literal('thumb'), T.Literal('view')]),
    }),
    query: T.Object({ v: PageNumber }),
    response: T.Any(),
    async handle(ctx, { params, query }) {
      const file = await fileById(ctx, idOf(params))
      const [row] = await ctx.sql<{ blob: string; bytes: number }[]>`
        select blob, bytes from file_picture where item_id = ${file.id} and number = ${query.v ?? file.version} and page = ${params.page} and size = ${params.size}`
      if (!row) throw notFound()
      return served(
        ctx,
        { ...row, name: `${file.name}.webp`, type: 'image/webp' },
        query.v ? { 'cache-control': 'private, max-age=604800' } : kept,
      )
    },
  }),

  get(`${of}/edit`, {
    access: 'writer',
    summary: 'What is said of a file, or how a folder is called, to be changed',
    response: T.Object({ name: T.String(), facts: T.Integer() }),
    async handle(ctx, { params }) {
      mustStart(ctx)
      const row = await rowFor(ctx, idOf(params))
      return page({ name: row.name, facts: row.file?.facts ?? 0 }, () =>
        row.file ? editPage(ctx, row) : renamePage(ctx, row),
      )
    },
  }),

  post(`${of}/edit`, {
    access: 'writer',
    summary: 'Say something else of a file, or give it or a folder another name. What is left out stays as it is',
    body: T.Object({
      name: T.Optional(T.String({ maxLength: 300 })),
      facts: T.Optional(T.Integer()),
      description: T.Optional(T.String({ maxLength: 10_000 })),
      tags: T.Optional(T.String({ maxLength: 400 })),
      lang: T.Optional(Lang),
      licence: T.Optional(T.String({ maxLength: 100 })),
      author: T.Optional(T.String({ maxLength: 200 })),
      madeOn: T.Optional(T.String({ maxLength: 10 })),
      /** Sent by the form, whose empty fields are left out on the way: they are meant. */
      whole: T.Optional(T.Boolean()),
    }),
    response: Url,
    async handle(ctx, { params, body }) {
      const row = await rowFor(ctx, idOf(params))
      if (!row.file) {
        const { url } = await renameEntry(ctx, await entryById(ctx, row.id), body.name ?? row.name)
        return done(url, { url })
      }
      const was = body.whole
        ? { description: '', licence: '', author: '', madeOn: '', tags: [] }
        : { ...row.file, tags: row.tags }
      const to = {
        name: body.name ?? row.name,
        description: body.description ?? was.description,
        tags: body.tags?.split(',') ?? was.tags,
        lang: body.lang ?? row.lang,
        licence: body.licence ?? was.licence,
        author: body.author ?? was.author,
        madeOn: body.madeOn ?? was.madeOn,
      }
      const { url } = await describeFile(ctx, await fileById(ctx, row.id), to, body.facts ?? row.file.facts)
      return done(url, { url })
    },
    form: async (ctx, { params, typed, errors }) => {
      const row = await rowFor(ctx, idOf(params))
      return row.file ? editPage(ctx, row, { typed, errors }) : renamePage(ctx, row, { typed, errors })
    },
  }),

  get(`${of}/versions`, {
    access: 'reader',
    summary: 'All that a file was, the last first, with who and why',
    query: T.Object({ before: T.Optional(T.Integer({ minimum: 1 })) }),
    response: T.Object({ versions: T.Array(VersionSchema), next: T.Union([T.String(), T.Null()]) }),
    async handle(ctx, { params, query }) {
      const file = await fileById(ctx, idOf(params))
      const rows = await versionsOf(ctx, file.id, query.before)
      const versions = rows.slice(0, VERSIONS).map((row) => presentVersion(file.url, row, file.version))
      const next = rows.length > VERSIONS ? `${file.url}/versions?before=${versions.at(-1)!.number}` : null
      return page({ versions, next }, () => versionsPage(ctx, file, { versions, next }))
    },
  }),

  post(`${of}/versions`, {
    access: 'writer',
    summary: 'Give a file something new to say, with why; what it said is kept',
    files: keepShelfFiles,
    mayBring: mustHaveRoom,
    large: 'shelf',
    body: T.Object({ why: T.Optional(T.String({ maxLength: 500 })), keepPlace: T.Optional(T.Boolean()) }),
    response: T.Object({ url: T.String(), became: T.String() }),
    async handle(ctx, { params, body, files }) {
      const file = await fileById(ctx, idOf(params))
      const [upload] = files
      if (!upload) throw new Problem(422, 'no-files')
      const became = await addVersion(ctx, file, upload, body.why ?? '')
      return done(file.url, { url: file.url, became }, 201)
    },
    form: (ctx, { params, typed, errors }) => fileAgain(ctx, idOf(params), { typed, errors }),
  }),

  get(`${of}/versions/:number/content/:name`, {
    access: 'reader',
    summary: 'The bytes of a file as it was',
    params: T.Object({ ...Number_.properties, name: T.String() }),
    response: T.Any(),
    async handle(ctx, { params }) {
      return contentOf(ctx, await versionOf(ctx, await fileById(ctx, idOf(params)), params.number))
    },
  }),

  post(`${of}/versions/:number/restoration`, {
    access: 'writer',
    summary: 'Make a file say again what it said',
    params: Number_,
    response: Url,
    async handle(ctx, { params }) {
      const file = await fileById(ctx, idOf(params))
      await restoreVersion(ctx, file, params.number)
      return done(file.url, { url: file.url })
    },
  }),
]

/** Where the shelf of the space of the address begins. */
export function shelfUrl(ctx: Request): string {
  return `/c/${spaceOf(ctx).slug}/files`
}
