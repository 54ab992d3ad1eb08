import { afterEach, describe, expect, it } from 'vitest'
import { type Person, testSite } from '../../../test/site.ts'

const world = await testSite()
const ada = await world.person('Ada Umeh')
const luc = await world.person('Luc Martin')
const yara = await world.person('Yara Quispe')
const sana = await world.person('Sana Haddad')
const noor = await world.person('Noor Bakri')
const river = await world.community(ada, 'River Keepers')
for (const one of [luc, yara, sana]) await world.join(river, one)
/** Luc and Yara are in it; it is hidden. */
const made = (await luc.post(`/c/${river.slug}/circles`, { name: 'Water Circle' })).json() as {
  id: number
  url: string
}
const water = { id: made.id, slug: made.url.split('/')[2]!, path: made.url, host: luc }
await world.join(water, yara)

afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

async function room(title: string) {
  return (await ada.post(`/c/${river.slug}/rooms`, { title })).json().url as string
}

describe('@here', () => {
  it('calls those who follow what it is said under, and nobody else', async () => {
    const url = await room('Flood watch')
    await yara.post(`${url}/messages`, { text: 'Level is at two metres.' })
    const said = await luc.post(`${url}/messages`, { text: 'It rises: @here, who can come?' })
    expect(said.statusCode, said.body).toBe(201)
    const { html } = (await ada.json(said.json().url)).json()
    expect(html).toContain('>@here</a>')
    expect((await yara.json(`/c/${river.slug}/rooms`)).json().rooms[0].named).toBe(true)
    expect((await sana.json(`/c/${river.slug}/rooms`)).json().rooms[0].named).toBe(false)
  })

  it('is used sparingly: once an hour each, but by hosts', async () => {
    const url = await room('Sparing')
    await yara.post(`${url}/messages`, { text: 'I follow.' })
    expect((await luc.post(`${url}/messages`, { text: '@here once' })).statusCode).toBe(201)
    const again = await luc.post(`${url}/messages`, { text: '@here twice' })
    expect([again.statusCode, again.json().errors.text]).toEqual([422, expect.stringContaining('within the last hour')])
    expect((await luc.post(`${url}/messages`, { text: 'Write \\@here to call all.' })).statusCode).toBe(201)
    for (const text of ['@here I am host', '@here and again'])
      expect((await ada.post(`${url}/messages`, { text })).statusCode).toBe(201)
  })

  it('calls nobody who comes in by a change', async () => {
    const url = await room('Changed')
    await sana.post(`${url}/messages`, { text: 'I follow.' })
    const said = (await luc.post(`${url}/messages`, { text: 'Nothing much.' })).json()
    await luc.post(`${said.url}/edit`, { text: 'Nothing much, @here.', version: 1 })
    const rooms = (await sana.json(`/c/${river.slug}/rooms`)).json().rooms
    expect(rooms.find((one: { title: string }) => one.title === 'Changed').named).toBe(false)
  })
})

describe('@circle', () => {
  it('calls the people of a circle, by who belongs to it', async () => {
    const url = await room('Pumps')
    const said = (await luc.post(`${url}/messages`, { text: `Is @${water.slug} about?` })).json()
    expect((await yara.json(said.url)).json().html).toContain(
      `<a class="mention" href="/c/${water.slug}">@Water Circle</a>`,
    )
    const at = async (who: Person) =>
      (await who.json(`/c/${river.slug}/rooms`)).json().rooms.find((one: { title: string }) => one.title === 'Pumps')
        .named
    expect([await at(yara), await at(sana)]).toEqual([true, false])
  })

  it('is a word like another for who may not know of it', async () => {
    const url = await room('Secrets')
    const said = (await sana.post(`${url}/messages`, { text: `Is @${water.slug} about?` })).json()
    expect((await sana.json(said.url)).json().html).not.toContain('mention')
    const offered = async (who: Person) =>
      (await who.json(`/c/${river.slug}/names?q=wat`)).json().names.map((one: { handle: string }) => one.handle)
    expect([await offered(luc), await offered(sana)]).toEqual([[water.slug], []])
    expect((await noor.json(`/c/${river.slug}/names?q=wat`)).statusCode).toBe(404)
  })
})
