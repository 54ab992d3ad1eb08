import type { NodeType } from 'prosemirror-model'
import type { ContentType, Doc, Item, XmlElement, XmlFragment, XmlText } from 'yjs'
import { schema } from './schema.ts'

/** Deeper than this nothing is read: pages end long before. */
const DEEPEST = 40
/** Yjs forgets what one transaction deleted by calling itself for what lay within: so much at once, and no stack ends. */
const MOST_AT_ONCE = 500

/** What of Yjs is needed to look into a text: it comes when somebody writes. */
export interface Kinds {
  XmlElement: typeof XmlElement
  XmlText: typeof XmlText
}

/**
 * Keeps a shared text such as a page can be, whatever comes into it. Each update by itself: what was cut of one before is gone
 * from within, and a deletion of all of it that others send has no depth any more that would end a stack.
 */
export function keepPure(text: XmlFragment, kinds: Kinds): void {
  const known = new WeakSet<object>()
  text.observeDeep((_events, { changed, changedParentTypes }) => {
    for (const type of changed.keys()) known.delete(type)
    for (const type of changedParentTypes.keys()) known.delete(type)
    purify(text, kinds, known)
  })
  purify(text, kinds, known)
}

/**
 * Takes out of a shared text what no page can hold, whoever put it there: unknown nodes, nodes where none such may stand,
 * attributes of the wrong kind, things that are no letters. So the editors of all who write with them go on.
 * @param known what was looked at before and did not change since
 */
function purify(text: XmlFragment, kinds: Kinds, known: WeakSet<object>): void {
  const bad: Item[] = []
  look(text, schema.topNodeType, 0, { kinds, known, bad })
  const all = withInner(bad)
  const doc = text.doc as Doc
  while (all.length) {
    const last = all.splice(-MOST_AT_ONCE).reverse()
    doc.transact((transaction) => {
      for (const item of last) item.delete(transaction)
    }, 'purify')
  }
}

interface Search {
  kinds: Kinds
  known: WeakSet<object>
  bad: Item[]
}

/** @returns whether what stands in it, without what is bad, is enough for such a node */
function look(container: XmlFragment, type: NodeType, depth: number, search: Search): boolean {
  const { kinds, known, bad } = search
  if (known.has(container)) return true
  known.add(container)
  let match = type.contentMatch
  for (const item of itemsIn(container)) {
    const child: unknown = (item.content as ContentType).type
    const kind = child instanceof kinds.XmlText ? schema.nodes.text : typeOf(child, kinds)
    const next = kind && depth < DEEPEST ? match.matchType(kind) : null
    if (child instanceof kinds.XmlText && next) {
      if (!known.has(child)) letters(child, type, bad)
      known.add(child)
    } else if (!kind || !next || !look(child as XmlFragment, kind, depth + 1, search)) {
      bad.push(item)
      continue
    }
    match = next
  }
  return match.validEnd
}

/** What is there in a type of Yjs, by its own list: an item may hold what no method of it shows. */
function itemsIn(container: XmlFragment | XmlText): Item[] {
  const items: Item[] = []
  for (let item = container._start; item; item = item.right) if (!item.deleted && item.countable) items.push(item)
  return items
}

/** These, and all that lies within them, each before what it holds. However deep: nothing here calls itself. */
function withInner(items: Item[]): Item[] {
  const all = new Set(items)
  // What is added meanwhile is gone through too.
  for (const { content } of all) {
    const { type } = content as Partial<ContentType>
    if (!type) continue
    for (const item of itemsIn(type as XmlFragment)) all.add(item)
    for (const item of type._map.values()) if (!item.deleted) all.add(item)
  }
  return [...all]
}

function typeOf(child: unknown, kinds: Kinds): NodeType | undefined {
  return child instanceof kinds.XmlElement && fits(child) ? schema.nodes[child.nodeName as 'paragraph'] : undefined
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

/** Things that are no letters, and marks that there are not, or not there. */
function letters(text: XmlText, within: NodeType, bad: Item[]): void {
  for (const item of itemsIn(text)) if (!('str' in item.content)) bad.push(item)
  let at = 0
  for (const { insert, attributes } of text.toDelta() as { insert: unknown; attributes?: Record<string, unknown> }[]) {
    const length = typeof insert === 'string' ? insert.length : 1
    for (const [name, attrs] of Object.entries(attributes ?? {}))
      if (!isMark(name, attrs, within)) text.format(at, length, { [name]: null })
    at += length
  }
}

function isMark(name: string, attrs: unknown, within: NodeType): boolean {
  const type = schema.marks[name as 'em']
  if (!type || !within.allowsMarkType(type) || typeof attrs !== 'object' || attrs === null) return false
  try {
    schema.text('x', [type.create(attrs as Record<string, unknown>)]).check()
    return true
  } catch {
    return false
  }
}
