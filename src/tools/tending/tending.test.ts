import sharp from 'sharp'
import { afterEach, describe, expect, it } from 'vitest'
import { testSite } from '../../../test/site.ts'

const world = await testSite()
const host = await world.person('Ada Umeh')
const community = await world.community(host)
const settings = `${community.path}/settings`
const all = { name: 'Stream Keepers', purpose: 'For the stream.', lang: 'fr', hue: 205 }

afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

describe('the settings of a community', () => {
  it('change what it says of itself, and are written down', async () => {
    expect((await host.submit(settings, all)).statusCode).toBe(303)
    expect((await host.json(settings)).json()).toMatchObject(all)
    const page = await host.get(community.path)
    expect(page.body).toContain('<h1>Stream Keepers</h1>')
    expect(page.body).toContain('For the stream.')
    const audits = await world.owner`select verb, actor_id from audit where space_id = ${community.id}`
    expect(audits.map(({ verb, actorId }) => [verb, actorId])).toEqual([['space.changed', host.id]])
  })

  it('say who may know of it and come in, and what is asked at the door', async () => {
    const door = { visibility: 'listed', joining: 'request', answersShown: 'true', membersInvite: 'true' }
    await host.submit(`${settings}/door`, { ...door, questions: 'Which water do you know?\n\n  Who sent you? ' })
    const questions = ['Which water do you know?', 'Who sent you?']
    expect((await host.json(settings)).json()).toMatchObject({
      ...door,
      answersShown: true,
      membersInvite: true,
      questions,
    })
    // What nobody knows of has no door to ask at, and an open door needs no asking.
    await host.post(`${settings}/door`, { visibility: 'hidden', joining: 'request' })
    expect((await host.json(settings)).json()).toMatchObject({ visibility: 'hidden', joining: 'invitation' })
    await host.post(`${settings}/door`, { visibility: 'open', joining: 'request' })
    expect((await host.json(settings)).json()).toMatchObject({ visibility: 'open', joining: 'free', questions: [] })
  })

  it('switch a tool off: its addresses are gone until it is on again, and nothing is lost', async () => {
    const { path } = await world.discussion(community, host)
    await host.submit(`${settings}/tools`)
    for (const address of [path, `${community.path}/discussions`])
      expect((await host.get(address)).statusCode).toBe(404)
    expect((await host.get(community.path)).body).not.toContain(`${community.path}/discussions`)
    await host.submit(`${settings}/tools`, { tools: ['discussions', 'no-such-tool'] })
    expect((await host.json(settings)).json().tools).toEqual(['discussions'])
    expect((await host.get(path)).statusCode).toBe(200)
  })

  it('keep what was typed when something cannot be taken', async () => {
    const page = await host.submit(settings, { ...all, name: '', purpose: 'Typed with care.' })
    expect(page.statusCode).toBe(422)
    expect(page.body).toContain('Typed with care.')
    for (const wrong of [{ hue: 360 }, { hue: -1 }, { lang: 'xx' }, { name: '  ' }, { purpose: 'x'.repeat(301) }])
      expect((await host.post(settings, { ...all, ...wrong })).statusCode).toBe(422)
  })

  it('give it a picture and take it away', async () => {
    const bytes = await sharp({ create: { width: 40, height: 30, channels: 3, background: 'blue' } })
      .png()
      .toBuffer()
    const sign = { field: 'picture', name: 'sign.png', type: 'image/png', bytes }
    expect((await host.upload(`${settings}/picture`, {}, [sign])).statusCode).toBe(303)
    expect((await host.get(community.path)).body).toMatch(/class="emblem" src="\/pictures\/[0-9a-f]{64}"/)
    expect((await host.upload(`${settings}/picture`, {}, [])).statusCode).toBe(422)
    await host.submit(`${settings}/picture`, { remove: 'true' })
    expect((await host.get(community.path)).body).not.toContain('/pictures/')
  })
})
