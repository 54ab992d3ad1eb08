import { Type as T, type TSchema } from '@sinclair/typebox'
import { VoiceField } from '../messages/voice.ts'
import { type Ctx, spaceOf } from '../request/ctx.ts'
import type { Typed, Upload } from '../request/route.ts'
import { attach, describeFiles, type OwnFile, ownFiles, type Words } from './attachments.ts'

const Alt = T.String({ maxLength: 1000 })

/** Fields of everything that is written: text, language, files sent ahead, files sent along with their words, for whom it speaks. */
export const Writing = {
  text: T.Optional(T.String({ maxLength: 60_000 })),
  lang: T.Optional(T.String({ pattern: '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$' })),
  attachments: T.Optional(T.Array(T.Integer(), { maxItems: 20 })),
  alt: T.Optional(Alt),
  decorative: T.Optional(T.Boolean()),
  voice: VoiceField,
}

/** Words for files sent ahead, by their ids: `alt-12`, `decorative-12`. */
const byId: Record<string, TSchema> = { '^alt-\\d{1,15}$': Alt, '^decorative-\\d{1,15}$': T.Boolean() }

/** The body of a route that takes what someone wrote in the composer, and the fields of its own. */
export function writing<F extends Record<string, TSchema>>(fields: F) {
  return T.Object({ ...Writing, ...fields }, { patternProperties: byId })
}

interface Written {
  attachments?: number[]
  alt?: string
  decorative?: boolean
}

/**
 * The files of what was written: those sent ahead, and those that came along. What was typed beside them is kept.
 * @param messageId a message of one's own that is being changed
 * @returns their ids @throws Invalid for something that calls itself a picture and is none
 */
export async function filesOf(
  ctx: Ctx,
  body: Written,
  along: Upload[],
  messageId: number | null = null,
): Promise<number[]> {
  await describeFiles(ctx, wordsIn(body as Record<string, unknown>), messageId)
  const ids = [...(body.attachments ?? [])]
  for (const [upload, words] of withWords(along, body)) ids.push((await attach(ctx, upload, words)).id)
  return ids
}

/** One field of words stands in the form for the files that come along: they are those of the first picture. */
function withWords(along: Upload[], { alt, decorative }: Words): [Upload, Words][] {
  const first = along.find((upload) => upload.width) ?? along[0]
  return along.map((upload) => [upload, { alt: upload === first ? alt : undefined, decorative: isOn(decorative) }])
}

function wordsIn(body: Record<string, unknown>): Map<number, Words> {
  const words = new Map<number, Words>()
  for (const [name, value] of Object.entries(body)) {
    const [, field, id] = /^(alt|decorative)-(\d{1,15})$/.exec(name) ?? []
    if (!id) continue
    const one = words.get(Number(id)) ?? {}
    words.set(Number(id), field === 'alt' ? { ...one, alt: String(value) } : { ...one, decorative: isOn(value) })
  }
  return words
}

const isOn = (value: unknown) => value === true || value === 'true'

/** A file as the composer shows it. */
export interface AttachedFile extends OwnFile {
  url: string
}

/**
 * When what was written cannot be taken: its files once more, so that none has to be chosen again. Runs in the
 * transaction of the form that is shown again, which is kept.
 */
export async function filesAgain(
  ctx: Ctx,
  typed: Typed,
  along: Upload[],
  messageId: number | null = null,
): Promise<AttachedFile[]> {
  const ids = [typed.attachments ?? []].flat().map(Number).filter(Number.isSafeInteger).slice(0, 20)
  const readable = along.filter((upload) => !upload.unreadable)
  const { alt, decorative } = typed as Record<string, unknown>
  const words = { alt: typeof alt === 'string' ? alt : undefined, decorative: isOn(decorative) }
  const all = await filesOf(ctx, { ...typed, ...words, attachments: ids } as Written, readable, messageId)
  return shownFiles(ctx, await ownFiles(ctx, all, messageId))
}

export function shownFiles(ctx: Ctx, files: OwnFile[]): AttachedFile[] {
  return files.map((file) => ({ ...file, url: fileUrl(`/c/${spaceOf(ctx).slug}`, file) }))
}

/** Where a file is served. @param space address of its space */
export function fileUrl(space: string, file: { id: number; name: string }): string {
  return `${space}/attachments/${file.id}/${encodeURIComponent(file.name)}`
}
