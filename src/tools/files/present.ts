import { Type as T } from '@sinclair/typebox'
import { presentAspects } from '../../spine/items/aspects.ts'
import { LinkedSchema } from '../../spine/items/linked-schema.ts'
import { inUse, presentLinked } from '../../spine/items/links.ts'
import { type MessageRow, MessageSchema } from '../../spine/messages/read.ts'
import { cardOf, PersonSchema } from '../../spine/people/cards.ts'
import { type Ctx, spaceOf } from '../../spine/request/ctx.ts'
import { nullable } from '../../spine/request/schemas.ts'
import { urlOf } from './entries.ts'
import type { EntryRow } from './file-row.ts'
import type { Use } from './keeping.ts'
import type { Listed } from './list.ts'
import type { Seen } from './previews/seen.ts'
import type { Gone } from './trash.ts'
import type { Version } from './versions.ts'

const StepSchema = T.Object({ id: T.Integer(), url: T.String(), name: T.String(), lang: T.String() })

export const ListedSchema = T.Object({
  id: T.Integer(),
  url: T.String(),
  kind: T.String(),
  name: T.String(),
  lang: T.String(),
  tags: T.Array(T.String()),
  /** Null of a folder, as all that follows until `count`. */
  type: nullable(T.String()),
  bytes: nullable(T.Integer()),
  version: nullable(T.Integer()),
  content: nullable(T.String()),
  thumb: nullable(T.String()),
  /** How many things stand in a folder. */
  count: nullable(T.Integer()),
  changedAt: T.String(),
  by: PersonSchema,
  messageCount: T.Integer(),
  folder: nullable(StepSchema),
})

const UseSchema = T.Object({ bytes: T.Integer(), most: nullable(T.Integer()) })

/** A folder, or the top, where `id` is null. */
export const FolderSchema = T.Object({
  id: nullable(T.Integer()),
  kind: T.String(),
  url: T.String(),
  name: nullable(T.String()),
  /** The folders above it, the uppermost first. */
  way: T.Array(StepSchema),
  entries: T.Array(ListedSchema),
  next: nullable(T.String()),
  use: UseSchema,
})

const PictureSchema = T.Object({
  page: T.Integer(),
  size: T.String(),
  url: T.String(),
  width: T.Integer(),
  height: T.Integer(),
})

export const FileSchema = T.Object({
  id: T.Integer(),
  kind: T.String(),
  url: T.String(),
  name: T.String(),
  way: T.Array(StepSchema),
  lang: T.String(),
  tags: T.Array(T.String()),
  type: T.String(),
  bytes: T.Integer(),
  /** Where its bytes are. */
  content: T.String(),
  version: T.Integer(),
  versions: T.Integer(),
  why: T.String(),
  keepsPlace: T.Boolean(),
  changedAt: T.String(),
  by: PersonSchema,
  /** The number to send with a change of what is said of it. */
  facts: T.Integer(),
  description: T.String(),
  html: T.String(),
  licence: T.String(),
  author: T.String(),
  madeOn: T.String(),
  /** waiting · made · none: nothing to see · failed: why, stands in `trouble` */
  preview: T.String(),
  trouble: nullable(T.String()),
  /** The beginning of what it says, and whether it says more. */
  words: nullable(T.String()),
  more: T.Boolean(),
  /** Of a film. */
  captions: T.Array(T.Object({ url: T.String(), name: T.String(), lang: T.String() })),
  width: nullable(T.Integer()),
  height: nullable(T.Integer()),
  /** Of a document. */
  pageCount: nullable(T.Integer()),
  seconds: nullable(T.Number()),
  pictures: T.Array(PictureSchema),
  leadingHere: T.Array(LinkedSchema),
  broughtBy: PersonSchema,
  createdAt: T.String(),
  level: T.String(),
  closure: nullable(T.Object({ by: T.String(), reason: T.String() })),
  messageCount: T.Integer(),
  messages: T.Array(MessageSchema),
  previous: nullable(T.String()),
  next: nullable(T.String()),
})

export const VersionSchema = T.Object({
  number: T.Integer(),
  current: T.Boolean(),
  name: T.String(),
  type: T.String(),
  bytes: T.Integer(),
  content: T.String(),
  why: T.String(),
  at: T.String(),
  by: PersonSchema,
})

export const GoneSchema = T.Object({
  id: T.Integer(),
  kind: T.String(),
  name: T.String(),
  lang: T.String(),
  bytes: T.Integer(),
  count: T.Integer(),
  at: T.String(),
  by: PersonSchema,
})

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
