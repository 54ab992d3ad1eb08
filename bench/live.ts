import { setTimeout as pause } from 'node:timers/promises'
import { readConfig } from '../src/platform/config.ts'
import { connect, type Pool } from '../src/platform/database/connect.ts'
import { embeddedServer } from '../src/platform/database/embedded.ts'
import { credentialsOf } from '../src/platform/database/roles.ts'
import { hashOf, newSecret } from '../src/spine/people/credential.ts'
import { makeCommunity } from './community.ts'
import type { Ears } from './ears.ts'
import { memoryOf } from './processes.ts'
import { serveCopse, start, stop, told } from './serve.ts'

const PEOPLE = 1_000

interface Arrived {
  arrived: number[]
  bytes: number
  text: string
}

/**
 * How long after its commit a message is with a thousand people who have the discussion open, each with a session of their
 * own, in two languages; against the bare library that sends the same bytes to as many, and against frames encoded once.
 */
export async function measureLive(dataDir: string, quick: boolean): Promise<void> {
  const rounds = quick ? 15 : 60
  const first = await serveCopse(dataDir)
  const config = readConfig({ COPSE_DATA: dataDir })
  const database = await embeddedServer({ dataDir, log: () => {} })
  const { host, port } = database.connection
  const owner = connect({ host, port, database: 'copse' }, credentialsOf('copse_owner', config.key), 2)
  const ears = start('ears')
  const bare = start('broadcast')
  const listens = told<{ port: number }>(bare)
  const opened = async (order: Ears) => {
    ears.send(order)
    await told(ears)
  }
  const closed = async () => {
    ears.send('close')
    await told(ears)
    await pause(500)
  }
  try {
    const { slug, usual } = await makeCommunity(owner)
    const cookies = await audience(owner, slug)
    const [tail] = await owner<[{ modseq: number }]>`select modseq from tail where item_id = ${usual.id}`
    const barePort = (await listens).port
    const before = memoryOf([first.process.pid!])
    const origin = `http://127.0.0.1:${first.port}`
    const hello = JSON.stringify({ watch: { item: usual.id, modseq: tail.modseq } })
    await opened({ url: `${origin.replace('http', 'ws')}/live`, origin, cookies, hello })
    await pause(2_000)
    const after = memoryOf([first.process.pid!])

    const times: Record<'Copse' | 'bare ws' | 'encoded once', number[]> = {
      Copse: [],
      'bare ws': [],
      'encoded once': [],
    }
    let text = ''
    for (let round = -5; round < rounds; round++) {
      const said = told<Arrived>(ears)
      const from = await say(owner, usual.id)
      const heard = await said
      text = heard.text
      if (round >= 0) times.Copse.push(...heard.arrived.map((at) => at - from))
      await pause(60)
    }
    await closed()
    const order = { url: `ws://127.0.0.1:${barePort}`, origin, cookies, hello: '' }
    for (const name of ['bare ws', 'encoded once'] as const) {
      await opened(order)
      await pause(500)
      for (let round = -5; round < rounds; round++) {
        const said = told<Arrived>(ears)
        const from = Number(process.hrtime.bigint()) / 1e6
        bare.send({ text, once: name === 'encoded once' })
        const heard = await said
        if (round >= 0) times[name].push(...heard.arrived.map((at) => at - from))
        await pause(60)
      }
      await closed()
    }
    console.log(
      `\nA message to ${PEOPLE} connected people, ${Buffer.byteLength(text)} bytes each, ${rounds} times (ms)\n`,
    )
    for (const [name, all] of Object.entries(times)) console.log(line(name, all, times['bare ws']))
    console.log(`\nMemory of the process: ${(((after - before) * 1024) / PEOPLE).toFixed(1)} kB a connection`)
  } finally {
    await owner.end({ timeout: 1 })
    for (const one of [ears, bare, first.process]) await stop(one)
  }
}

/** People of the community, each signed in. */
export async function audience(owner: Pool, slug: string, count = PEOPLE): Promise<string[]> {
  const secrets = Array.from({ length: count }, () => newSecret())
  const people = await owner<{ id: number }[]>`
    insert into person (handle, name, lang)
    select 'ear-' || n, 'Ear ' || n, case when n % 5 = 0 then 'fr' else 'en' end from generate_series(1, ${count}) n returning id`
  const ids = people.map(({ id }) => id)
  await owner`insert into login (person_id, email) select id, handle || '@example.org' from person where id = any(${ids}::bigint[])`
  await owner`insert into profile (person_id, time_zone) select unnest(${ids}::bigint[]), 'Europe/Paris'`
  await owner`insert into membership (space_id, person_id, standing)
    select s.id, p.id, 'member' from space s, unnest(${ids}::bigint[]) p(id) where s.slug = ${slug}`
  await owner`insert into session (person_id, hash, agent, expires_at)
    select p.id, h.hash, 'bench', now() + interval '1 day' from unnest(${ids}::bigint[]) with ordinality p(id, n)
    join unnest(${secrets.map((secret) => hashOf(secret).toString('hex'))}::text[]) with ordinality x(hex, n) using (n)
    cross join lateral (select decode(x.hex, 'hex') hash) h`
  return secrets.map((secret) => `copse=${secret}`)
}

/** Says something as `postMessage` does, and tells the bus. @returns when it was committed */
export async function say(owner: Pool, item: number): Promise<number> {
  const [row] = await owner<[{ space: number; modseq: number }]>`
    with t as (update tail set last_number = last_number + 1, modseq = modseq + 1, count = count + 1 where item_id = ${item}
      returning space_id, last_number, modseq)
    insert into message (space_id, item_id, number, modseq, author_id, lang, source, html)
    select t.space_id, ${item}, t.last_number, t.modseq, (select author_id from item where id = ${item}), 'en',
      ${WORDS}, ${`<p>${WORDS}</p>`} from t returning space_id space, modseq`
  const from = Number(process.hrtime.bigint()) / 1e6
  await owner`select pg_notify('copse_bus', ${JSON.stringify([['item', { item, space: row.space, modseq: row.modseq }]])})`
  return from
}

const WORDS =
  'After every rain the river goes brown for two days, and this time the foam below the mill stayed for a week. I walked up to the weir this morning and took three jars; whoever has time on Thursday, come and look at them with me.'

function line(name: string, all: number[], against: number[]): string {
  const at = (list: number[], part: number) => [...list].sort((a, b) => a - b)[Math.floor(list.length * part)]!
  const ratio = (part: number) => (at(all, part) / at(against, part)).toFixed(2)
  return `${name.padEnd(14)} p50 ${at(all, 0.5).toFixed(1).padStart(6)}   p99 ${at(all, 0.99).toFixed(1).padStart(6)}   p99 against bare ws ${ratio(0.99)}`
}
