import { presentAspects } from '../../spine/items/aspects.ts'
import { inUse, presentLinked } from '../../spine/items/links.ts'
import type { MessageRow } from '../../spine/messages/read.ts'
import { cardOf } from '../../spine/people/cards.ts'
import { type Ctx, spaceOf } from '../../spine/request/ctx.ts'
import { urlOf } from './entries.ts'
import type { EntryRow } from './file-row.ts'
import type { Use } from './keeping.ts'
import type { Listed } from './list.ts'
import type { Seen } from './previews/seen.ts'
import type { Gone } from './trash.ts'
import type { Version } from './versions.ts'

/** Where the bytes of a file are, under its own name. */
function contentUrl(url: string, name: string): string {
  return `${url}/content/${encodeURIComponent(name)}`
}

function stepOf(slug: string, { id, name, lang }: { id: number; name: string; lang: string }) {
  return { id, url: urlOf(slug, id, name), name, lang }
}

export type ShownListed = ReturnType<typeof presentListed>

/** @param saves whether pictures come only when they are asked for */
export function presentListed(ctx: Ctx, row: Listed, saves: boolean) {
  const { slug } = spaceOf(ctx)
  const url = urlOf(slug, row.id, row.name)
  const isFile = row.kind === 'file'
  return {
    id: row.id,
    url,
    kind: row.kind,
    name: row.name,
    lang: row.lang,
    tags: row.tags,
    type: row.type,
    bytes: isFile ? row.bytes : null,
    version: row.version,
    content: isFile ? contentUrl(url, row.name) : null,
    thumb: row.thumb && !saves ? `/c/${slug}/files/${row.id}/pictures/1/thumb?v=${row.version}` : null,
    count: isFile ? null : row.count,
    changedAt: row.changedAt.toISOString(),
    by: cardOf(row.by),
    messageCount: row.messageCount,
    folder: row.folder && stepOf(slug, row.folder),
  }
}

export type ShownFolder = ReturnType<typeof presentFolder>

/** A folder with a page of what stands in it. @param row nothing for the top */
export function presentFolder(
  ctx: Ctx,
  row: EntryRow | null,
  { entries, next, use, saves }: { entries: Listed[]; next: string | null; use: Use; saves: boolean },
) {
  const { slug } = spaceOf(ctx)
  return {
    id: row?.id ?? null,
    kind: 'folder',
    url: row ? urlOf(slug, row.id, row.name) : `/c/${slug}/files`,
    name: row?.name ?? null,
    lang: row?.lang ?? null,
    way: (row?.way ?? []).map((step) => stepOf(slug, step)),
    level: row?.level ?? null,
    entries: entries.map((one) => presentListed(ctx, one, saves)),
    next,
    use,
  }
}

export type ShownFile = ReturnType<typeof presentFile>

/** A file with what was said about it. */
export function presentFile(
  ctx: Ctx,
  row: EntryRow & { file: NonNullable<EntryRow['file']> },
  rows: MessageRow[],
  which: number,
  seen: Seen & { saves: boolean },
) {
  const { slug } = spaceOf(ctx)
  const url = urlOf(slug, row.id, row.name)
  const { by, pictures, at, blob, pages: pageCount, ...file } = row.file
  const aspects = presentAspects(ctx, row, { url, rows, which })
  return {
    ...aspects,
    ...file,
    ...seen,
    captions: seen.captions.map(({ id, name, lang }) => ({ url: contentUrl(urlOf(slug, id, name), name), name, lang })),
    id: row.id,
    kind: 'file',
    url,
    name: row.name,
    folderId: row.folderId,
    way: row.way.map((step) => stepOf(slug, step)),
    lang: row.lang,
    tags: row.tags,
    bytes: row.bytes,
    content: contentUrl(url, row.name),
    changedAt: row.changedAt.toISOString(),
    by: cardOf(by),
    leadingHere: inUse(ctx.site, row.leading).map((one) => presentLinked(ctx.site, one)),
    broughtBy: aspects.author,
    /** Whose work it is, as it is written. */
    author: row.file.author,
    blob,
    pageCount,
    pictures: pictures.map(({ page, size, width, height, bytes }) => ({
      page,
      size,
      width,
      height,
      bytes,
      url: `${url}/pictures/${page}/${size}?v=${row.file.version}`,
    })),
  }
}

export function presentVersion(url: string, row: Version, current: number) {
  return {
    number: row.number,
    current: row.number === current,
    name: row.name,
    type: row.type,
    bytes: row.bytes,
    content: `${url}/versions/${row.number}/content/${encodeURIComponent(row.name)}`,
    why: row.why,
    at: row.at.toISOString(),
    by: cardOf(row.by),
  }
}
export type ShownVersion = ReturnType<typeof presentVersion>

export function presentGone({ by, at, ...row }: Gone) {
  return { ...row, at: at.toISOString(), by: cardOf(by) }
}
export type ShownGone = ReturnType<typeof presentGone>
