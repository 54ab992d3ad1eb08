import { Type as T } from '@sinclair/typebox'
import { invalid } from '../../platform/http/problems.ts'
import { spaceOf } from '../../spine/request/ctx.ts'
import { done, get, page, post } from '../../spine/request/route.ts'
import { Lang, Made, nullable, Url } from '../../spine/request/schemas.ts'
import { idIn } from '../../spine/slug.ts'
import { beginImport, importFor, importsOf, LINES, linesOf, there } from './import/imports.ts'
import { presentImport, presentLine } from './import/present.ts'
import { askToUndo, stop } from './import/stopping.ts'
import { importPage, importsPage } from './views/imports.ts'

const What = T.Union((['made', 'changed', 'same', 'left', 'note'] as const).map((one) => T.Literal(one)))
const ImportSchema = T.Object({
  id: T.Integer(),
  url: T.String(),
  name: T.String(),
  by: T.String(),
  state: T.Union(
    (['waiting', 'working', 'done', 'stopped', 'failed', 'undoing', 'undone'] as const).map((one) => T.Literal(one)),
  ),
  failed: nullable(T.String()),
  askedAt: T.String(),
  endedAt: nullable(T.String()),
  done: T.Integer(),
  total: T.Integer(),
  made: T.Integer(),
  changed: T.Integer(),
  same: T.Integer(),
  left: T.Integer(),
  notes: T.Integer(),
})
const one = '/c/:space/pages/imports/:number'

/** Pages that hosts bring in from elsewhere. */
export const importRoutes = [
  get('/c/:space/pages/imports', {
    access: 'host',
    summary: 'What was brought in, the latest first, and the form for bringing more',
    response: T.Object({ imports: T.Array(ImportSchema), next: T.Null() }),
    async handle(ctx) {
      const imports = (await importsOf(ctx)).map((row) => presentImport(ctx, row))
      return page({ imports, next: null }, () => importsPage(ctx, imports))
    },
  }),

  post('/c/:space/pages/imports', {
    access: 'host',
    summary:
      'Bring in a folder of Markdown (ZIP) or a dump of MediaWiki (XML, also packed by gzip, or in a ZIP with its pictures)',
    body: T.Object({
      lang: T.Optional(Lang),
      there: T.Optional(T.Union(there.map((way) => T.Literal(way)))),
    }),
    files: true,
    large: 'import',
    response: Made,
    async handle(ctx, { body, files }) {
      const [file] = files
      if (!file) throw invalid('files', 'needed')
      const { hash, name, bytes } = file
      const { lang = spaceOf(ctx).lang, there = 'leave' } = body
      const id = await beginImport(ctx, { blob: hash, bytes, name }, { lang, there })
      const url = `/c/${spaceOf(ctx).slug}/pages/imports/${id}`
      return done(url, { id, url }, 201)
    },
    form: async (ctx, again) =>
      importsPage(
        ctx,
        (await importsOf(ctx)).map((row) => presentImport(ctx, row)),
        again,
      ),
  }),

  get(one, {
    access: 'host',
    summary: 'How far an import is, and what became of each page: those of one kind (`what`) after a line',
    query: T.Object({ what: T.Optional(What), after: T.Optional(T.Integer({ minimum: 0 })) }),
    response: T.Object({
      ...ImportSchema.properties,
      what: What,
      lines: T.Array(
        T.Object({
          path: T.String(),
          why: nullable(T.String()),
          about: T.String(),
          url: nullable(T.String()),
          title: nullable(T.String()),
        }),
      ),
      next: nullable(T.String()),
    }),
    async handle(ctx, { params, query }) {
      const row = await importFor(ctx, idIn(params.number))
      const shown = presentImport(ctx, row)
      const what = query.what ?? (shown.left ? 'left' : shown.notes ? 'note' : shown.changed ? 'changed' : 'made')
      const rows = await linesOf(ctx, row.id, what, query.after ?? 0)
      const lines = rows.slice(0, LINES).map((line) => presentLine(ctx, line))
      const next = rows.length > LINES ? `${shown.url}?what=${what}&after=${rows[LINES - 1]!.id}` : null
      const report = { what, lines, next }
      return page({ ...shown, ...report }, () => importPage(ctx, shown, report))
    },
  }),

  post(`${one}/stopping`, {
    access: 'host',
    summary: 'Bring nothing more; what came already stays',
    response: Url,
    async handle(ctx, { params }) {
      const { url } = presentImport(ctx, await stop(ctx, await importFor(ctx, idIn(params.number))))
      return done(url, { url })
    },
  }),

  post(`${one}/undoing`, {
    access: 'host',
    summary: 'Take back what an import did, as far as nobody changed it since',
    response: Url,
    async handle(ctx, { params }) {
      const { url } = presentImport(ctx, await askToUndo(ctx, await importFor(ctx, idIn(params.number))))
      return done(url, { url })
    },
  }),

  post(`${one}/again`, {
    access: 'host',
    summary: 'Bring the same file once more: what is there already is not doubled',
    response: Made,
    async handle(ctx, { params }) {
      const { blob, bytes, name, lang, there } = await importFor(ctx, idIn(params.number))
      if (!blob || !(await ctx.site.blobs.has(blob))) throw invalid('files', 'file-gone')
      const id = await beginImport(ctx, { blob, bytes, name }, { lang, there })
      const url = `/c/${spaceOf(ctx).slug}/pages/imports/${id}`
      return done(url, { id, url }, 201)
    },
    form: async (ctx, again) =>
      importsPage(
        ctx,
        (await importsOf(ctx)).map((row) => presentImport(ctx, row)),
        again,
      ),
  }),
]
