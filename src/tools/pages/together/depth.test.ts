import { describe, expect, it } from 'vitest'
import { applyUpdate, Doc, encodeStateAsUpdate, XmlElement, type XmlFragment, XmlText } from 'yjs'
import { Ear, quiet } from '../../../../test/live/ear.ts'
import { testSite } from '../../../../test/site.ts'
import { fits } from '../../../spine/sharing/updates.ts'

const world = await testSite()
const peer = await world.peer()
const addresses = [await world.listen(), await peer.listen()] as const
const ada = await world.person('Ada Umeh')
const luc = await world.person('Luc Marchetti')
const river = await world.community(ada)
await world.join(river, luc)
await world.owner`update space set tools = tools || '{pages}' where id = ${river.id}`

/** A shared text, as one has it who means ill: a document, and what each change of it says. */
async function begun() {
  const path: string = (await ada.post(`${river.path}/pages`, { title: 'Jars', text: 'First.' })).json().url
  const { text, update } = (await luc.post(`${path}/writing`)).json() as { text: number; update: string }
  const doc = new Doc()
  applyUpdate(doc, Buffer.from(update, 'base64'))
  const seed = Buffer.from(update, 'base64')
  return { path, text, doc, seed, root: doc.getXmlFragment('text') }
}

/** Puts so many within each other. @returns the innermost, and what is said of it */
function dig(doc: Doc, outer: XmlFragment, steps: number): { inner: XmlFragment; said: Uint8Array } {
  let said: Uint8Array = new Uint8Array()
  let inner = outer
  doc.once('update', (update: Uint8Array) => (said = update))
  doc.transact(() => {
    for (let i = 0; i < steps; i++) {
      const next = new XmlElement('blockquote')
      inner.insert(0, [next])
      inner = next
    }
  })
  return { inner, said }
}

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')
const numberOf = async (path: string) => (await ada.json(`${path}/writing`)).json().number as number

describe('a shared text that somebody makes deeper than any page', () => {
  it('is refused before it is logged, by HTTP and on the line, and the others write on', async () => {
    const { path, text, doc, root } = await begun()
    const { said } = dig(doc, root, 10_000)
    const answer = await luc.post(`${path}/writing/updates`, { text, data: base64(said) })
    expect([answer.statusCode, answer.json().errors?.data !== undefined]).toEqual([422, true])
    const ear = await Ear.open(addresses[0], luc)
    ear.say({ share: { text, after: 1 } })
    await ear.until(({ shared }) => shared?.line !== undefined)
    const less = new Doc()
    applyUpdate(less, Buffer.from((await luc.json(`${path}/writing`)).json().update, 'base64'))
    ear.say({ write: { text, id: 7, data: base64(dig(less, less.getXmlFragment('text'), 300).said) } })
    await ear.until(({ shared }) => shared?.refused === 7)
    expect(await numberOf(path)).toBe(1)
    const fresh = new Doc()
    applyUpdate(fresh, Buffer.from((await ada.json(`${path}/writing`)).json().update, 'base64'))
    const page = dig(fresh, fresh.getXmlFragment('text'), 30).said
    ear.say({ write: { text, id: 8, data: base64(page) } })
    await ear.until(({ shared }) => shared?.number === 2)
    expect((await ada.get(`${path}/writing`)).statusCode).toBe(200)
  })

  it('is refused by pieces too, at whichever process they are said', async () => {
    const { path, text, doc, root } = await begun()
    const ears = await Promise.all(addresses.map((address) => Ear.open(address, luc)))
    for (const ear of ears) {
      ear.say({ share: { text, after: 1 } })
      await ear.until(({ shared }) => shared?.line !== undefined)
    }
    let inner: XmlFragment = root
    for (let piece = 0; piece < 4; piece++) {
      const dug = dig(doc, inner, 20)
      inner = dug.inner
      const ear = ears[piece % 2]!
      ear.say({ write: { text, id: piece + 1, data: base64(dug.said) } })
      if (piece < 3) await ear.until(({ shared }) => (shared?.number ?? 0) >= piece + 2)
      else await ear.until(({ shared }) => shared?.refused === 4)
    }
    await quiet()
    expect(await numberOf(path), 'sixty deep, and no further').toBe(4)
    const data = base64(dig(doc, inner, 1).said)
    expect((await luc.post(`${path}/writing/updates`, { text, data })).statusCode).toBe(422)
    expect(world.mistakes).toEqual([])
  })

  it('is refused where it hides behind what stands beside it, what nobody has, and what was said before', async () => {
    const { seed, doc, root } = await begun()
    const log = [{ number: 1, data: seed }]
    // Each is put beside something within the one before: what is said names its neighbour, not what it lies in.
    let inner: XmlFragment = root
    for (let i = 0; i < 80; i++) {
      const beside = new XmlText('x')
      inner.insert(inner.length, [beside])
      const next = new XmlElement('blockquote')
      inner.insertAfter(beside, [next])
      inner = next
    }
    expect(await fits(log, encodeStateAsUpdate(doc))).toBe(false)
    const shallow = new Doc()
    shallow.clientID = 7
    shallow.getXmlFragment('text').insert(0, [new XmlText('nothing but a hundred letters or so'.repeat(4))])
    const deep = new Doc()
    deep.clientID = 7
    const { said } = dig(deep, deep.getXmlFragment('text'), 50)
    const both = [...log, { number: 2, data: encodeStateAsUpdate(shallow) }]
    expect(await fits(log, said)).toBe(true)
    expect(await fits(both, said), 'other things by names that are taken').toBe(false)
    const { inner: known } = dig(deep, deep.getXmlFragment('text'), 3)
    const gap = dig(deep, known, 3).said
    expect(await fits(log, gap), 'hangs on what nobody has').toBe(false)
    expect(await fits([...log, { number: 2, data: encodeStateAsUpdate(deep) }], gap), 'said twice').toBe(true)
  })

  it('is not brought in by the values of an attribute', async () => {
    const { seed, doc, root } = await begun()
    const nested = (depth: number) => {
      let value: unknown = 'x'
      for (let i = 0; i < depth; i++) value = [value]
      return value as string
    }
    for (const [depth, good] of [
      [2, true],
      [2_000, false],
    ] as const) {
      let said: Uint8Array = new Uint8Array()
      doc.once('update', (update: Uint8Array) => (said = update))
      ;(root.get(0) as XmlElement).setAttribute('level', nested(depth))
      expect(await fits([{ number: 1, data: seed }], said), String(depth)).toBe(good)
    }
  })
})
