import { Type as T } from '@sinclair/typebox'
import { countTry } from '../../spine/people/signing-in.ts'
import { meOf } from '../../spine/request/ctx.ts'
import { done, get, page, post } from '../../spine/request/route.ts'
import { nullable, Url } from '../../spine/request/schemas.ts'
import { askForTakeout, myTakeout, readyTakeout, removeTakeout, type Takeout } from './takeout.ts'
import { myDataPage } from './views/my-data.ts'

const address = '/me/data'

/** The copy of all that is one's own: asked for, fetched, thrown away. */
export const myData = [
  get(address, {
    access: 'person',
    summary: 'The copy of everything of yours: whether there is one, and how far it is',
    response: T.Object({
      state: T.Union([T.Literal('none'), T.Literal('gathering'), T.Literal('ready'), T.Literal('failed')]),
      askedAt: nullable(T.String()),
      done: T.Integer(),
      total: T.Integer(),
      bytes: nullable(T.Integer()),
      readyAt: nullable(T.String()),
      archive: nullable(T.String()),
    }),
    load: ({ sql }) => myTakeout({ sql }),
    async handle(ctx, _input, takeout) {
      // After a restore the row may be there without its copy: they are in no backup.
      const there = takeout?.blob && (await ctx.site.takeouts.has(takeout.blob))
      const shown = present(takeout?.blob && !there ? undefined : takeout)
      return page(shown, () => myDataPage(ctx, shown))
    },
  }),

  post(address, {
    access: 'person',
    summary: 'Ask for a copy of everything of yours; a letter says when it is ready',
    response: Url,
    // Making one is work for an hour, where somebody wrote for years.
    prepare: ({ site, credential }) => countTry({ site }, 'takeout', credential ?? '', 5, 86_400),
    async handle(ctx) {
      await askForTakeout(ctx)
      return done(address, { url: address })
    },
  }),

  get('/me/data/archive', {
    access: 'person',
    grave: address,
    summary: 'The copy, as a ZIP archive of JSON, pages to read, and your files',
    response: T.Any(),
    async handle(ctx) {
      const { blob, bytes, readyAt } = await readyTakeout(ctx)
      const name = `${meOf(ctx).handle}-${readyAt.toISOString().slice(0, 10)}.zip`
      return {
        kind: 'stream',
        stream: ctx.site.takeouts.read(blob),
        headers: {
          'content-type': 'application/zip',
          'content-length': String(bytes),
          'content-disposition': `attachment; filename="${name}"`,
          'cache-control': 'private, no-store',
        },
      }
    },
  }),

  post('/me/data/removal', {
    access: 'person',
    summary: 'Throw the copy away',
    response: Url,
    async handle(ctx) {
      await removeTakeout(ctx)
      return done(address, { url: address })
    },
  }),
]

export interface ShownTakeout {
  state: 'none' | 'gathering' | 'ready' | 'failed'
  askedAt: string | null
  done: number
  total: number
  bytes: number | null
  readyAt: string | null
  archive: string | null
}

function present(one: Takeout | undefined): ShownTakeout {
  const state = !one ? 'none' : one.readyAt ? 'ready' : one.failedAt ? 'failed' : 'gathering'
  return {
    state,
    askedAt: one?.askedAt.toISOString() ?? null,
    done: one?.done ?? 0,
    total: one?.total ?? 0,
    bytes: one?.bytes ?? null,
    readyAt: one?.readyAt?.toISOString() ?? null,
    archive: state === 'ready' ? '/me/data/archive' : null,
  }
}
