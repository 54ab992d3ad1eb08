import { expect, it } from 'vitest'
import { applyUpdate, Doc, encodeStateAsUpdate, mergeUpdates, XmlElement, type XmlFragment, XmlText } from 'yjs'
import { markdownOf, seedOf } from '../together/ydoc.ts'
import { keepPure } from './pure.ts'

/** A log: a text, and what somebody who means ill did to it. */
async function broken(ill: (text: XmlFragment) => void, markdown = 'First.') {
  const doc = new Doc()
  const seed = await seedOf(markdown)
  applyUpdate(doc, seed)
  let data: Uint8Array = new Uint8Array()
  doc.on('update', (update: Uint8Array) => (data = update))
  doc.transact(() => ill(doc.getXmlFragment('text')))
  return [
    { number: 1, data: seed },
    { number: 2, data },
  ]
}

function words(kind: string, said: string): XmlElement {
  const element = new XmlElement(kind)
  element.insert(0, [new XmlText(said)])
  return element
}

it('takes out what may not stand where it stands, and no more', async () => {
  const log = await broken((text) => {
    const list = new XmlElement('bulletList')
    const item = new XmlElement('listItem')
    item.insert(0, [words('paragraph', 'kept')])
    list.insert(0, [words('paragraph', 'lost'), item])
    const emptied = new XmlElement('bulletList')
    emptied.insert(0, [words('paragraph', 'lost')])
    const note = new XmlElement('callout')
    note.insert(0, [words('paragraph', 'lost')])
    const stray = ['listItem', 'row', 'cell', 'headCell', 'calloutTitle', 'hardBreak'].map(
      (kind) => new XmlElement(kind),
    )
    text.insert(text.length, [...stray, list, emptied, note, words('paragraph', 'Last.')])
  })
  expect(await markdownOf(log, 'First.')).toBe('First.\n\n- kept\n\nLast.\n')
})

it('cuts what is deeper than any page, however deep, in a document that forgets too', async () => {
  for (const kind of ['blockquote', 'script']) {
    const log = await broken((text) => {
      let outer: XmlElement | XmlFragment = text
      for (let i = 0; i < 10_000; i++) {
        const inner: XmlElement = new XmlElement(kind)
        outer.insert(outer.length, [inner])
        outer = inner
      }
    })
    expect(await markdownOf(log, 'First.'), kind).toBe('First.')
    const doc = new Doc()
    const text = doc.getXmlFragment('text')
    const cut: Uint8Array[] = []
    keepPure(text, { XmlElement, XmlText })
    doc.on('update', (update: Uint8Array, origin: unknown) => void (origin === 'purify' && cut.push(update)))
    for (const { data } of log) applyUpdate(doc, data)
    expect(text.length, kind).toBe(1)
    expect(encodeStateAsUpdate(doc).length).toBeLessThan(10_000)
    // Whoever cut it tells the others so, in one piece.
    const told = [...log, { number: 3, data: mergeUpdates(cut) }]
    expect(await markdownOf(told, 'First.'), kind).toBe('First.')
  }
})
