import { found } from '../life/program.ts'
import type { Dice } from './dice.ts'
import { type Line, phone } from './phone.ts'
import { invited, type Killable } from './site.ts'
import { type Acknowledged, nothingYet, Writer } from './writers.ts'

const PEOPLE = ['ada', 'maud', 'nils', 'petra']

/** A community of four who write, each with a phone. */
export interface People {
  writers: Writer[]
  /** What they were told is kept. */
  all: Acknowledged
  line: Line
  /** The session of the first, who hosts. */
  cookie: string
  /** Its address. */
  community: string
}

/** Founds the site, brings four people together and lets them begin. */
export async function people(site: Killable, dice: Dice): Promise<People> {
  const { cookie, community } = await found(site.running())
  const cookies = [cookie]
  for (const name of PEOPLE.slice(1)) cookies.push(await invited(site, community.slice(3), name))
  const owner = await site.as('copse_owner')
  await owner`update login set email = 'ada@example.org' where person_id = (select min(id) from person)`
  // Letters leave whatever the hour is.
  await owner`insert into hearing (person_id, quiet_from, quiet_to) select id, null, null from person`
  const [space] = await owner<[{ id: number }]>`select id from space where slug = ${community.slice(3)}`
  await owner.end()
  const all = nothingYet()
  const line: Line = { sent: 0, tries: 0, answers: new Map() }
  let keys = 0
  const phones = cookies.map((one) => phone(site.url, one, line, () => `key-${++keys}`))
  const first = await phones[0]!.send(`${community}/discussions`, { title: 'The weir', text: 'What do you see?' })
  const items = [first as { url: string }]
  const writers = PEOPLE.map(
    (name, i) => new Writer(name, phones[i]!, dice.for(i), { path: community, id: space.id }, items, all),
  )
  return { writers, all, line, cookie, community }
}
