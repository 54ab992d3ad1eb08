import { Type as T } from '@sinclair/typebox'
import { notFound, Problem } from '../../platform/http/problems.ts'
import { aspectsTag, lastPage, saidUnder } from '../../spine/items/aspects.ts'
import { savesData } from '../../spine/people/data-saver.ts'
import { type Request, spaceOf } from '../../spine/request/ctx.ts'
import { mustStart } from '../../spine/request/must.ts'
import { done, get, page, post } from '../../spine/request/route.ts'
import { Made, PageNumber } from '../../spine/request/schemas.ts'
import { idOf } from '../../spine/slug.ts'
import type { Again } from '../../ui/form.ts'
import { folderById } from './entries.ts'
import { type EntryRow, entryRow } from './file-row.ts'
import { makeFolder } from './folders.ts'
import { keepFile, mustHaveRoom, useOf } from './keeping.ts'
import { LISTED, listed, type Order, orders, tagsOfFiles } from './list.ts'
import { presentFile, presentFolder } from './present.ts'
import { seenOf } from './previews/seen.ts'
import { keepShelfFiles } from './received.ts'
import { FileSchema, FolderSchema } from './schemas.ts'
import { filePage } from './views/file.ts'
import { folderPage } from './views/folder.ts'
import { foundPage } from './views/found.ts'

/** So many things are moved or taken away at once. */
export const CHOSEN = 200

const Sorting = {
  order: T.Optional(T.Union(orders.map((one) => T.Literal(one)))),
  after: T.Optional(T.Integer({ minimum: 1 })),
}
/** Ids of what was just taken away, so that it can be undone. */
const Gone = { gone: T.Optional(T.String({ maxLength: 16 * CHOSEN, pattern: '^\\d{1,15}(,\\d{1,15})*$' })) }
/** A folder's id; empty or 0: the top. */
export const FolderId = T.Optional(T.Union([T.Integer({ minimum: 0 }), T.Literal('')]))
const of = '/c/:space/files/:id'

export const shelfRoutes = [
  get('/c/:space/files', {
    access: 'reader',
    summary: 'Folders and files at the top of the shelf; with a tag, the files that have it, wherever they stand',
    query: T.Object({
      ...Sorting,
      ...Gone,
      tag: T.Optional(T.String({ maxLength: 40 })),
      everywhere: T.Optional(T.Boolean()),
    }),
    response: FolderSchema,
    async handle(ctx, { query }) {
      const { id, slug } = spaceOf(ctx)
      const { tag, everywhere, after, gone, order = tag || everywhere ? 'newest' : 'name' } = query
      const [rows, use, tags, saves] = await Promise.all([
        listed(ctx.sql, { spaceId: id, folderId: null, order, tag, everywhere, after }),
        useOf(ctx),
        tagsOfFiles(ctx.sql, id),
        savesData(ctx),
      ])
      const more = { ...(tag && { tag }), ...(everywhere && { everywhere: 'true' }) }
      const shown = presentFolder(ctx, null, { ...pageOf(rows, use, `/c/${slug}/files`, order, more), saves })
      if (tag || everywhere) return page(shown, () => foundPage(ctx, shown, { tag, order, tags }))
      return page(shown, () => folderPage(ctx, shown, { order, gone, tags }))
    },
  }),

  get(of, {
    access: 'reader',
    summary: 'A folder with what stands in it; or a file, what is known of it, and a page of what was said about it',
    query: T.Object({ ...Sorting, ...Gone, page: PageNumber }),
    response: T.Union([FileSchema, FolderSchema]),
    async handle(ctx, { params, query }) {
      const row = await rowFor(ctx, idOf(params))
      if (row.kind === 'folder') {
        const { order = 'name', after, gone } = query
        const shown = await folderOf(ctx, row, order, after)
        return page(shown, () => folderPage(ctx, shown, { order, gone, tags: [] }))
      }
      const which = query.page ?? 1
      const shown = await fileOf(ctx, row, which)
      if (shown.page > shown.pages) throw notFound()
      const etag = [
        'file',
        row.name,
        row.changedAt,
        row.file,
        shown.saves,
        shown.captions,
        row.way,
        row.leading,
        row.tags,
        row.lang,
        ...aspectsTag(row),
      ]
      return page(shown, () => filePage(ctx, shown), { etag })
    },
  }),

  post('/c/:space/files', {
    access: 'writer',
    summary: 'Put files into a folder; a name that is taken becomes a new version of that file, or gets a number',
    files: keepShelfFiles,
    mayBring: mustHaveRoom,
    large: 'shelf',
    body: T.Object({
      folder: FolderId,
      why: T.Optional(T.String({ maxLength: 500 })),
      taken: T.Optional(T.Union([T.Literal('version'), T.Literal('beside'), T.Literal('refuse')])),
      keepPlace: T.Optional(T.Boolean()),
    }),
    response: T.Object({
      url: T.String(),
      files: T.Array(T.Object({ id: T.Integer(), url: T.String(), name: T.String(), became: T.String() })),
    }),
    async handle(ctx, { body, files }) {
      mustStart(ctx)
      const folder = await folderById(ctx, Number(body.folder ?? 0))
      const { taken = 'version', why } = body
      const kept = []
      for (const upload of files) {
        const { file, became } = await keepFile(ctx, { folderId: folder?.id ?? null, upload, taken, why })
        kept.push({ id: file.id, url: file.url, name: file.name, became })
      }
      if (!kept.length) throw new Problem(422, 'no-files')
      const url = folder?.url ?? `/c/${spaceOf(ctx).slug}/files`
      return done(url, { url, files: kept }, 201)
    },
    form: (ctx, { typed, errors }) => folderAgain(ctx, Number(typed.folder ?? 0), { typed, errors }),
  }),

  post('/c/:space/files/folders', {
    access: 'writer',
    summary: 'Make a folder',
    body: T.Object({ name: T.String({ minLength: 1, maxLength: 300 }), folder: FolderId }),
    response: Made,
    async handle(ctx, { body }) {
      mustStart(ctx)
      const into = await folderById(ctx, Number(body.folder ?? 0))
      const { id, url } = await makeFolder(ctx, into?.id ?? null, body.name)
      return done(url, { id, url }, 201)
    },
    form: (ctx, { typed, errors }) => folderAgain(ctx, Number(typed.folder ?? 0), { typed, errors }),
  }),
]

