import type { Node } from 'prosemirror-model'
import type { Doc, XmlFragment } from 'yjs'
import type { Logged } from '../../../spine/sharing/updates.ts'
import { carried, unpacked } from '../editor/carried.ts'
import { parseMarkdown } from '../editor/parse.ts'
import { keepPure } from '../editor/pure.ts'
import { schema } from '../editor/schema.ts'
import { baseOf, toMarkdown } from '../editor/serialise.ts'

/** Under this name the text lies in a shared document. */
export const TEXT = 'text'

/** These libraries come when somebody writes: a site on which nobody does has no memory for them. */
async function libraries() {
  const [yjs, binding] = await Promise.all([import('yjs'), import('y-prosemirror')])
  return { ...yjs, ...binding }
}

/** What a shared document begins as. Made once, by the server: two beginnings would be two texts. */
export async function seedOf(markdown: string): Promise<Uint8Array> {
  const { Doc, encodeStateAsUpdate, prosemirrorToYXmlFragment } = await libraries()
  const doc = new Doc()
  prosemirrorToYXmlFragment(carried(parseMarkdown(markdown)), doc.getXmlFragment(TEXT))
  return encodeStateAsUpdate(doc)
}

/**
 * What a log says, in Markdown.
 * @param base how what nobody touched was written
 */
export async function markdownOf(rows: readonly Logged[], base: string): Promise<string> {
  const { doc, text } = await opened(rows)
  const written = await readFrom(text)
  doc.destroy()
  return toMarkdown(written, baseOf(base, parseMarkdown(base)))
}

/** The update that makes a log say what a Markdown text says, where it says something else. */
export async function changeTo(rows: readonly Logged[], markdown: string): Promise<Uint8Array> {
  const { createEmptyMeta, encodeStateAsUpdate, encodeStateVector, updateYFragment } = await changing()
  const { doc, text } = await opened(rows)
  const before = encodeStateVector(doc)
  updateYFragment(doc, text, carried(parseMarkdown(markdown)), createEmptyMeta())
  const change = encodeStateAsUpdate(doc, before)
  doc.destroy()
  return change
}

async function changing() {
  return { ...(await libraries()), createEmptyMeta: () => ({ mapping: new Map(), isOMark: new Map() }) }
}

async function opened(rows: readonly Logged[]): Promise<{ doc: Doc; text: XmlFragment }> {
  const { applyUpdate, Doc, XmlElement, XmlText } = await libraries()
  // It is gone in a moment: nothing of it has to be forgotten before.
  const doc = new Doc({ gc: false })
  const text = doc.getXmlFragment(TEXT)
  keepPure(text, { XmlElement, XmlText })
  for (const { data } of rows) applyUpdate(doc, data)
  return { doc, text }
}

async function readFrom(text: XmlFragment): Promise<Node> {
  const { yXmlFragmentToProseMirrorFragment } = await libraries()
  const said = yXmlFragmentToProseMirrorFragment(text, schema)
  // Two who each take out what the other left can leave nothing at all.
  return unpacked(schema.topNodeType.create(null, said.childCount ? said : schema.node('paragraph')))
}
