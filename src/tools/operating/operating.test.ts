import { afterEach, describe, expect, it } from 'vitest'
import { testSite } from '../../../test/site.ts'

const world = await testSite()
const operator = await world.person('Olga Petrov', { operator: true })
const member = await world.person('Luc Marchetti')

afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

describe('tending the site', () => {
  it('shows the operator where mail goes and why, never what it says', async () => {
    await world.nobody.post('/sign-in/link', { email: member.email })
    const { mails } = (await operator.json('/operating')).json()
    expect(mails).toEqual([
      { address: member.email, kind: 'sign-in', state: 'waiting', createdAt: expect.any(String), error: null },
    ])
    const page = await operator.get('/operating')
    expect(page.body).toContain(member.email)
    expect(page.body).not.toMatch(/sign-in\/\d+-/)
    expect((await member.json('/operating')).statusCode).toBe(404)
  })

  it('gives the operator no way into a community', async () => {
    const community = await world.community(member)
    const { path } = await world.discussion(community, member)
    for (const address of [community.path, path]) expect((await operator.json(address)).statusCode).toBe(404)
    expect((await operator.json(`/people/${member.handle}`)).statusCode).toBe(404)
  })
})

describe('the site’s settings', () => {
  const settings = { name: 'Waters', purpose: 'For all who tend a river.', founders: 'hosts', languages: ['fr'] }

  it('are the operator’s, and hold at once', async () => {
    expect((await member.post('/operating/site', settings)).statusCode).toBe(404)
    expect((await operator.submit('/operating/site', settings)).statusCode).toBe(303)
    expect((await operator.json('/operating/site')).json()).toEqual(settings)
    const page = await world.nobody.get('/', { 'accept-language': 'en' })
    expect(page.body).toContain('<html lang="fr"')
    expect(page.body).toContain('<h1>Waters</h1>')
    expect(page.body).toContain('For all who tend a river.')
  })

  it('say who makes communities: the database keeps to it', async () => {
    const nobodysHost = await world.person('Noor Bakri')
    await operator.post('/operating/site', { ...settings, founders: 'hosts' })
    for (const answer of [
      await nobodysHost.post('/communities', { name: 'Mine' }),
      await nobodysHost.json('/communities/new'),
    ])
      expect([answer.statusCode, answer.json().code]).toEqual([403, 'founders-only'])
    expect((await nobodysHost.get('/')).body).not.toContain('/communities/new')
    expect((await member.post('/communities', { name: 'Another' })).statusCode).toBe(201)
    await operator.post('/operating/site', { ...settings, founders: 'operators' })
    expect((await member.post('/communities', { name: 'A third' })).statusCode).toBe(403)
    expect((await operator.post('/communities', { name: 'A third' })).statusCode).toBe(201)
    await operator.post('/operating/site', { founders: 'people' })
    expect((await nobodysHost.post('/communities', { name: 'Mine' })).statusCode).toBe(403)
    expect((await member.post('/communities', { name: 'A fourth' })).statusCode).toBe(201)
    await operator.post('/operating/site', { founders: 'anyone' })
    expect((await nobodysHost.post('/communities', { name: 'Mine' })).statusCode).toBe(201)
  })
})

describe('the open outbox', () => {
  it('does not exist on a real site', async () => {
    const real = await testSite({ mode: 'production' })
    expect((await real.nobody.json('/outbox')).statusCode).toBe(404)
    expect((await world.nobody.json('/outbox')).json()).toEqual({ letters: [], next: null })
  })
})
