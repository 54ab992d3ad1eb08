import { invalid } from '../../platform/http/problems.ts'
import { type Ctx, spaceOf } from '../request/ctx.ts'
import type { Upload } from '../request/route.ts'

/** A few minutes of film: fifty megabytes. */
const LARGEST = 50_000_000
const MOST_WORDS = 20_000
const LONGEST_CAPTIONS = 50_000

/** What browsers play where it is, by what `keepFiles` read in the bytes, and as what. */
const played: Record<string, string> = {
  'video/mp4': 'video/mp4',
  'video/quicktime': 'video/mp4',
  'video/webm': 'video/webm',
  'video/matroska': 'video/webm',
  'audio/webm': 'audio/webm',
  'audio/ogg': 'audio/ogg',
  'audio/opus': 'audio/ogg',
  'audio/mp4': 'audio/mp4',
  'audio/x-m4a': 'audio/mp4',
  'audio/mpeg': 'audio/mpeg',
  'audio/wav': 'audio/wav',
  'audio/vnd.wave': 'audio/wav',
}

/**
 * Keeps a film or recording in which the community introduces itself, with what is said in it; or, without a file, other
 * words to the one that is there.
 * @param said plain words, or captions as WebVTT: a film needs them
 * @throws Invalid for what is no recording, too large, without words, or a film without captions
 */
export async function keepIntroduction(ctx: Ctx, upload: Upload | undefined, said: string): Promise<void> {
  const space = spaceOf(ctx)
  const [there] = await ctx.sql<{ blob: string; type: string; bytes: number }[]>`
    select blob, type, bytes from introduction where space_id = ${space.id}`
  if (upload && upload.bytes > LARGEST) throw invalid('recording', 'introduction-too-large')
  const type = upload && played[upload.type.split(';')[0]!]
  if (upload && !type) throw invalid('recording', 'not-played', { name: upload.name })
  const it = upload ? { blob: upload.hash, type: type!, bytes: upload.bytes } : there
  if (!it) throw invalid('recording', 'needed')
  const { words, captions } = saidIn(said)
  // Not everyone can hear it, and not everyone can see it.
  if (!words) throw invalid('said', 'write-it-too')
  if (it.type.startsWith('video/') && !captions) throw invalid('said', 'film-captions')
  if (captions.length > LONGEST_CAPTIONS) throw invalid('said', 'too-long', { most: LONGEST_CAPTIONS })
  if (words.length > MOST_WORDS) throw invalid('said', 'too-long', { most: MOST_WORDS })
  await ctx.sql`
    insert into introduction (space_id, blob, type, bytes, words, captions)
    values (${space.id}, ${it.blob}, ${it.type}, ${it.bytes}, ${words}, ${captions})
    on conflict (space_id) do update set blob = excluded.blob, type = excluded.type, bytes = excluded.bytes, words = excluded.words,
      captions = excluded.captions, at = now()`
}

/** Takes the introduction away; the bytes go with the next sweep. */
export async function dropIntroduction(ctx: Ctx): Promise<void> {
  await ctx.sql`delete from introduction where space_id = ${spaceOf(ctx).id}`
}

/** What is said, as words to read; and the captions, where it was given as WebVTT with at least one cue. */
export function saidIn(text: string): { words: string; captions: string } {
  const plain = text
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .trim()
  if (!/^WEBVTT(\s|$)/.test(plain)) return { words: plain, captions: '' }
  const cues = plain
    .split(/\n{2,}/)
    .map((block) => block.split('\n'))
    .flatMap((lines) => {
      const at = lines.findIndex((line) => line.includes('-->'))
      return at < 0
        ? []
        : [
            lines
              .slice(at + 1)
              .join(' ')
              .replace(/<[^>]*>/g, '')
              .trim(),
          ]
    })
    .filter(Boolean)
  return { words: cues.join('\n'), captions: cues.length ? `${plain}\n` : '' }
}

/** The text of captions that came as a file. @throws Invalid for what is too long */
export async function captionsIn(ctx: Ctx, upload: Upload): Promise<string> {
  if (upload.bytes > LONGEST_CAPTIONS) throw invalid('captions', 'too-long', { most: LONGEST_CAPTIONS })
  return (await ctx.site.blobs.bytes(upload.hash)).toString('utf8').replaceAll('\u0000', '')
}
