import type { Doc, XmlElement, XmlFragment, XmlText } from 'yjs'
import { schema } from './schema.ts'

/** Deeper than this nothing is read: pages end long before. */
const DEEPEST = 40

/** What of Yjs is needed to look into a text: it comes when somebody writes. */
export interface Kinds {
  XmlElement: typeof XmlElement
  XmlText: typeof XmlText
}

/**
 * Takes out of a shared text what no page can hold, whoever put it there: unknown nodes, attributes of the wrong kind, things
 * that are no letters. So the editors of all who write with them go on.
 * @param known what was looked at before and did not change since
 */
export function purify(text: XmlFragment, kinds: Kinds, known: WeakSet<object> = new WeakSet()): void {
  const bad: [XmlFragment, number][] = []
  look(text, kinds, known, 0, bad)
  if (!bad.length) return
  const doc = text.doc as Doc
  doc.transact(() => {
    // From behind, so that places before stay what they are.
    for (const [within, at] of bad.reverse()) within.delete(at, 1)
  }, 'purify')
}

function look(
  container: XmlFragment,
  kinds: Kinds,
  known: WeakSet<object>,
  depth: number,
  bad: [XmlFragment, number][],
): void {
  if (known.has(container)) return
  known.add(container)
  container.toArray().forEach((child, i) => {
    if (child instanceof kinds.XmlText) {
      if (depth === 0) bad.push([container, i])
      else if (!known.has(child)) {
        known.add(child)
        letters(child, bad as unknown as [XmlText, number][])
      }
    } else if (!(child instanceof kinds.XmlElement) || depth >= DEEPEST || !fits(child)) bad.push([container, i])
    else look(child as unknown as XmlFragment, kinds, known, depth + 1, bad)
  })
}

function fits(element: XmlElement): boolean {
  const type = schema.nodes[element.nodeName as 'paragraph']
  if (!type || type === schema.topNodeType || type.isText) return false
  try {
    type.createAndFill(element.getAttributes())!.check()
    return true
  } catch {
    return false
  }
}

/** Things that are no letters, and marks that there are not. */
function letters(text: XmlText, bad: [XmlText, number][]): void {
  let at = 0
  for (const { insert, attributes } of text.toDelta() as { insert: unknown; attributes?: Record<string, unknown> }[]) {
    const length = typeof insert === 'string' ? insert.length : 1
    if (typeof insert !== 'string') bad.push([text, at])
    for (const [name, attrs] of Object.entries(attributes ?? {}))
      if (!isMark(name, attrs)) text.format(at, length, { [name]: null })
    at += length
  }
}

function isMark(name: string, attrs: unknown): boolean {
  const type = schema.marks[name as 'em']
  if (!type || typeof attrs !== 'object' || attrs === null) return false
  try {
    schema.text('x', [type.create(attrs as Record<string, unknown>)]).check()
    return true
  } catch {
    return false
  }
}
