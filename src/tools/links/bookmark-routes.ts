import { Readable } from 'node:stream'
import { Type as T } from '@sinclair/typebox'
import { Invalid, invalid } from '../../platform/http/problems.ts'
import { newcomerIn } from '../../spine/care/newcomers.ts'
import { meOf, type Request, spaceOf } from '../../spine/request/ctx.ts'
import { mustStart } from '../../spine/request/must.ts'
import { get, page, post, type Upload } from '../../spine/request/route.ts'
import { asPerson } from '../../spine/request/transaction.ts'
import { type Bookmark, bookmarksFile, bookmarksIn } from './bookmarks.ts'
import { holdAddresses, keepLink, linkAt } from './links.ts'
import { bringPage, broughtPage } from './views/bookmarks.ts'

/** How many bookmarks one file brings, and how large it may be. */
const MOST = 300
const LONGEST_FILE = 3_000_000
/** How many links go out, and how many are fetched at once. */
const MOST_OUT = 10_000
const BATCH = 200

const path = '/c/:space/links/bookmarks'

/** Links out to browsers and in from them. */
export const bookmarkRoutes = [
  get(path, {
    access: 'reader',
    summary: 'All links as a file of bookmarks that browsers read',
    response: T.Any(),
    async handle(ctx) {
      return {
        kind: 'stream',
        stream: Readable.from(bookmarksFile(linksOut(ctx))),
        headers: {
          'content-type': 'text/html; charset=utf-8',
          'content-disposition': `attachment; filename="${spaceOf(ctx).slug}-links.html"`,
          'content-security-policy': "default-src 'none'; sandbox",
          'cache-control': 'private, no-cache',
        },
      }
    },
  }),

  get('/c/:space/links/bringing', {
    access: 'writer',
    summary: 'The form for bringing bookmarks from a browser',
    response: T.Object({ most: T.Integer() }),
    async handle(ctx) {
      mustStart(ctx)
      return page({ most: MOST }, () => bringPage(ctx, MOST))
    },
  }),

  post(path, {
    access: 'writer',
    summary: 'Bring bookmarks from a browser: those that are here already stay as they are',
    files: true,
    response: T.Object({ added: T.Integer(), there: T.Integer(), refused: T.Array(T.String()) }),
    async handle(ctx, { files }) {
      mustStart(ctx)
      if (await newcomerIn(ctx)) throw invalid('file', 'not-yet-known')
      const report = await brought(ctx, bookmarksIn(await textOf(ctx, files[0]), MOST))
      return page(report, () => broughtPage(ctx, report))
    },
    form: async (ctx, again) => bringPage(ctx, MOST, again),
  }),
]

/** All links of the space in the asking person's name, batch by batch: only one batch is in memory, and no transaction stays open. */
async function* linksOut(ctx: Request): AsyncGenerator<Bookmark> {
  const { site } = ctx
  const { id: spaceId, slug } = spaceOf(ctx)
  const personId = meOf(ctx).id
  for (let after = 0, left = MOST_OUT; left > 0; left -= BATCH) {
    const rows = await asPerson(
      site.database.app,
      personId,
      slug,
      (sql) => sql<(Bookmark & { id: number })[]>`
        select i.id, l.address, i.title, l.note, i.tags, i.created_at from link l join item i on i.id = l.item_id
        where l.space_id = ${spaceId} and i.removed_at is null and i.id > ${after} order by i.id limit ${BATCH}`,
    )
    yield* rows
    if (rows.length < BATCH) return
    after = rows.at(-1)!.id
  }
}

export interface Report {
  added: number
  there: number
  refused: string[]
}

async function brought(ctx: Request, bookmarks: ReturnType<typeof bookmarksIn>): Promise<Report> {
  if (!bookmarks.length) throw invalid('file', 'no-bookmarks')
  const report: Report = { added: 0, there: 0, refused: [] }
  await holdAddresses(
    ctx,
    bookmarks.map(({ address }) => address),
  )
  for (const one of bookmarks) {
    if (await linkAt(ctx, one.address)) report.there++
    else
      await keepLink(ctx, { ...one, lang: spaceOf(ctx).lang, kind: 'website', licence: '' }).then(
        () => report.added++,
        (error: unknown) => {
          // An address that is none leaves nothing behind: the others are kept.
          if (!(error instanceof Invalid)) throw error
          report.refused.push(one.address.slice(0, 200))
        },
      )
  }
  return report
}

async function textOf(ctx: Request, file: Upload | undefined): Promise<string> {
  if (!file || file.bytes > LONGEST_FILE) throw invalid('file', 'no-bookmarks')
  const chunks: Buffer[] = []
  for await (const chunk of ctx.site.blobs.read(file.hash)) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}
