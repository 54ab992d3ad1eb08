import { existsSync, readFileSync, rmSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { idSlug } from '../src/spine/slug.ts'
import { at, type Hall, hearersOf, load, now, openAll, openRoom, originOf } from './hall.ts'
import type { Heard } from './hearers.ts'
import { say } from './live.ts'
import { start, stop, told } from './serve.ts'

const A_SECOND = 200
const ROOMS = 5
const LISTENERS = 100
/** So many say something at once. */
const WRITERS = 8

/** 200 messages a second, written as the program writes them, into five rooms with twenty listeners each. */
export async function measureTalk(hall: Hall, seconds: number): Promise<void> {
  await heardBy(hall, async (rooms) => {
    const total = A_SECOND * seconds
    const from = new Map<string, number>()
    const begun = now()
    const saying: Promise<unknown>[] = []
    for (let n = 0; n < total; n++) {
      const early = begun + (n * 1000) / A_SECOND - now()
      if (early > 1) await pause(early)
      const name = `${rooms[n % ROOMS]} ${Math.floor(n / ROOMS) + 1}`
      saying.push(say(hall.owner, rooms[n % ROOMS]!).then((committed) => from.set(name, committed)))
      // Where the database is slower than that, it is asked no faster, and the figure says so.
      if (n >= 20) await saying[n - 20]
    }
    await Promise.all(saying)
    return { what: 'written into the tables', total, took: now() - begun, from }
  })
}

/** As many messages as eight people get into the rooms by HTTP, each waiting for the answer before the next. */
export async function measurePosting(hall: Hall, seconds: number): Promise<void> {
  await heardBy(hall, async (rooms) => {
    const from = new Map<string, number>()
    const begun = now()
    const write = async (who: number) => {
      for (let n = who; now() - begun < seconds * 1000; n++) {
        const room = rooms[n % ROOMS]!
        const number = await post(hall, room, hall.cookies[who]!)
        // It was committed a little before it was answered.
        from.set(`${room} ${number}`, now())
      }
    }
    await Promise.all(Array.from({ length: WRITERS }, (_, who) => write(who)))
    return { what: 'by HTTP', total: from.size, took: now() - begun, from }
  })
}

async function post({ copse, slug }: Hall, room: number, cookie: string): Promise<number> {
  const origin = originOf(copse)
  const answer = await fetch(`${origin}/c/${slug}/rooms/${idSlug(room, 'By the fire')}/messages`, {
    method: 'POST',
    headers: { cookie, origin, accept: 'application/json', 'content-type': 'application/json' },
    body: JSON.stringify({ text: 'Going past the lock on my way home. Anything you want looked at?' }),
  })
  if (answer.status !== 201) throw new Error(`${answer.status} ${await answer.text()}`)
  return ((await answer.json()) as { number: number }).number
}

interface Talked {
  what: string
  total: number
  took: number
  /** When what was said: by room and number. */
  from: Map<string, number>
}

/** Lets something be said in rooms with listeners, and tells what they heard of it. */
async function heardBy(hall: Hall, talk: (rooms: number[]) => Promise<Talked>): Promise<void> {
  const rooms: number[] = []
  for (let n = 0; n < ROOMS; n++) rooms.push(await openRoom(hall))
  const ears = start('hearers')
  try {
    await openAll(ears, hearersOf(hall, hall.cookies.slice(0, LISTENERS), rooms), hall.copse.process)
    await delayOf(hall)
    const { what, total, took, from } = await talk(rooms)
    await pause(3_000)
    const delay = await delayOf(hall)
    const hearing = told<Heard>(ears)
    ears.send('tell')
    const { came, wrong } = await hearing
    const times = came.map((one) => one.at - from.get(`${one.room} ${one.number}`)!)
    const [p50, p99, d50, d99, most] = [at(times, 0.5), at(times, 0.99), delay.p50, delay.p99, delay.most].map((ms) =>
      ms.toFixed(1),
    )
    console.log(
      `\n${((total * 1000) / took).toFixed(0)} messages a second ${what} for ${(took / 1000).toFixed(1)} s, ${ROOMS} rooms, ${LISTENERS} listeners, load ${load()}`,
    )
    console.log(
      `arrived ${came.length} of ${(total * LISTENERS) / ROOMS}, out of order or twice ${wrong}; p50 ${p50}, p99 ${p99} ms`,
    )
    console.log(
      `waiting in the event loop: p50 ${d50}, p99 ${d99}, at most ${most} ms (5 of them are the measure's own)`,
    )
  } finally {
    await stop(ears)
  }
}

/** How long the program's work had to wait since it was asked last. */
async function delayOf({ copse, report }: Hall): Promise<{ p50: number; p99: number; most: number }> {
  rmSync(report, { force: true })
  process.kill(copse.process.pid!, 'SIGUSR2')
  while (!existsSync(report) || !readFileSync(report, 'utf8')) await pause(20)
  return JSON.parse(readFileSync(report, 'utf8'))
}
