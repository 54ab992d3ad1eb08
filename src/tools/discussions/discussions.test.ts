import { describe, expect, it } from 'vitest'
import { testSite } from '../../../test/site.ts'

const world = await testSite()
const host = await world.person('Ada Umeh')
const member = await world.person('Luc Marchetti', { lang: 'fr' })
const outsider = await world.person('Noor Bakri')
const community = await world.community(host)
await world.join(community, member)

describe('starting a discussion', () => {
  it('makes it with its first message, in both representations', async () => {
    const { path } = await world.discussion(community, member, 'Brown water after rain: soil or sewage?', {
      intent: 'question',
      tags: 'Water, jar test',
    })
    const data = (await member.json(path)).json()
    expect(data).toMatchObject({
      title: 'Brown water after rain: soil or sewage?',
      intent: 'question',
      tags: ['water', 'jar-test'],
      messageCount: 1,
    })
    expect(data.messages[0]).toMatchObject({ number: 1, html: '<p>After every rain the river goes brown.</p>' })
    const page = await host.get(path)
    expect(page.statusCode).toBe(200)
    expect(page.body).toContain('After every rain the river goes brown.')
  })

  it('does not exist for others', async () => {
    const { path } = await world.discussion(community, member)
    for (const answer of [await outsider.get(path), await outsider.json(path), await world.nobody.get(path)])
      expect(answer.statusCode).toBe(404)
    const missing = await outsider.json(`${community.path}/discussions/999999`)
    expect((await outsider.json(path)).body).toBe(missing.body)
  })
})
