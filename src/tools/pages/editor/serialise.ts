import type { Node } from 'prosemirror-model'
import { isEmpty } from './empty.ts'
import { spellingOf } from './spelling.ts'
import { blockOf, blocksOf, labelOf, type Place } from './write-blocks.ts'

/** How a text was written that others write in too: nothing else is left of that where documents come by pieces. */
export interface Base {
  source: string
  definitions: string
  /** Its blocks in our own spelling, one after the other. */
  blocks: string[]
  spellings: ReadonlyMap<string, string>
}

/** A text as what comes of it is compared with. @param doc as it was read from the source */
export function baseOf(source: string, doc: Node): Base {
  const notes = notesOf(doc)
  const spellings = new Map<string, string>()
  const blocks: string[] = []
  doc.forEach((node) => {
    if (isEmpty(node, notes)) return
    const text = blockOf(node, { notes })
    if (!text && node.type.name === 'paragraph') return
    blocks.push(text)
    const spelling = spellingOf(node)
    if (spelling !== undefined && !spellings.has(text)) spellings.set(text, spelling)
  })
  return { source, definitions: doc.attrs.definitions, blocks, spellings }
}

/**
 * The document as Markdown. What nobody touched since it was read is written as it was.
 * @param base where nodes do not remember how they were written: what says the same as a block of this is written as that
 */
export function toMarkdown(doc: Node, base?: Base): string {
  const whole = spellingOf(doc)
  if (whole !== undefined) return whole
  const notes = notesOf(doc)
  const blocks = blocksOf(doc, notes, false, base?.spellings)
  if (base && blocks.length === base.blocks.length) {
    const same = base.blocks.every((text, i) => blocks[i] === (base.spellings.get(text) ?? text))
    if (same) return base.source
  }
  const definitions = doc.attrs.definitions || base?.definitions
  const all = [...blocks, ...(definitions ? [definitions] : [])]
  return all.length ? `${all.join('\n\n')}\n` : ''
}

function notesOf(doc: Node): Place['notes'] {
  const labels = new Set<string>()
  doc.forEach((node) => {
    if (node.type.name === 'footnote') labels.add(labelOf(node))
  })
  return { labels, key: [...labels].join(' ') }
}
