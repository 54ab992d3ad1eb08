import { Readable } from 'node:stream'
import yazl from 'yazl'
import type { Sql } from '../../../platform/database/connect.ts'
import { siteAddress } from '../../../spine/people/mailing.ts'
import { type Ctx, meOf, spaceOf } from '../../../spine/request/ctx.ts'
import type { Site } from '../../../spine/request/site.ts'
import { asPerson } from '../../../spine/request/transaction.ts'
import { frontMatter } from '../carried/front-matter.ts'
import { type Kept, type KeptFile, keptFiles, keptNames, keptPages } from './contents.ts'
import { fileName, Names, pathsOf } from './names.ts'
import { type Folder, filesIn, portableText } from './portable.ts'
import { readme } from './readme.ts'

/** How many texts are fetched at once: none but these are in memory. */
const BATCH = 50

/**
 * All pages of the space as a folder of Markdown in a ZIP archive, written while it is fetched: the texts are read in the
 * asking person's name, batch by batch, so that no transaction stays open meanwhile; where they may not read any more, it
 * breaks off.
 */
export async function archiveOf(ctx: Ctx): Promise<Readable> {
  const { sql, site } = ctx
  const space = spaceOf(ctx)
  const [pages, files, names] = await Promise.all([
    keptPages(sql, space.id),
    keptFiles(sql, space.id),
    keptNames(sql, space.id),
  ])
  const paths = pathsOf(pages)
  const folder: Folder = {
    slug: space.slug,
    site: siteAddress(site),
    pages: new Map(pages.map(({ id, title }) => [id, { path: paths.get(id)!, title }])),
    byTitle: new Map(names.map(({ key, itemId }) => [key, itemId])),
    files: filePaths(files),
  }
  const zip = new yazl.ZipFile()
  // Asked for twice, it is the same as long as nothing has changed.
  const last = new Date(
    Math.max(0, ...pages.map(({ changedAt }) => changedAt.getTime())) || Date.parse(space.createdAt),
  )
  zip.addBuffer(Buffer.from(readme(ctx, pages, folder)), 'README.md', { mtime: last })
  const texts = textsOf(site, meOf(ctx).id, space.slug, pages)
  const order = new Map<number | null, number>()
  for (const page of pages) {
    const place = (order.get(page.parentId) ?? 0) + 1
    order.set(page.parentId, place)
    lazily(zip, paths.get(page.id)!, page.changedAt, async () => [fileOf(page, place, await texts(page.id), folder)])
  }
  const there = await Promise.all(files.map(({ blob }) => site.blobs.has(blob)))
  for (const [i, file] of files.entries())
    if (there[i]) lazily(zip, folder.files.get(file.id)!, last, async () => site.blobs.read(file.blob), false)
  zip.end()
  return zip.outputStream as Readable
}

function filePaths(files: KeptFile[]): Map<number, string> {
  const names = new Names()
  return new Map(
    files.map(({ id, name }) => {
      const extension = /\.[A-Za-z0-9]{1,8}$/.exec(name)?.[0] ?? ''
      return [id, `files/${names.take(fileName(name.slice(0, name.length - extension.length)), extension)}`]
    }),
  )
}

/** A page as a file: what is known of it above, its text below. */
function fileOf(page: Kept, place: number, text: string, folder: Folder): string {
  const path = folder.pages.get(page.id)!.path
  const original = page.originalId === null ? undefined : folder.pages.get(page.originalId)
  const head = frontMatter({
    title: page.title,
    id: page.id,
    url: `${folder.site}/c/${folder.slug}/pages/${page.id}`,
    lang: page.lang,
    tags: page.tags,
    aliases: path.endsWith(`${page.title}.md`) ? page.names : [page.title, ...page.names],
    kind: page.template === 'plain' ? null : page.template,
    state: page.state,
    review: page.reviewOn,
    keeper: page.steward,
    own: page.own,
    original: original?.path,
    order: place,
    authors: page.authors,
    created: page.createdAt.toISOString(),
    changed: page.changedAt.toISOString(),
    licence: page.licence,
    files: filesIn(text, folder).map((id) => `${id} ${folder.files.get(id)}`),
  })
  return `${head}${portableText(text, path, folder)}\n`
}

/** Gives the text of one page after the other, fetched in batches. */
function textsOf(site: Site, personId: number, slug: string, pages: Kept[]): (id: number) => Promise<string> {
  const at = new Map(pages.map(({ id }, index) => [id, index]))
  let batch = new Map<number, string>()
  return async (id) => {
    if (!batch.has(id)) {
      const ids = pages.slice(at.get(id)!, at.get(id)! + BATCH).map((page) => page.id)
      const rows = await asPerson(site.database.app, personId, slug, (sql) => fetched(sql, ids))
      // Taken away since: there is a file all the same, with what is known of it.
      batch = new Map(ids.map((one) => [one, rows.find((row) => row.id === one)?.text ?? '']))
    }
    const text = batch.get(id)!
    batch.delete(id)
    return text
  }
}

function fetched(sql: Sql, ids: number[]) {
  return sql<{ id: number; text: string }[]>`
    select p.item_id id, p.text from page p join item i on i.id = p.item_id and i.removed_at is null where p.item_id = any(${ids})`
}

function lazily(
  zip: yazl.ZipFile,
  path: string,
  mtime: Date,
  open: () => Promise<Iterable<string> | Readable>,
  compress = true,
): void {
  zip.addReadStreamLazy(path, { compress, mtime }, (give) => {
    open().then(
      (parts) => {
        const stream = Readable.from(parts, { objectMode: false })
        stream.on('error', (error) => zip.outputStream.emit('error', error))
        give(null, stream)
      },
      (error) => zip.outputStream.emit('error', error),
    )
  })
}
