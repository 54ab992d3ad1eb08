import { setTimeout as pause } from 'node:timers/promises'
import { expect } from 'vitest'
import type { Server } from '../life/postgres.ts'
import { cleanUp, dataFolder } from '../life/program.ts'
import { readyFolder } from '../life/ready.ts'
import { smtpServer } from '../smtp.ts'
import { allAreTold, allIsThere, settle } from './checks.ts'
import { damages } from './damage.ts'
import { Dice } from './dice.ts'
import { people } from './people.ts'
import { type Killable, killable } from './site.ts'
import type { Acknowledged, Writer } from './writers.ts'

/** What of the program is ended at once. */
export const STRIKES = ['node', 'postmaster', 'backend', 'both'] as const
/** After a strike everybody has written something again within this time. */
const BACK_MS = 30_000
/** Every so many rounds everything is looked at. */
const LOOK = 10
/** What is to be damaged before the first look, by its name: proof that the whole test can fail. */
const DAMAGE = process.env.COPSE_DAMAGE ? damageNamed(process.env.COPSE_DAMAGE) : undefined

/** What came of it, to be printed. */
export interface Told {
  seed: number
  rounds: number
  acknowledged: number
  answers: Record<number, number>
  /** Milliseconds from a strike until everybody was answered again, by what was struck: the median and the longest. */
  back: Record<string, [number, number]>
}

/**
 * Several write while the program and its database are killed at random moments; then all is looked at.
 * @param server a PostgreSQL of its own, instead of the embedded one: somebody else starts it again
 */
export async function killedWhileWriting(rounds: number, server?: Server) {
  const seed = Number(process.env.COPSE_SEED) || Date.now() % 1e6
  console.log(`${rounds} rounds of sudden ends, COPSE_SEED=${seed}`)
  const dataDir = server ? dataFolder() : readyFolder()
  const mail = await smtpServer()
  const site = await killable(dataDir, { SMTP_URL: mail.url }, server)
  try {
    const told = await play(site, rounds, new Dice(seed), server)
    await settle(site)
    console.log('All work is done')
    if (DAMAGE?.told && DAMAGE.sql) await site.past(DAMAGE.sql(told.all))
    await allAreTold(site, told.all, DAMAGE?.letters?.(mail.received) ?? mail.received)
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

function damageNamed(name: string) {
  const damage = damages[name]
  if (!damage) throw new Error(`COPSE_DAMAGE is one of: ${Object.keys(damages).join(' · ')}`)
  console.log(`ON PURPOSE: ${name}. This run has to fail.`)
  return damage
}

async function play(site: Killable, rounds: number, dice: Dice, server?: Server) {
  const { writers, all, line, cookie } = await people(site, dice)
  const back: Record<string, number[]> = {}
  for (let round = 0; round < rounds; round += LOOK) {
    const begun = performance.now()
    await writeThrough(site, writers, dice, Math.min(LOOK, rounds - round), back, server)
    const wrote = performance.now()
    if (DAMAGE?.sql && !DAMAGE.told) await site.past(DAMAGE.sql(all))
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
  server?: Server,
): Promise<void> {
  let over = false
  const writing = Promise.all(writers.map((writer) => writer.writeUntil(() => over)))
  writing.catch(() => (over = true))
  for (let round = 0; round < rounds && !over; round++) {
    await pause(60 + dice.roll(300))
    const what = dice.pick(STRIKES)
    const struck = performance.now()
    const kept = writers.map((writer) => writer.kept)
    await strike(site, what, dice, server)
    await Promise.race([writing, everybodyIsBack(writers, kept)])
    back[what] = [...(back[what] ?? []), Math.round(performance.now() - struck)]
  }
  over = true
  await writing
}

/** Where the server is not ours, somebody has to start it again. */
export async function strike(
  site: Killable,
  what: (typeof STRIKES)[number],
  dice: Dice,
  server?: Server,
): Promise<void> {
  if (what === 'backend') return site.killBackend(dice.roll(100))
  if (what !== 'node') await site.killPostmaster()
  if (what !== 'postmaster') await site.killNode()
  if (what !== 'node') await server?.start()
  if (what !== 'postmaster') await site.start()
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
async function readable(site: Killable, cookie: string, all: Acknowledged): Promise<void> {
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
