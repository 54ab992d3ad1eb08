import { afterEach, expect, it } from 'vitest'
import { Ear, quiet } from '../live/ear.ts'
import { testSite } from '../site.ts'
import { type Row, rows, stagesIn, type Visit } from './matrix.ts'
import { stageFor } from './stage.ts'

/** Whom somebody blocked: to them nothing is different; to whoever blocked them, all that comes from them is. */

const world = await testSite()

afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

/** Both representations, without the keys that each form has of its own and the time of day that somebody has. */
async function shown({ visitor, at }: Visit): Promise<string> {
  const [json, page] = await Promise.all([visitor.json(at), visitor.get(at)])
  return [json, page]
    .map(
      ({ statusCode, body }) =>
        `${statusCode} ${body.replace(/name="_key" value="[^"]*"|(?<=Time there<\/dt><dd>)[^<]*/g, '')}`,
    )
    .join('\n')
}

/** Not the same when asked twice: a secret or a challenge is made for each. */
const fresh = ['GET /me/code', 'GET /me/passkeys/new', 'GET /sign-in', 'GET /me/confirm']

it('who is blocked sees on no page that they are', async () => {
  const stage = await stagesIn(world).sharedStage('member')
  const { author, visitor, discussion } = stage
  await visitor.post(`${discussion.path}/messages`, { text: `Eleven, @${author.handle}.` })
  const reads = rows.filter(({ of, route }) => of.method === 'GET' && !fresh.includes(route))
  const visits: [Row, Visit][] = []
  for (const row of reads) visits.push([row, { ...stage, at: await row.at(stage) }])
  const all = async () => {
    const found: Record<string, string> = {}
    for (const [row, visit] of visits) found[row.route] = await shown(visit)
    return found
  }
  const before = await all()
  expect((await author.post(`/people/${visitor.handle}/block`, { on: true })).statusCode).toBe(200)
  expect(await all()).toEqual(before)
  expect(Object.keys(before).length).toBeGreaterThan(90)
}, 60_000)

it('who blocked them reads their words folded, and hears of them by no other way', async () => {
  const stage = await stageFor(world, 'blocked')
  const { author, visitor, discussion, community } = stage
  const ear = await Ear.open(await world.listen(), author)
  ear.watch(discussion.id)
  await ear.until(({ item }) => item === discussion.id)
  const text = `Zibeline, @${author.handle}.`
  const { number } = (await visitor.post(`${discussion.path}/messages`, { text })).json()
  const help = await world.discussion(community, visitor, 'Who lifts a boat?', { intent: 'help' })
  expect((await visitor.post(`${help.path}/asks`, { handle: author.handle })).statusCode).toBeLessThan(300)
  await world.owner`select tell(id, ${world.owner.json(world.site.tells as never)}) from activity`

  // The same words as for everyone; the page folds what comes from those whom it names.
  const heard = await ear.text('Zibeline')
  await quiet()
  ear.close()
  expect(heard.messages).toMatchObject([{ number }])
  expect(ear.heard.filter(({ news }) => news)).toEqual([])
  expect((await author.json(`${discussion.path}/messages/${number}`)).json()).toMatchObject({ blocked: true })
  expect((await author.get(discussion.path)).body).toContain(`data-blocks="${visitor.id}"`)
  for (const page of ['/notifications', '/waiting'])
    for (const answer of [await author.json(page), await author.get(page)])
      expect(answer.body, page).not.toMatch(/zibeline|lifts a boat|Vida Moreau/i)
  expect((await author.json('/me/blocks')).json().people).toMatchObject([{ handle: visitor.handle }])

  // A block keeps nobody from what is theirs to read: each finds the other's words, and the other's page.
  for (const [who, other] of [
    [author, visitor],
    [visitor, author],
  ] as const) {
    expect((await who.json('/search?q=zibeline')).json().results).toHaveLength(1)
    expect((await who.json(`/people/${other.handle}`)).statusCode).toBe(200)
  }
  expect((await community.host.json('/me/blocks')).json().people).toEqual([])
})
