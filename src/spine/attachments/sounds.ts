import { invalid } from '../../platform/http/problems.ts'
import { usual } from '../../platform/previews/kind.ts'
import { lengthAndSize } from '../../platform/previews/length/length.ts'
import { withSource } from '../../platform/previews/source.ts'
import type { Site } from '../request/site.ts'

/** What is made for films and holds but a sound, as what browsers record does. */
const asSound: Record<string, string> = {
  'video/webm': 'audio/webm',
  'video/matroska': 'audio/webm',
  'video/mp4': 'audio/mp4',
}
/** Sounds that browsers play where they are. */
const played = /^audio\/(webm|ogg|mp4|mpeg|wav|flac)$/

/** Whether this is listened to where it is, by its type. */
export function isSound(type: string): boolean {
  return played.test(type)
}

/** What a sound or film is, told by what is in it, and how many seconds it takes; nothing for any other file. */
export async function soundIn(
  site: Site,
  hash: string,
  type: string,
): Promise<{ type: string; seconds?: number } | undefined> {
  const called = usual[type] ?? type
  if (!/^(audio|video)\//.test(called)) return undefined
  const { path, done } = await site.blobs.local(hash)
  try {
    const { seconds, width } = await withSource(path, '', (source) => lengthAndSize(source, called))
    const heard = seconds && !width ? asSound[called] : undefined
    return { type: heard ?? called, ...(seconds && { seconds }) }
  } finally {
    await done()
  }
}

/** Not everyone can hear it: what one hears is said in a word at least. @throws Invalid where nothing is written beside a sound */
export function needCaption(source: string, files: readonly { type: string }[]): void {
  if (files.some(({ type }) => isSound(type)) && !/[\p{L}\p{N}]/u.test(source)) throw invalid('text', 'sound-words')
}
