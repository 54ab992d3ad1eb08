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

describe('the open outbox', () => {
  it('does not exist on a real site', async () => {
    const real = await testSite({ mode: 'production' })
    expect((await real.nobody.json('/outbox')).statusCode).toBe(404)
    expect((await world.nobody.json('/outbox')).json()).toEqual({ letters: [], next: null })
  })
})
