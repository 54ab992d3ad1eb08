import { setTimeout as pause } from 'node:timers/promises'
import { expect } from 'vitest'
import { cleanUp, dataFolder, found } from '../life/program.ts'
import { smtpServer } from '../smtp.ts'
import { allAreTold, allIsThere, settle } from './checks.ts'
import { Dice } from './dice.ts'
import { type Line, phone } from './phone.ts'
import { invited, type Killable, killable } from './site.ts'
import { nothingYet, Writer } from './writers.ts'

const PEOPLE = ['ada', 'maud', 'nils', 'petra']
const STRIKES = ['node', 'postmaster', 'backend', 'both'] as const
/** After a strike everybody has written something again within this time. */
const BACK_MS = 30_000
/** Every so many rounds everything is looked at. */
const LOOK = 10

/** What came of it, to be printed. */
export interface Told {
  seed: number
  rounds: number
  acknowledged: number
  answers: Record<number, number>
  /** Milliseconds from a strike until everybody was answered again, by what was struck: the median and the longest. */
  back: Record<string, [number, number]>
}

/** Several write while the program and its database are killed at random moments; then all is looked at. */
export async function killedWhileWriting(rounds: number, seed = Number(process.env.COPSE_SEED) || Date.now() % 1e6) {
  console.log(`${rounds} rounds of sudden ends, COPSE_SEED=${seed}`)
  const dataDir = dataFolder()
  const mail = await smtpServer()
  const site = await killable(dataDir, { SMTP_URL: mail.url })
  try {
    const told = await play(site, rounds, new Dice(seed))
    await settle(site)
    console.log('All work is done')
    await allAreTold(site, told.all, mail.received)
    return { seed, rounds, ...told.figures } satisfies Told
  } catch (error) {
    const said = site.output().split('\n')
    console.log(
      `COPSE_SEED=${seed}\n${said
        .filter((line) => !line.includes('"request"'))
        .slice(-30)
        .join('\n')}`,
    )
    throw error
  } finally {
    await site.killNode()
    await cleanUp(dataDir)
  }
}

async function play(site: Killable, rounds: number, dice: Dice) {
  const { cookie, community } = await found(site.running())
  const cookies = [cookie]
  for (const name of PEOPLE.slice(1)) cookies.push(await invited(site, community.slice(3), name))
  const owner = await site.as('copse_owner')
  await owner`update login set email = 'ada@example.org' where person_id = (select min(id) from person)`
  const [space] = await owner<[{ id: number }]>`select id from space where slug = ${community.slice(3)}`
  await owner.end()
  const all = nothingYet()
  const line: Line = { sent: 0, tries: 0, answers: new Map() }
  let keys = 0
  const phones = cookies.map((one) => phone(site.url, one, line, () => `key-${++keys}`))
  const items = [
    (await phones[0]!.send(`${community}/discussions`, { title: 'The weir', text: 'What do you see?' })) as {
      url: string
    },
  ]
  const writers = PEOPLE.map(
    (name, i) => new Writer(name, phones[i]!, dice.for(i), { path: community, id: space.id }, items, all),
  )
  const back: Record<string, number[]> = {}
  for (let round = 0; round < rounds; round += LOOK) {
    const begun = performance.now()
    await writeThrough(site, writers, dice, Math.min(LOOK, rounds - round), back)
    const wrote = performance.now()
    await allIsThere(site, all)
    const [written, looked] = [wrote - begun, performance.now() - wrote].map(Math.round)
    console.log(`${Math.min(round + LOOK, rounds)} rounds, ${line.sent} kept: ${written} ms, looked at in ${looked} ms`)
  }
  await readable(site, cookie, all)
  const figures = {
    acknowledged: line.sent,
    answers: Object.fromEntries(line.answers),
    back: Object.fromEntries(
      Object.entries(back).map(([what, times]) => {
        const sorted = times.sort((a, b) => a - b)
        return [what, [sorted[sorted.length >> 1]!, sorted.at(-1)!] as [number, number]]
      }),
    ),
  }
  return { all, figures }
}

/** Some rounds, with everybody writing from the first to after the last. */
async function writeThrough(
  site: Killable,
  writers: Writer[],
  dice: Dice,
  rounds: number,
  back: Record<string, number[]>,
): Promise<void> {
  let over = false
  const writing = Promise.all(writers.map((writer) => writer.writeUntil(() => over)))
  writing.catch(() => (over = true))
  for (let round = 0; round < rounds && !over; round++) {
    await pause(60 + dice.roll(300))
    const what = dice.pick(STRIKES)
    const struck = performance.now()
    const kept = writers.map((writer) => writer.kept)
    await strike(site, what, dice)
    await Promise.race([writing, everybodyIsBack(writers, kept)])
    back[what] = [...(back[what] ?? []), Math.round(performance.now() - struck)]
  }
  over = true
  await writing
}

async function strike(site: Killable, what: (typeof STRIKES)[number], dice: Dice): Promise<void> {
  if (what === 'backend') return site.killBackend(dice.roll(100))
  if (what === 'postmaster') return site.killPostmaster()
  if (what === 'both') await site.killPostmaster()
  await site.killNode()
  await site.start()
}

async function everybodyIsBack(writers: Writer[], kept: number[]): Promise<void> {
  const until = performance.now() + BACK_MS
  // Twice: the first may have been on its way when it struck.
  while (writers.some((writer, i) => writer.kept < kept[i]! + 2)) {
    if (performance.now() > until) throw new Error(`Nobody is answered ${BACK_MS} ms after a sudden end`)
    await pause(10)
  }
}

/** The last ones are found and read as people do it. */
async function readable(site: Killable, cookie: string, all: ReturnType<typeof nothingYet>): Promise<void> {
  const headers = { cookie, accept: 'application/json' }
  for (const { url, text } of [...all.messages.values()].slice(-5)) {
    const message = (await (await fetch(site.url + url, { headers })).json()) as { html: string }
    const word = /\bw[a-z]+q\d+/.exec(text)![0]
    expect(message.html).toContain(word)
    const answer = await fetch(`${site.url}/search?q=${word}`, { headers })
    expect(await answer.text()).toContain(word)
  }
  for (const { id, hash } of all.files.slice(-3)) {
    const community = [...all.messages.keys()][0]!.split('/').slice(0, 3).join('/')
    const answer = await fetch(`${site.url}${community}/attachments/${id}/levels.txt`, { headers })
    expect(answer.status, hash).toBe(200)
  }
}
