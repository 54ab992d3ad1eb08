import { buffer } from 'node:stream/consumers'
import { afterEach, describe, expect, it } from 'vitest'
import yauzl from 'yauzl'
import { type Person, testSite } from '../site.ts'
import { workersOf } from '../workers.ts'
import { note, type Stage, stageFor, stand } from './stage.ts'
import { outside, standings, type Who } from './standings.ts'

/** What people take along: all that is their own, wherever they stand by now, and nothing of others that they may not see. */

const world = await testSite()
await workersOf(world)

afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

const OWN = 'zibeline'
const OTHERS = 'marzipan'

/** A stage on which the visitor, a member, has begun, answered, and brought a file; since then they stand so. */
async function since(who: Who): Promise<Stage & { file: string }> {
  const stage = await stageFor(world, 'member')
  const { visitor, author, community, discussion } = stage
  await author.post(`${discussion.path}/messages`, { text: `The ${OTHERS} is mine, @${visitor.handle}.` })
  await author.post(`${community.path}/discussions`, { title: `On ${OTHERS}`, text: OTHERS, tags: OTHERS })
  const sent = await visitor.upload(`${community.path}/attachments`, {}, [note], { accept: 'application/json' })
  const file = sent.json().id
  await visitor.post(`${discussion.path}/messages`, { text: `The ${OWN} is mine.`, attachments: [file] })
  await visitor.post(`${community.path}/discussions`, { title: `On ${OWN}`, text: OWN })
  await stand(who, stage)
  return { ...stage, file: `${community.path}/attachments/${file}/${note.name}` }
}

async function archiveOf(person: Person): Promise<Buffer> {
  await person.post('/me/data')
  await expect.poll(async () => (await person.json('/me/data')).json().state, { timeout: 15_000 }).toBe('ready')
  const answer = await person.get('/me/data/archive')
  expect(answer.headers['content-type']).toBe('application/zip')
  return answer.rawPayload
}

async function entriesOf(archive: Buffer): Promise<Map<string, string>> {
  const zip = await yauzl.fromBufferPromise(archive)
  const entries = new Map<string, string>()
  for await (const entry of zip.eachEntry())
    entries.set(entry.fileName, String(await buffer(await zip.openReadStreamPromise(entry))))
  return entries
}

describe('a copy of one’s own', () => {
  const belonged: Who[] = ['member', 'guest', 'blocked', 'past guest', 'former member', 'suspended']

  it.each(belonged)('of a %s holds all of theirs and nothing of others', async (who) => {
    const stage = await since(who)
    const { visitor, author, community, file } = stage
    const entries = await entriesOf(await archiveOf(visitor))
    const all = [...entries].flat().join('\n')
    expect(all.match(new RegExp(`The ${OWN} is mine`, 'g'))!.length).toBeGreaterThanOrEqual(2)
    expect(all).toContain(`On ${OWN}`)
    const files = [...entries].filter(([name]) => name.startsWith('files/')).map(([, bytes]) => bytes)
    expect(files).toEqual([note.bytes.toString()])
    expect(all).not.toMatch(new RegExp(OTHERS, 'i'))
    expect(all).not.toContain(author.email)
    // Where they may not read any more, they are not even told which place it was.
    expect(all.includes(community.slug), community.slug).toBe(!outside.includes(who))
    expect(all.includes('River Keepers')).toBe(!outside.includes(who))
    // In its place, their own file is as far away as everything else there.
    expect((await visitor.get(file)).statusCode).toBe(outside.includes(who) ? 404 : 200)
    expect(entries.has('data/blocked.json')).toBe(true)
    // Whoever is blocked does not learn it by this.
    expect(JSON.parse(entries.get('data/blocked.json')!)).toEqual([])
  })

  it('of someone suspended holds what the hosts wrote to them', async () => {
    const { visitor } = await since('suspended')
    const entries = await entriesOf(await archiveOf(visitor))
    expect(entries.get('data/notes-of-hosts.json')).toContain('Take a week.')
  })

  it('is nobody else’s, whatever they are and however they ask', async () => {
    const { author } = await stageFor(world, 'member')
    await archiveOf(author)
    const [takeout] = await world.owner<[{ id: number; blob: string }]>`
      select id, blob from takeout where person_id = ${author.id}`
    for (const who of standings) {
      const { visitor } = await stageFor(world, who)
      for (const path of [
        '/me/data/archive',
        `/me/data/archive?person=${author.handle}`,
        `/me/data/archive/${takeout.id}`,
        `/me/data/${takeout.id}/archive`,
        `/people/${author.handle}/data/archive`,
        `/pictures/${takeout.blob}`,
        `/takeouts/${takeout.blob}`,
      ]) {
        const [json, page] = [await visitor.json(path), await visitor.get(path)]
        const asked = who === 'nobody' && path.split('?')[0] === '/me/data/archive'
        expect([json.statusCode, page.statusCode], `${who} ${path}`).toEqual(asked ? [401, 303] : [404, 404])
      }
    }
    expect((await author.get('/me/data/archive')).statusCode).toBe(200)
  })
})
