import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readConfig } from '../src/platform/config.ts'
import { connect, type Pool } from '../src/platform/database/connect.ts'
import { embeddedServer } from '../src/platform/database/embedded.ts'
import { credentialsOf } from '../src/platform/database/roles.ts'
import { type Calendar, changes, etags, hrefsIn, multiget, put, query, tokenIn } from './caldav/asks.ts'
import { type Ask, compared, HEAD, type Side } from './caldav/compared.ts'
import { EVENTS } from './caldav/events.ts'
import { serveRadicale } from './caldav/radicale.ts'
import { speak } from './files/speak.ts'
import { audience } from './live.ts'
import { familyOf } from './processes.ts'
import { profileOf } from './profile.ts'
import { serveCopse, stop } from './serve.ts'

/** Calendars by CalDAV: the same events here and at Debian's Radicale, asked for and put turn about. */
export async function measureCaldav(dataDir: string, quick: boolean, profile: boolean): Promise<void> {
  if (!existsSync('/usr/bin/radicale')) throw new Error('There is no Radicale (apt-get install radicale)')
  const { rounds, times } = quick ? { rounds: 3, times: 10 } : { rounds: 7, times: 30 }
  const copse = await serveCopse(dataDir, profile ? profileOf.options(dataDir) : [])
  const config = readConfig({ COPSE_DATA: dataDir })
  const embedded = await embeddedServer({ dataDir, log: () => {} })
  const { host, port } = embedded.connection
  const owner = connect({ host, port, database: 'copse' }, credentialsOf('copse_owner', config.key), 1)
  const radicale = await serveRadicale(dataDir)
  try {
    const calendars = await calendarsOf(owner, `http://127.0.0.1:${copse.port}`, radicale.origin)
    const sides: Side[] = [
      { pids: () => [copse.process.pid!, ...familyOf(embedded.pid)] },
      { pids: () => familyOf(radicale.process.pid!) },
    ]
    const commit = execFileSync('git', ['describe', '--always', '--dirty'], { encoding: 'utf8' }).trim()
    const version = execFileSync('/usr/bin/radicale', ['--version'], { encoding: 'utf8' }).trim()
    console.log(
      `\nCopse ${commit}, node ${process.version}, Radicale ${version}, ${new Date().toISOString().slice(0, 10)}`,
    )
    console.log(`${EVENTS} events, one request after another, ${rounds} rounds of ${times}, turn about\n\n${HEAD}`)
    for (const ask of await asksOf(calendars)) console.log(await compared(ask, sides, rounds, times))
  } finally {
    await owner.end()
    await stop(radicale.process)
    await stop(copse.process)
  }
  if (profile) console.log(profileOf.summary(dataDir))
}

/** So many others come to each event. */
const COMING = 8

type Pair = [ours: Calendar, theirs: Calendar]

/** Each here and there, with the same events: as they are, with an alarm of one's own in each, and empty. */
const NAMES = ['plain', 'alarms', 'fresh'] as const
type Calendars = Record<(typeof NAMES)[number], Pair> & {
  /** The first of them as another member sees it: with who comes, instead of as one's own. */
  others: Pair
}

async function calendarsOf(owner: Pool, ours: string, theirs: string): Promise<Calendars> {
  await owner`update site set founded_at = now()`
  await owner`
    insert into person (handle, name, lang) select 'person-' || n, 'Person ' || n, 'en' from generate_series(1, ${COMING}) n`
  await owner`
    insert into space (kind, slug, name, purpose, lang, hue, created_by, tools)
    select 'community', n, n, '', 'en', 130, (select min(id) from person), '{calendar}' from unnest(${[...NAMES]}::text[]) n`
  await owner`insert into membership (space_id, person_id, standing) select s.id, p.id, 'member' from space s, person p`
  const cookies = await audience(owner, 'plain', 2)
  await owner`insert into login (person_id, email) select id, handle || '@example.org' from person where handle like 'ear-%'`
  await owner`
    insert into membership (space_id, person_id, standing)
    select s.id, p.id, 'member' from space s, person p where s.slug in ('alarms', 'fresh') and p.handle like 'ear-%'`
  const [author, other] = await Promise.all(cookies.map((cookie, at) => authorizationOf(ours, cookie, `ear-${at + 1}`)))
  const there = { authorization: `Basic ${Buffer.from('bench:none').toString('base64')}` }
  const pair = (name: string, authorization: string): Pair => [
    { url: `${ours}/dav/calendars/me/${name}/`, headers: { authorization } },
    { url: `${theirs}/bench/${name}/`, headers: there },
  ]
  const pairs = NAMES.map((name) => [name, pair(name, author!)] as const)
  for (const [name, [here, away]] of pairs) {
    await speak(away.url, { method: 'MKCALENDAR', headers: there })
    for (let n = 0; n < EVENTS && name !== 'fresh'; n++)
      for (const calendar of [here, away]) await put(calendar, `event-${n}`, n, name === 'alarms')
  }
  await owner`
    insert into answer (event_id, space_id, person_id, reply)
    select e.item_id, e.space_id, p.id, 'yes' from event e join space s on s.id = e.space_id and s.slug = 'plain', person p
    where p.handle like 'person-%'`
  await owner.unsafe('vacuum analyze')
  return { ...(Object.fromEntries(pairs) as Record<(typeof NAMES)[number], Pair>), others: pair('plain', other!) }
}

/** Of an application that may write. */
async function authorizationOf(origin: string, cookie: string, handle: string): Promise<string> {
  const { text } = await speak(`${origin}/me/applications`, {
    method: 'POST',
    headers: { cookie, origin, accept: 'application/json', 'content-type': 'application/json' },
    body: [Buffer.from(JSON.stringify({ name: 'Bench', write: true }))],
  })
  return `Basic ${Buffer.from(`${handle}:${(JSON.parse(text) as { password: string }).password}`).toString('base64')}`
}

async function asksOf({ plain, alarms, fresh, others }: Calendars): Promise<Ask[]> {
  const hrefs = await Promise.all(plain.map(async (one) => hrefsIn(await etags(one))))
  const tokens = await Promise.all(plain.map(async (one) => tokenIn(await changes(one, ''))))
  if (hrefs.some(({ length }) => length !== EVENTS)) throw new Error('There are not as many events here as there')
  let n = 0
  const each = (pair: Pair, ask: (calendar: Calendar, at: number) => ReturnType<typeof query>) =>
    pair.map((calendar, at) => () => ask(calendar, at))
  return [
    { name: 'REPORT of all, with data', asks: each(plain, query) },
    { name: '… of another member, with who comes', asks: each(others, query) },
    { name: '… each with an alarm of one’s own', asks: each(alarms, query) },
    { name: 'REPORT of all by name, with data', asks: each(plain, (one, at) => multiget(one, hrefs[at]!)) },
    { name: 'PROPFIND of the ETags of all', asks: each(plain, etags) },
    { name: 'what changed, from the beginning', asks: each(plain, (one) => changes(one, '')) },
    { name: 'what changed: nothing', asks: each(plain, (one, at) => changes(one, tokens[at]!)) },
    { name: 'PUT of one that is new', asks: each(fresh, (one) => put(one, `fresh-${++n}`, n, false)) },
    { name: 'PUT of one that is changed', asks: each(fresh, (one) => put(one, 'fresh-1', ++n, false)) },
  ]
}