/** @throws 404 */
export async function rowFor(ctx: Request, id: number): Promise<EntryRow> {
  const [row] = await entryRow(ctx.sql, id)
  if (!row || row.spaceId !== spaceOf(ctx).id) throw notFound()
  return row
}

async function folderOf(ctx: Request, row: EntryRow | null, order: Order, after?: number) {
  const { id: spaceId, slug } = spaceOf(ctx)
  const [rows, use, saves] = await Promise.all([
    listed(ctx.sql, { spaceId, folderId: row?.id ?? null, order, after }),
    useOf(ctx),
    savesData(ctx),
  ])
  const here = `/c/${slug}/files${row ? `/${row.id}` : ''}`
  return presentFolder(ctx, row, { ...pageOf(rows, use, here, order, {}), saves })
}

async function fileOf(ctx: Request, row: EntryRow, which: number) {
  if (!row.file) throw notFound()
  const [said, seen, saves] = await Promise.all([
    saidUnder(ctx.sql, row.id, which),
    seenOf(ctx.sql, row.id, row.file.version),
    savesData(ctx),
  ])
  return presentFile(ctx, { ...row, file: row.file }, said, which, { ...seen, saves })
}

/** A file's page again, when what was typed there cannot be taken. */
export async function fileAgain(ctx: Request, id: number, again: Again) {
  const row = await rowFor(ctx, id)
  return filePage(ctx, await fileOf(ctx, row, lastPage(row)), again)
}

/** A folder's page again, when what was typed there cannot be taken. */
async function folderAgain(ctx: Request, id: number, again: Again) {
  const [row] = id ? await entryRow(ctx.sql, id) : []
  const folder = row?.kind === 'folder' && row.spaceId === spaceOf(ctx).id ? row : null
  return folderPage(ctx, await folderOf(ctx, folder, 'name'), { order: 'name', tags: [] }, again)
}

function pageOf<L extends { id: number }, U>(
  rows: L[],
  use: U,
  here: string,
  order: Order,
  more: Record<string, string>,
) {
  const entries = rows.slice(0, LISTED)
  const rest = new URLSearchParams({ ...more, order, after: String(entries.at(-1)?.id ?? 0) })
  return { entries, use, next: rows.length > LISTED ? `${here}?${rest}` : null }
}
