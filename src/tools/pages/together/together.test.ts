import { describe, expect, it } from 'vitest'
import { applyUpdate, Doc, encodeStateAsUpdate, XmlElement, XmlText } from 'yjs'
import { Ear, quiet } from '../../../../test/live/ear.ts'
import { type Person, testSite } from '../../../../test/site.ts'
import { packShared } from '../../../spine/sharing/shared.ts'
import { markdownOf } from './ydoc.ts'

const world = await testSite()
const peer = await world.peer()
const addresses = [await world.listen(), await peer.listen()] as const
const ada = await world.person('Ada Umeh')
const luc = await world.person('Luc Marchetti')
const rosa = await world.person('Rosa Lind')
const noor = await world.person('Noor Haddad')
const river = await world.community(ada)
await world.join(river, luc)
await world.join(river, rosa, 'guest', { until: new Date(Date.now() + 86_400_000) })
await world.owner`update space set tools = tools || '{pages}' where id = ${river.id}`

async function write(text = 'First.\n\nSecond.', by: Person = ada): Promise<string> {
  return (await by.post(`${river.path}/pages`, { title: 'Jars', text })).json().url
}

interface State {
  text: number
  number: number
  version: number
  update: string
  base: string
  unsaved: boolean
  hands: { person: { name: string } }[]
}

/** Somebody at a shared text: a document, and a line. */
class Pen {
  readonly doc = new Doc()
  private ids = 0
  private line = ''
  read = 0

  private constructor(
    readonly person: Person,
    readonly path: string,
    readonly state: State,
    readonly ear: Ear,
  ) {
    applyUpdate(this.doc, Buffer.from(state.update, 'base64'), 'others')
  }

  static async at(person: Person, path: string, address: string = addresses[0]): Promise<Pen> {
    const answer = await person.post(`${path}/writing`)
    if (answer.statusCode !== 200) throw new Error(answer.body)
    const state = answer.json() as State
    const pen = new Pen(person, path, state, await Ear.open(address, person))
    pen.ear.say({ share: { text: state.text, after: state.number } })
    pen.line = (await pen.ear.until((heard) => heard.shared?.line !== undefined)).shared!.line!
    return pen
  }

  /** Writes at the end of the first block. @returns what is said to the server */
  type(words: string): string {
    let update = ''
    const take = (bytes: Uint8Array) => (update = Buffer.from(bytes).toString('base64'))
    this.doc.once('update', take)
    const text = (this.doc.getXmlFragment('text').get(0) as XmlElement).get(0) as XmlText
    text.insert(text.length, words)
    return update
  }

  async say(words: string): Promise<void> {
    const id = ++this.ids
    this.ear.say({ write: { text: this.state.text, id, data: this.type(words), at: '' } })
    await this.ear.until(
      ({ shared }) => shared?.updates?.some(([, line, own]) => line === this.line && own === id) ?? false,
    )
  }

  get words(): string {
    for (const { shared } of this.ear.heard.slice(this.read))
      for (const [, , , data] of shared?.updates ?? []) applyUpdate(this.doc, Buffer.from(data, 'base64'), 'others')
    this.read = this.ear.heard.length
    return ((this.doc.getXmlFragment('text').get(0) as XmlElement).get(0) as XmlText).toString()
  }
}

const textOf = async (path: string) => (await ada.json(path)).json().text as string
/** What the shared text of a page says. */
async function writtenIn(path: string): Promise<string> {
  const { text, base } = await stateOf(path)
  const rows = await world.owner<{ number: number; data: Uint8Array }[]>`
    select number, data from shared_update where text_id = ${text} order by number`
  return (await markdownOf(rows, base)).trim()
}
const stateOf = async (path: string) => (await ada.json(`${path}/writing`)).json() as State

