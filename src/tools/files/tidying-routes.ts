import { Type as T } from '@sinclair/typebox'
import { invalid, Problem } from '../../platform/http/problems.ts'
import type { Request } from '../../spine/request/ctx.ts'
import { spaceOf } from '../../spine/request/ctx.ts'
import { mustStart } from '../../spine/request/must.ts'
import { done, get, page, post } from '../../spine/request/route.ts'
import { Made, nullable, Url } from '../../spine/request/schemas.ts'
import { idOf } from '../../spine/slug.ts'
import { archiveOf } from './archive.ts'
import { type Entry, entriesByIds, entryById, folderById } from './entries.ts'
import { shelfUrl } from './file-routes.ts'
import { allFolders } from './list.ts'
import { copyEntry, fewEnough, moveEntry } from './placing.ts'
import { presentGone } from './present.ts'
import { GoneSchema } from './schemas.ts'
import { CHOSEN, FolderId } from './shelf-routes.ts'
import { GONE, goneFrom, removeEntry, restoreEntry } from './trash.ts'
import { placingPage } from './views/placing.ts'
import { trashPage } from './views/trash.ts'

const of = '/c/:space/files/:id'
/** What was chosen: one id or several. */
const Chosen = T.Array(T.Integer({ minimum: 1 }), { minItems: 1, maxItems: CHOSEN })

export const tidyingRoutes = [
  get('/c/:space/files/archive', {
    access: 'reader',
    summary: 'What was chosen, folders with all that stands in them, as a ZIP archive; nothing chosen: the whole shelf',
    query: T.Object({ entries: T.Optional(Chosen) }),
    response: T.Any(),
    async handle(ctx, { query }) {
      const { name, stream } = await archiveOf(ctx, query.entries ?? null)
      return {
        kind: 'stream',
        stream,
        headers: {
          'content-type': 'application/zip',
          'content-disposition': `attachment; filename="copse-files.zip"; filename*=UTF-8''${encodeURIComponent(name)}.zip`,
          'cache-control': 'no-store',
        },
      }
    },
  }),

  get('/c/:space/files/moving', {
    access: 'writer',
    summary: 'Choose where to put what was chosen, or a copy of it',
    query: T.Object({ entries: T.Optional(Chosen), copy: T.Optional(T.Boolean()) }),
    response: T.Object({
      entries: T.Array(T.Object({ id: T.Integer(), name: T.String() })),
      folders: T.Array(T.Object({ id: T.Integer(), names: T.Array(T.String()) })),
    }),
    async handle(ctx, { query }) {
      mustStart(ctx)
      return placing(ctx, query.entries ?? [], query.copy ?? false)
    },
  }),

  post('/c/:space/files/moving', {
    access: 'writer',
    summary: 'Put what was chosen into another folder, or (copy) a copy of it',
    body: T.Object({ entries: Chosen, folder: FolderId, copy: T.Optional(T.Boolean()) }),
    response: T.Object({ url: T.String(), entries: T.Array(Made) }),
    async handle(ctx, { body }) {
      mustStart(ctx)
      const folder = await folderById(ctx, Number(body.folder ?? 0))
      const into = folder?.id ?? null
      const entries = []
      const chosen = await entriesByIds(ctx, body.entries)
      if (body.copy) await fewEnough(ctx, chosen)
      for (const entry of chosen) {
        if (entry.id === into) throw invalid('folder', 'folder-in-itself')
        const { id, url } = await (body.copy ? copyEntry(ctx, entry, into) : moveEntry(ctx, entry, into, entry.name))
        entries.push({ id, url })
      }
      const url = folder?.url ?? shelfUrl(ctx)
      return done(url, { url, entries })
    },
    form: async (ctx, { typed, errors }) => {
      const ids = [typed.entries ?? []].flat().map(Number).filter(Number.isSafeInteger)
      const asked = await placing(ctx, ids, typed.copy === 'true', { typed, errors })
      if (asked.kind !== 'page') throw new Problem(404, 'not-found')
      return asked.view()
    },
  }),

  post('/c/:space/files/removal', {
    access: 'writer',
    summary: 'Take away what was chosen; it can be brought back for thirty days',
    body: T.Object({ entries: Chosen, back: T.Optional(T.Integer({ minimum: 0 })) }),
    response: Url,
    async handle(ctx, { body }) {
      const folder = body.back ? await folderById(ctx, body.back) : null
      const entries = await entriesByIds(ctx, body.entries)
      for (const entry of entries) await removeEntry(ctx, entry)
      return undoable(ctx, folder, entries)
    },
  }),

  post('/c/:space/files/restoration', {
    access: 'writer',
    summary: 'Bring back what was taken away: who did that, and hosts',
    body: T.Object({ entries: Chosen }),
    response: Url,
    async handle(ctx, { body }) {
      let last: Entry | undefined
      for (const id of new Set(body.entries)) last = await restoreEntry(ctx, id)
      const folder = await folderById(ctx, last?.folderId)
      const url = folder?.url ?? shelfUrl(ctx)
      return done(url, { url })
    },
  }),

  post(`${of}/removal`, {
    access: 'writer',
    summary: 'Take a file away, or a folder with all that stands in it: who brought all of it, and hosts',
    response: Url,
    async handle(ctx, { params }) {
      const entry = await entryById(ctx, idOf(params))
      await removeEntry(ctx, entry)
      return undoable(ctx, await folderById(ctx, entry.folderId), [entry])
    },
  }),

  post(`${of}/restoration`, {
    access: 'writer',
    summary: 'Bring back a file or folder that was taken away',
    response: Url,
    async handle(ctx, { params }) {
      const { url } = await restoreEntry(ctx, idOf(params))
      return done(url, { url })
    },
  }),

  get('/c/:space/files/trash', {
    access: 'writer',
    summary: 'What you took away, and for hosts what anybody did: to be brought back, for thirty days',
    query: T.Object({ before: T.Optional(T.Integer({ minimum: 1 })) }),
    response: T.Object({ entries: T.Array(GoneSchema), next: nullable(T.String()) }),
    async handle(ctx, { query }) {
      mustStart(ctx)
      const rows = await goneFrom(ctx, query.before)
      const entries = rows.slice(0, GONE).map(presentGone)
      const next = rows.length > GONE ? `${shelfUrl(ctx)}/trash?before=${entries.at(-1)!.id}` : null
      return page({ entries, next }, () => trashPage(ctx, { entries, next }))
    },
  }),
]

async function placing(ctx: Request, ids: readonly number[], copy: boolean, again = {}) {
  const entries = (await entriesByIds(ctx, ids)).map(({ id, name, lang, folderId, kind }) => ({
    id,
    name,
    lang,
    folderId,
    kind,
  }))
  const folders = await allFolders(ctx.sql, spaceOf(ctx).id)
  return page({ entries, folders }, () => placingPage(ctx, { entries, folders, copy }, again))
}

/** Back to where it stood, with a way to undo it. */
function undoable(ctx: Request, folder: Entry | null, entries: readonly Entry[]) {
  const url = folder?.url ?? shelfUrl(ctx)
  return done(`${url}?gone=${entries.map(({ id }) => id).join()}`, { url })
}
