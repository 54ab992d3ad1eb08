import { expect, it } from 'vitest'
import { Ear, quiet } from '../live/ear.ts'
import { type Person, testSite } from '../site.ts'
import { note, type Stage, stageFor } from './stage.ts'
import { outside, standings, type Who } from './standings.ts'

/** What comes by other ways than the address of a page: live, found, fetched by a feed reader, told on one's own pages. */

const world = await testSite()
const address = await world.listen()

/** A word that stands nowhere else. */
const WORD = 'zibeline'

async function spoken(who: Who): Promise<Stage> {
  const stage = await stageFor(world, who)
  const { author, community, discussion } = stage
  await author.post(`${discussion.path}/messages`, { text: `The ${WORD} is in the jar, @${stage.visitor.handle}.` })
  await author.post(`${community.path}/discussions`, { title: `On ${WORD}`, text: WORD, tags: WORD })
  return stage
}

const ownPages = [
  '',
  'waiting',
  'notifications',
  'saved',
  'drafts',
  'me',
  'me/feeds',
  'me/notifications',
  'me/reports',
].map((page) => `/${page}`)

it.each(standings)('%s', async (who) => {
  const stage = await spoken(who)
  const within = !outside.includes(who)
  const said = await Promise.all([...(await own(stage)), await live(stage), await file(stage)])
  for (const [way, heard] of said) expect([way, heard], `${who} by ${way}`).toEqual([way, within])
  // Nor do pages of one's own say more to those who do not belong.
  if (within) return
  const note = stage.suspension ? [`/me/notes/${stage.suspension}`] : []
  for (const page of [...ownPages, ...note])
    for (const answer of [await stage.visitor.get(page), await stage.visitor.json(page)])
      expect(answer.body, page).not.toMatch(new RegExp(WORD, 'i'))
})

type Way = [name: string, heard: boolean]

/** Searching, everywhere and there; words offered while one types; titles; and a feed, which outlives belonging. */
async function own(stage: Stage): Promise<Way[]> {
  const { visitor, community } = stage
  const ways: Way[] = []
  for (const path of [
    '/search',
    '/search/suggestions',
    `${community.path}/search`,
    `${community.path}/search/suggestions`,
    `${community.path}/titles`,
    `${community.path}/tags`,
    `${community.path}/discussions/similar`,
    `${community.path}/discussions`,
  ]) {
    const answer = await visitor.json(`${path}?q=${WORD}`)
    const found = answer.statusCode === 200 && (answer.json().results ?? []).length > 0
    // What was asked for is said again by the pages of results alone.
    const named = !/search$/.test(path) && answer.statusCode === 200 && answer.body.toLowerCase().includes(WORD)
    ways.push([path, found || named])
  }
  const read = visitor.id ? (await world.nobody.get(await feedOf(visitor, community.id))).body : ''
  ways.push(['a feed', read.includes(WORD)])
  return ways
}

/** The feed of a space as someone had it who once belonged. */
async function feedOf(visitor: Person, space: number): Promise<string> {
  const all = (await visitor.post('/me/feeds')).json()
  await world.owner`update feed set space_id = ${space} where id = ${all.id}`
  return new URL(all.address).pathname
}

async function live({ visitor, author, discussion }: Stage): Promise<Way> {
  if (!visitor.id) {
    await expect(Ear.open(address, visitor)).rejects.toThrow('401')
    return ['live', false]
  }
  const ear = await Ear.open(address, visitor)
  ear.watch(discussion.id)
  ear.say({ lists: 'all' })
  await ear.until((heard) => heard.gone === true || heard.item === discussion.id)
  await author.post(`${discussion.path}/messages`, { text: `More ${WORD}.` })
  await quiet(150)
  ear.close()
  const text = JSON.stringify(ear.heard)
  return ['live', text.includes(WORD) || ear.heard.some(({ lists, messages }) => lists || messages)]
}

async function file({ visitor, author, community, discussion, unsent }: Stage): Promise<Way> {
  const id = await unsent()
  await author.post(`${discussion.path}/messages`, { text: 'Notes.', attachments: [id] })
  const answer = await visitor.get(`${community.path}/attachments/${id}/notes.txt`)
  return ['a file', answer.statusCode === 200 && answer.body === note.bytes.toString()]
}
