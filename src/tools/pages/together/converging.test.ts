import fc from 'fast-check'
import { expect, it } from 'vitest'
import { initProseMirrorDoc, updateYFragment } from 'y-prosemirror'
import { applyUpdate, Doc } from 'yjs'
import { fits, packed } from '../../../spine/sharing/updates.ts'
import { carried, unpacked } from '../editor/carried.ts'
import { parseMarkdown } from '../editor/parse.ts'
import { schema } from '../editor/schema.ts'
import { baseOf, toMarkdown } from '../editor/serialise.ts'
import { markdownOf, seedOf } from './ydoc.ts'

const source = 'First *words* of [one][x].\n\n* star\n* bullets\n\nLast, with [[Jars]] and **[[Owls]]**.\n\n[x]: /one\n'

/** What one of three writers does, or what becomes of what was written. */
const deed = fc.record({
  who: fc.integer({ min: 0, max: 2 }),
  what: fc.constantFrom('word', 'block', 'gone', 'said', 'lost', 'twice', 'packed'),
  where: fc.nat(200),
})

/** Three documents that write into one log, by updates that are lost, said twice and heard late. */
async function three(deeds: { who: number; what: string; where: number }[]) {
  const log: Uint8Array[] = [await seedOf(source)]
  /** As the server logs it: what honest editors say is never refused, however late it comes. */
  const say = async (updates: Uint8Array[]) => {
    for (const update of updates) {
      const before = log.map((data, number) => ({ number, data }))
      expect(await fits(before, update), 'refused').toBe(true)
      log.push(update)
    }
  }
  const pens = [0, 1, 2].map(() => ({ doc: new Doc(), heard: 0, waiting: [] as Uint8Array[] }))
  const hear = (pen: (typeof pens)[number]) => {
    // What was packed may be heard again: that changes nothing.
    for (const update of log.slice(Math.min(pen.heard, log.length))) applyUpdate(pen.doc, update, 'others')
    pen.heard = log.length
  }
  for (const pen of pens) {
    hear(pen)
    pen.doc.on(
      'update',
      (update: Uint8Array, origin: unknown) => void (origin !== 'others' && pen.waiting.push(update)),
    )
  }
  for (const { who, what, where } of deeds) {
    const pen = pens[who]!
    if (what === 'said') await say(pen.waiting.splice(0))
    // An answer was lost: it is said again.
    else if (what === 'twice') await say(pen.waiting)
    else if (what === 'lost') hear(pen)
    else if (what === 'packed') {
      const whole = await packed(log.map((data, number) => ({ number, data })))
      log.splice(0, log.length, whole)
      for (const one of pens) one.heard = 0
    } else edit(pen.doc, what, where)
  }
  for (const pen of pens) await say(pen.waiting)
  for (const pen of pens) {
    pen.heard = 0
    hear(pen)
  }
  return { log, pens }
}

function edit(doc: Doc, what: string, where: number): void {
  const text = doc.getXmlFragment('text')
  const now = unpacked(initProseMirrorDoc(text, schema).doc)
  const blocks = [...now.children]
  const at = blocks.length ? where % blocks.length : 0
  const word = schema.node('paragraph', null, schema.text(`w${where}`))
  if (what === 'gone' && blocks.length > 1) blocks.splice(at, 1)
  else if (what === 'word' && blocks[at]?.type.name === 'paragraph')
    blocks[at] = blocks[at].copy(blocks[at].content.addToEnd(schema.text(` w${where}`)))
  else blocks.splice(at, 0, word)
  updateYFragment(doc, text, carried(schema.node('doc', null, blocks)), { mapping: new Map(), isOMark: new Map() })
}

it('three who write say the same in the end, whatever is lost, doubled or late', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { maxLength: 40 }), async (deeds) => {
      const { log, pens } = await three(deeds)
      const base = baseOf(source, parseMarkdown(source))
      const said = pens.map(({ doc }) =>
        toMarkdown(unpacked(initProseMirrorDoc(doc.getXmlFragment('text'), schema).doc), base),
      )
      expect(said[1]).toBe(said[0])
      expect(said[2]).toBe(said[0])
      expect(
        await markdownOf(
          log.map((data, number) => ({ number, data })),
          source,
        ),
      ).toBe(said[0])
    }),
    { numRuns: 60 },
  )
})

it('writes what nobody touched as it was', async () => {
  expect(await markdownOf([{ number: 1, data: await seedOf(source) }], source)).toBe(source)
})
