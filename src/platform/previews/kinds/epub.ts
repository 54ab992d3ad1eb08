import { readHtml } from '../html.ts'
import type { Packed } from '../packed.ts'
import { Words } from '../words.ts'

/** The words of a book, in the order in which its parts are called. */
export async function epubWords(packed: Packed): Promise<string> {
  const words = new Words()
  const parts = packed.names.filter((name) => /\.(xhtml|html?)$/i.test(name))
  for (const part of parts.sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))) {
    if (words.enough()) break
    await readHtml(await packed.stream(part), words)
    words.add('\n\n')
  }
  return words.toString()
}