describe('writing together', () => {
  it('begins once, and tells each what the others write, at another process too, after it is kept', async () => {
    const path = await write()
    const [one, two] = [await Pen.at(ada, path), await Pen.at(luc, path, addresses[1])]
    expect(two.state.text).toBe(one.state.text)
    await one.say(' Ada.')
    await expect.poll(() => two.words).toBe('First. Ada.')
    await two.say(' Luc.')
    await expect.poll(() => one.words).toBe('First. Ada. Luc.')
    const state = await stateOf(path)
    expect([state.unsaved, state.number]).toEqual([true, 3])
    expect(state.hands.map(({ person }) => person.name).sort()).toEqual(['Ada Umeh', 'Luc Marchetti'])
    expect(await textOf(path), 'nothing is saved yet').toBe('First.\n\nSecond.')
  })

  it('is for who may change the page, and for nobody else', async () => {
    const path = await write()
    const pen = await Pen.at(ada, path)
    expect((await rosa.post(`${path}/writing`)).statusCode).toBe(403)
    expect((await noor.post(`${path}/writing`)).statusCode).toBe(404)
    expect((await world.nobody.post(`${path}/writing`)).statusCode).toBe(404)
    for (const who of [rosa, noor]) {
      const ear = await Ear.open(addresses[0], who)
      ear.say({ share: { text: pen.state.text, after: 0 } })
      expect((await ear.until(({ shared }) => shared !== undefined)).shared).toEqual({
        text: pen.state.text,
        gone: true,
      })
      ear.say({ write: { text: pen.state.text, id: 1, data: pen.type(' x') } })
      await quiet()
      expect(ear.heard.filter(({ shared }) => shared?.updates)).toEqual([])
    }
    expect((await stateOf(path)).number).toBe(1)
    await pen.say(' Ada.')
    expect((await stateOf(path)).number).toBe(2)
  })

  it('ends in the middle of a sentence for who leaves, and when the space closes', async () => {
    const path = await write()
    const [one, two] = [await Pen.at(ada, path), await Pen.at(luc, path)]
    await two.say(' Luc.')
    await expect.poll(() => one.words).toBe('First. Luc.')
    await world.owner`update membership set ended_at = now() where person_id = ${luc.id} and space_id = ${river.id}`
    two.ear.say({ write: { text: two.state.text, id: 9, data: two.type(' Too late.') } })
    await two.ear.until(({ shared }) => shared?.gone === true)
    await one.say(' Ada.')
    await quiet()
    expect(two.words, 'nothing more is told').not.toContain('Ada')
    expect(one.words).toBe('First. Luc. Ada.')
    await world.owner`update membership set ended_at = null where person_id = ${luc.id} and space_id = ${river.id}`
    await world.owner`update space set closed_at = now() where id = ${river.id}`
    await one.ear.until(({ shared }) => shared?.gone === true)
    await world.owner`update space set closed_at = null where id = ${river.id}`
  })

  it('passes over what is no update, and refuses a token that may only read', async () => {
    const path = await write()
    const pen = await Pen.at(ada, path)
    for (const data of ['AAEC', 'aGVsbG8gd29ybGQ=', '/////////w=='])
      pen.ear.say({ write: { text: pen.state.text, id: 5, data } })
    await pen.ear.until(({ shared }) => shared?.refused === 5)
    expect((await ada.post(`${path}/writing/updates`, { text: pen.state.text, data: 'AAEC' })).statusCode).toBe(422)
    expect((await stateOf(path)).number).toBe(1)
    await pen.say(' Still here.')
    expect(
      (await luc.post(`${path}/writing/updates`, { text: pen.state.text + 1, data: pen.type('x') })).statusCode,
    ).toBe(404)
    expect(world.mistakes).toEqual([])
  })

  it('saves what all wrote, names all of them, and goes on from there', async () => {
    const path = await write('First.\n\n* star')
    const [one, two] = [await Pen.at(ada, path), await Pen.at(luc, path)]
    await one.say(' Ada.')
    await expect.poll(() => two.words).toBe('First. Ada.')
    await two.say(' Luc.')
    const { number } = await stateOf(path)
    const saved = await ada.post(`${path}/edit`, {
      ...{ title: 'Jars', text: 'First. Ada. Luc.\n\n* star', version: 1, sitting: one.state.text, upto: number },
    })
    expect(saved.statusCode).toBe(200)
    expect((await two.ear.until(({ shared }) => shared?.saved !== undefined)).shared!.saved).toBe(2)
    const state = await stateOf(path)
    expect([state.unsaved, state.version, state.hands]).toEqual([false, 2, []])
    const { revisions } = (await ada.json(`${path}/revisions`)).json()
    expect(revisions[0].others.map(({ name }: { name: string }) => name)).toEqual(['Luc Marchetti'])
    expect((await ada.get(`${path}/revisions`)).body).toContain('Ada Umeh and Luc Marchetti')
    await two.say(' More.')
    const again = {
      title: 'Jars',
      text: 'First. Ada. Luc. More.',
      version: 2,
      sitting: two.state.text,
      upto: number + 1,
    }
    expect((await luc.post(`${path}/edit`, again)).statusCode, 'no collision').toBe(200)
  })

  it('brings in what came by any other way, and both stay where both changed', async () => {
    const path = await write('First.\n\nSecond.\n\n- [x][ref]\n\n[ref]: /jars')
    const one = await Pen.at(ada, path)
    await one.say(' Ada.')
    const text = 'First by Luc.\n\nSecond.\n\n- [x][ref]\n\nThird.\n\n[ref]: /jars'
    expect((await luc.post(`${path}/edit`, { title: 'Jars', text, version: 1 })).statusCode).toBe(200)
    const state = await stateOf(path)
    expect([state.version, state.unsaved, state.base]).toEqual([2, true, text])
    const rows = await world.owner<{ number: number; data: Uint8Array }[]>`
      select number, data from shared_update where text_id = ${state.text} order by number`
    const written = await markdownOf(rows, state.base)
    expect(written).toMatch(/^First\. Ada\.\n\n> \[!IMPORTANT\] Luc Marchetti changed this too, .*\n> First by Luc\./)
    expect(written).toContain('- [x][ref]')
    expect(written).toContain('Third.')
    await one.ear.until(({ shared }) => shared?.saved === 2)
  })

  it('keeps what was put aside, and brings it back', async () => {
    const path = await write()
    const one = await Pen.at(ada, path)
    await one.say(' Ada.')
    const seen = { text: one.state.text, upto: 2 }
    expect((await rosa.post(`${path}/writing/putting-aside`, seen)).statusCode).toBe(403)
    expect((await luc.post(`${path}/writing/putting-aside`, { ...seen, upto: 1 })).statusCode).toBe(409)
    expect((await luc.post(`${path}/writing/putting-aside`, seen)).statusCode).toBe(200)
    expect((await luc.post(`${path}/writing/putting-aside`, seen)).statusCode).toBe(409)
    await one.ear.until(({ shared }) => shared?.ended === true)
    expect((await stateOf(path)).text).toBeNull()
    expect((await luc.get(`${path}/writing`)).body).toContain('First. Ada.')
    const fresh = (await luc.post(`${path}/writing`)).json() as State
    expect(fresh.text).not.toBe(one.state.text)
    expect(fresh.number).toBe(1)
    expect((await luc.post(`${path}/writing/taking-up`, { text: one.state.text })).statusCode).toBe(200)
    const state = await stateOf(path)
    expect([state.text, state.unsaved, state.base]).toEqual([fresh.text, true, 'First.\n\nSecond.'])
    expect(await writtenIn(path)).toBe('First. Ada.\n\nSecond.')
    expect((await luc.get(`${path}/writing`)).body).not.toContain('id="aside"')
    expect((await luc.post(`${path}/writing/taking-up`, { text: one.state.text })).statusCode, 'once').toBe(404)
    await luc.post(`${path}/writing/putting-aside`, { text: state.text, upto: state.number })
    expect((await luc.post(`${path}/writing/taking-up`, { text: state.text })).statusCode).toBe(200)
    expect((await stateOf(path)).unsaved, 'with nothing else being written').toBe(true)
    expect(await writtenIn(path)).toBe('First. Ada.\n\nSecond.')
  })

  it('leaves words that somebody else takes up in the name of who wrote them', async () => {
    for (const busy of [false, true]) {
      const path = await write()
      const one = await Pen.at(luc, path)
      await one.say(' Luc.')
      await ada.post(`${path}/writing/putting-aside`, { text: one.state.text, upto: 2 })
      const fresh = busy ? ((await ada.post(`${path}/writing`)).json() as State).text : one.state.text
      expect((await ada.post(`${path}/writing/taking-up`, { text: one.state.text })).statusCode).toBe(200)
      const state = await stateOf(path)
      expect([state.text, state.hands.map(({ person }) => person.name)]).toEqual([fresh, ['Luc Marchetti']])
      const text = await writtenIn(path)
      expect(text).toBe('First. Luc.\n\nSecond.')
      const kept = { title: 'Jars', text, version: 1, sitting: fresh, upto: state.number }
      expect((await ada.post(`${path}/edit`, kept)).statusCode).toBe(200)
      const { revisions } = (await ada.json(`${path}/revisions`)).json()
      expect(revisions[0].others.map(({ name }: { name: string }) => name)).toEqual(['Luc Marchetti'])
      expect((await ada.json(path)).json().authors.map(({ name }: { name: string }) => name)).toContain('Luc Marchetti')
    }
  })

  it('names in each save who wrote what is in it', async () => {
    const path = await write()
    const [one, two] = [await Pen.at(ada, path), await Pen.at(luc, path)]
    await two.say(' Luc.')
    await one.say(' Ada.')
    await two.say(' More.')
    const save = (by: Person, text: string, version: number, upto: number) =>
      by.post(`${path}/edit`, { title: 'Jars', text, version, sitting: one.state.text, upto, apart: true })
    expect((await save(ada, 'First. Luc.', 1, 3)).statusCode).toBe(200)
    expect((await stateOf(path)).hands.map(({ person }) => person.name)).toEqual(['Luc Marchetti'])
    await one.say(' Again.')
    expect((await save(ada, 'First. Luc. Ada. More. Again.', 2, 5)).statusCode).toBe(200)
    const { revisions } = (await ada.json(`${path}/revisions`)).json()
    for (const { others } of revisions.slice(0, -1))
      expect(others.map(({ name }: { name: string }) => name)).toEqual(['Luc Marchetti'])
    await rosa.json(path)
    expect((await save(luc, 'First. Luc.', 2, 3)).statusCode, 'who knows an older one').toBe(422)
    expect((await stateOf(path)).version).toBe(3)
  })

  it('believes nobody how far a text goes', async () => {
    const path = await write()
    const [one, two] = [await Pen.at(ada, path), await Pen.at(luc, path)]
    const stranger = await Ear.open(addresses[0], noor)
    stranger.say({ share: { text: one.state.text, after: 2_000_000_000 } })
    await stranger.until(({ shared }) => shared?.gone === true)
    const ahead = await Ear.open(addresses[0], luc)
    ahead.say({ share: { text: one.state.text, after: 2_000_000_000 } })
    await ahead.until(({ shared }) => shared?.resync === true)
    await one.say(' Ada.')
    await expect.poll(() => two.words).toBe('First. Ada.')
    await two.say(' Luc.')
    await expect.poll(() => one.words).toBe('First. Ada. Luc.')
  })

  it('tells nothing to a token that may only read', async () => {
    const path = await write()
    const one = await Pen.at(ada, path)
    const { token } = (await luc.post('/me/tokens', { name: 'Reader', scopes: ['read'] })).json() as { token: string }
    const ear = await Ear.open(addresses[0], world.nobody, { authorization: `Bearer ${token}`, origin: '' })
    ear.say({ share: { text: one.state.text, after: 0 } })
    ear.say({ point: { text: one.state.text, at: 'x' } })
    await one.say(' Ada.')
    await quiet()
    expect(ear.heard.filter(({ shared }) => shared)).toEqual([{ shared: { text: one.state.text, gone: true } }])
    expect(one.ear.heard.some(({ shared }) => shared?.points?.length)).toBe(false)
  })

  it('keeps no page from being changed by what cannot be read, or has no room', async () => {
    const say = (path: string, text: string, version: number) =>
      luc.post(`${path}/edit`, { title: 'Jars', text, version })
    for (const ill of ['read', 'room'] as const) {
      const path = await write()
      const one = await Pen.at(ada, path)
      await one.say(' Ada.')
      if (ill === 'read') await world.owner`update shared_update set data = '\\x0102' where text_id = ${one.state.text}`
      else await world.owner`update shared_text set bytes = 8388608 where id = ${one.state.text}`
      expect((await luc.get(`${path}/writing`)).statusCode).toBe(200)
      expect((await say(path, 'First by Luc.\n\nSecond.', 1)).statusCode, ill).toBe(200)
      await one.ear.until(({ shared }) => shared?.ended === true)
      const page = await luc.get(`${path}/writing`)
      expect(page.statusCode).toBe(200)
      expect(page.body).toContain(ill === 'read' ? 'This cannot be read.' : 'First. Ada.')
      expect((await luc.post(`${path}/writing/taking-up`, { text: one.state.text })).statusCode, ill).toBe(409)
      expect((await say(path, 'Again.', 2)).statusCode).toBe(200)
    }
    const path = await write()
    const one = await Pen.at(ada, path)
    const two = [one.type(' one'), one.type(' two')]
    const most =
      (await world.owner`select bytes from shared_text where id = ${one.state.text}`)[0]!.bytes +
      Buffer.from(two[0]!, 'base64').length
    const rows = await world.owner`
      select * from shared_write(${one.state.text}, ${[ada.id, ada.id]}::bigint[], ${two}::text[], ${most})`
    expect(rows.length, 'what comes together counts together').toBe(1)
  })

  it('goes on where something stands where it may not', async () => {
    const path = await write()
    const one = await Pen.at(ada, path)
    let data = ''
    one.doc.once('update', (bytes: Uint8Array) => (data = Buffer.from(bytes).toString('base64')))
    const stray = ['listItem', 'row', 'cell', 'calloutTitle'].map((kind) => new XmlElement(kind))
    one.doc.getXmlFragment('text').insert(1, stray)
    expect((await ada.post(`${path}/writing/updates`, { text: one.state.text, data })).statusCode).toBe(200)
    expect((await luc.get(`${path}/writing`)).statusCode).toBe(200)
    const text = 'First.\n\nSecond by Luc.'
    expect((await luc.post(`${path}/edit`, { title: 'Jars', text, version: 1 })).statusCode).toBe(200)
    const state = await stateOf(path)
    expect([state.text, state.version]).toEqual([one.state.text, 2])
    expect(await writtenIn(path)).toBe('First.\n\nSecond by Luc.')
  })

  it('makes one row of a long log, without what was deleted', async () => {
    const path = await write()
    const one = await Pen.at(ada, path)
    for (let i = 0; i < 210; i++)
      await world.owner`select * from shared_write(${one.state.text}, ${[ada.id]}::bigint[], ${[one.type('secret ')]}::text[], 9000000)`
    const text = (one.doc.getXmlFragment('text').get(0) as XmlElement).get(0) as XmlText
    let gone = ''
    one.doc.once('update', (bytes: Uint8Array) => (gone = Buffer.from(bytes).toString('base64')))
    text.delete(6, text.length - 6)
    await world.owner`select * from shared_write(${one.state.text}, ${[ada.id]}::bigint[], ${[gone]}::text[], 9000000)`
    await packShared(world.site.database.app, one.state.text)
    const rows = await world.owner<{ number: number; data: Buffer }[]>`
      select number, data from shared_update where text_id = ${one.state.text}`
    expect(rows.map(({ number }) => number)).toEqual([212])
    expect(rows[0]!.data.includes('secret')).toBe(false)
    expect(await markdownOf(rows, 'First.\n\nSecond.')).toBe('First.\n\nSecond.')
    const late = await Pen.at(luc, path)
    expect(late.words).toBe('First.')
  })

  it('shows nobody what no page can hold', async () => {
    const path = await write()
    const one = await Pen.at(ada, path)
    const doc = new Doc()
    applyUpdate(doc, encodeStateAsUpdate(one.doc))
    const fragment = doc.getXmlFragment('text')
    const bad = new XmlElement('script')
    const heading = new XmlElement('heading')
    heading.setAttribute('level', { evil: true } as unknown as string)
    const embedded = new XmlElement('paragraph')
    const text = new XmlText()
    text.applyDelta([{ insert: 'Good ' }, { insert: { image: 'x' } }, { insert: 'words', attributes: { onclick: {} } }])
    embedded.insert(0, [text])
    let deep = new XmlElement('blockquote')
    const deepest = deep
    for (let i = 0; i < 60; i++) {
      const inner = new XmlElement('blockquote')
      deep.insert(0, [inner])
      deep = inner
    }
    fragment.insert(fragment.length, [bad, heading, new XmlText('loose'), embedded, deepest])
    const data = Buffer.from(encodeStateAsUpdate(doc)).toString('base64')
    expect((await luc.post(`${path}/writing/updates`, { text: one.state.text, data })).statusCode).toBe(200)
    const rows = await world.owner<{ number: number; data: Uint8Array }[]>`
      select number, data from shared_update where text_id = ${one.state.text} order by number`
    const written = await markdownOf(rows, 'First.\n\nSecond.')
    expect(written).toContain('First.\n\nSecond.\n\nGood words')
    expect(written).not.toMatch(/script|loose|evil|onclick/)
    expect((await ada.get(`${path}/writing`)).statusCode).toBe(200)
    expect(world.mistakes).toEqual([])
  })

  it('offers both changes as one text where they fit together, and shows both where not', async () => {
    const path = await write('First.\n\nSecond.\n\nThird.')
    await luc.post(`${path}/edit`, { title: 'Jars', text: 'First.\n\nSecond.\n\nThird, by Luc.', version: 1 })
    const field = (body: string) => /<textarea[^>]*data-text>([^<]*)</.exec(body)?.[1]?.trim()
    const fits = await ada.submit(`${path}/edit`, {
      title: 'Jars',
      text: 'First, by Ada.\n\nSecond.\n\nThird.',
      version: 1,
    })
    expect(fits.statusCode).toBe(422)
    expect(field(fits.body)).toBe('First, by Ada.\n\nSecond.\n\nThird, by Luc.')
    expect(fits.body).toContain('do not touch the same parts')
    expect(await textOf(path), 'never saved unasked').toBe('First.\n\nSecond.\n\nThird, by Luc.')
    const both = await ada.submit(`${path}/edit`, {
      title: 'Jars',
      text: 'First.\n\nSecond.\n\nThird, by Ada.',
      version: 1,
    })
    expect(field(both.body), 'what was typed').toBe('First.\n\nSecond.\n\nThird, by Ada.')
    expect(both.body).toContain('put both together')
  })
})
