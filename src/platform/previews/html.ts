import type { Readable } from 'node:stream'
import { Parser } from 'htmlparser2'
import { NothingToShow } from './preview.ts'
import type { Words } from './words.ts'

/** What is between these is for programs. */
const UNSAID = new Set(['script', 'style', 'noscript', 'template', 'svg', 'object', 'iframe'])
const LINES = new Set(
  'address article aside blockquote br dd div dl dt figcaption footer h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tr ul title'.split(
    ' ',
  ),
)
const DEEPEST = 2_000

/** The words of a page, added to others. Nothing in it is run or fetched. @throws NothingToShow for one that lies too deep */
export async function readHtml(stream: Readable | Iterable<string>, words: Words): Promise<void> {
  let unsaid = 0
  let depth = 0
  const parser = new Parser({
    onopentag(name) {
      if (++depth > DEEPEST) throw new NothingToShow('too-large')
      if (UNSAID.has(name)) unsaid++
    },
    ontext: (text) => void (unsaid || words.add(text)),
    onclosetag(name) {
      depth--
      if (UNSAID.has(name)) unsaid--
      if (LINES.has(name)) words.add('\n')
      else if (name === 'td' || name === 'th') words.add(' ')
    },
  })
  const decoder = new TextDecoder()
  for await (const chunk of stream) {
    parser.write(typeof chunk === 'string' ? chunk : decoder.decode(chunk as Buffer, { stream: true }))
    if (words.enough()) return
  }
  parser.end()
}
