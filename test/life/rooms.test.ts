import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, expect, it } from 'vitest'
import { Dice } from '../durability/dice.ts'
import { type Line, type Phone, phone } from '../durability/phone.ts'
import { STRIKES, strike } from '../durability/rounds.ts'
import { type Killable, killable, members } from '../durability/site.ts'
import { Follower } from './follower.ts'
import { cleanUp, found } from './program.ts'
import { readyFolder } from './ready.ts'

/** Whatever is killed while many talk: all that was acknowledged is there once, in order, and whoever listens hears it once. */

const TALKERS = 6
const ROUNDS = 12
/** Few enough that who was away for two rounds is told all of it, and not to look again. */
const SAID_IN_A_ROUND = 12
const PATIENCE = { timeout: 30_000 }

const seed = Number(process.env.COPSE_SEED) || Date.now() % 1e6
const dataDir = readyFolder('copse rooms ')
let site: Killable
let followers: Follower[] = []
afterAll(async () => {
  for (const one of followers) one.leave()
  await site.killNode()
  await cleanUp(dataDir)
})

/** What one person says, one after the other; each until it is answered. */
class Talker {
  /** What the server called each of theirs. */
  readonly numbers: number[] = []

  constructor(
    readonly name: string,
    private readonly phone: Phone,
    private readonly room: string,
  ) {}

  async say(count: number): Promise<void> {
    for (let i = 0; i < count; i++) {
      const text = `${this.name} ${this.numbers.length + 1}`
      const { number } = await this.phone.send(`${this.room}/messages`, { text })
      this.numbers.push(number as number)
    }
  }
}

/** What lies in the room, by number. */
async function lying(room: number): Promise<{ number: number; source: string }[]> {
  const owner = await site.as('copse_owner')
  const rows = await owner<
    { number: number; source: string }[]
  >`select number, source from message where item_id = ${room} order by number`
  await owner.end()
  return rows
}

it(`keeps what is said in a room once and in order, through ${ROUNDS} sudden ends`, { timeout: 600_000 }, async () => {
  console.log(`COPSE_SEED=${seed}`)
  const dice = new Dice(seed)
  site = await killable(dataDir)
  const { cookie, community } = await found(site.running())
  const names = Array.from({ length: TALKERS }, (_, n) => `Talker ${n}`)
  const cookies = [cookie, ...(await members(site, community.slice(3), names))]
  const line: Line = { sent: 0, tries: 0, answers: new Map() }
  let keys = 0
  const [host, ...phones] = cookies.map((one) => phone(site.url, one, line, () => `key-${++keys}`)) as [
    Phone,
    ...Phone[],
  ]
  const room = (await host.send(`${community}/rooms`, { title: 'By the fire' })) as { id: number; url: string }
  const talkers = phones.map((one, n) => new Talker(`t${n}`, one, room.url))
  followers = [cookie, cookies[1]!, cookies[2]!].map((one) => new Follower(site.url, one, room.id, 0))
  const [always, second, away] = followers as [Follower, Follower, Follower]

  for (let round = 0; round < ROUNDS; round++) {
    if (round % 2) away.leave()
    else if (round) away.come()
    const before = line.sent
    const talking = Promise.all(talkers.map((one) => one.say(SAID_IN_A_ROUND)))
    const moment = before + dice.roll(TALKERS * SAID_IN_A_ROUND)
    await expect.poll(() => line.sent, { ...PATIENCE, interval: 1 }).toBeGreaterThan(moment)
    await pause(dice.roll(10))
    await strike(site, dice.pick(STRIKES), dice)
    await talking
  }
  away.come()

  const all = talkers.flatMap(({ numbers }) => numbers)
  const total = TALKERS * ROUNDS * SAID_IN_A_ROUND
  const counted = Array.from({ length: total }, (_, n) => n + 1)
  console.log(JSON.stringify({ tries: line.tries, answers: Object.fromEntries(line.answers), lines: always.lines }))
  expect(line.answers.get(500)).toBeUndefined()
  // Otherwise nothing was killed while somebody spoke.
  expect(line.tries).toBeGreaterThan(line.sent)
  // Numbers without gaps, each given to one message only.
  expect([...all].sort((one, other) => one - other)).toEqual(counted)
  const kept = await lying(room.id)
  expect(kept.map(({ number }) => number)).toEqual(counted)
  for (const { name, numbers } of talkers) {
    const theirs = kept.filter(({ source }) => source.startsWith(`${name} `))
    expect(theirs).toEqual(numbers.map((number, at) => ({ number, source: `${name} ${at + 1}` })))
  }
  for (const one of [always, second, away]) {
    await expect.poll(() => one.numbers.length, PATIENCE).toBeGreaterThanOrEqual(total)
    expect(one.numbers).toEqual(counted)
  }
})
