import { decoded } from '../decoded.ts'
import { readHtml } from '../html.ts'
import { type Facts, MOST_WORDS } from '../preview.ts'
import type { Source } from '../source.ts'
import { tidied, unchanged, Words } from '../words.ts'

/** A text's words: all of it that one may read, without what is there for programs. Lines of a table stay as they are. */
export async function readText(source: Source, type: string): Promise<Partial<Facts>> {
  const most = 4 * MOST_WORDS
  const text = (decoded(await source.part(0, most), source.bytes > most) ?? '').replace(/^\ufeff/, '')
  if (type === 'text/html') return { words: await said(text) }
  if (type === 'text/vtt' || type === 'application/x-subrip') return { words: tidied(spoken(text)) }
  return { words: unchanged(text) }
}

async function said(page: string): Promise<string> {
  const words = new Words()
  await readHtml([page], words)
  return words.toString()
}

/** What is said, without when. */
function spoken(captions: string): string {
  return captions
    .replace(/\r\n?/g, '\n')
    .split(/\n{2,}/)
    .filter((cue) => cue.includes('-->'))
    .map((cue) => cue.slice(cue.indexOf('\n', cue.indexOf('-->')) + 1).replace(/<[^>]*>/g, ''))
    .join('\n')
}
