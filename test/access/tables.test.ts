import { describe, expect, inject, it } from 'vitest'
import { connect } from '../../src/platform/database/connect.ts'
import { hashOf } from '../../src/spine/people/credential.ts'
import { TEMPLATE } from '../setup.ts'
import { type Person, testSite } from '../site.ts'
import { rowInEach } from './rows.ts'

/**
 * The second wall, table by table from the catalogue, by direct SQL as `copse_app`: whoever does not belong sees no row,
 * changes none, and adds none. A new table is in it by itself.
 */

interface Table {
  name: string
  audience: string
  columns: string[]
  /** Those that a request may change at all. */
  changed: string[]
  mine: string | null
}

const { address, user, password } = inject('server')
const catalogue = connect({ ...address, database: TEMPLATE }, { user, password }, 1)
const tables = await catalogue<Table[]>`
  select c.relname as name, substring(obj_description(c.oid) from 'audience: (\\w+)') as audience,
    array_agg(a.attname::text order by a.attnum) as columns,
    coalesce(array_agg(a.attname::text) filter (where a.attidentity <> 'a' and has_column_privilege('copse_app', c.oid, a.attnum, 'update')), '{}') as changed,
    (array_agg(a.attname::text) filter (where a.attname = 'person_id'))[1] as mine
  from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
  where c.relnamespace = 'copse'::regnamespace and c.relkind in ('r', 'p') and c.relname <> 'migration' group by c.oid, c.relname order by 1`
await catalogue.end()

const world = await testSite()
const owner = await world.person('Ada Umeh')
const community = await world.community(owner)
const talk = await world.discussion(community, owner, undefined, { tags: 'water' })
await owner.post(`${talk.path}/messages/1/reactions`, { on: 'thanks' })
await rowInEach(
  world,
  tables.map(({ name }) => name),
  { space: community.id, person: owner.id },
)
const host = await world.person('Hana Host')
await world.owner`insert into membership (space_id, person_id, standing) values (${community.id}, ${host.id}, 'host')`

/** Those to whom none of it is anything. They have nothing of their own but an account. */
const outsiders: Record<string, Person> = {
  nobody: world.nobody,
  stranger: await world.person('Sam Stranger'),
  operator: await world.person('Olive Operator', { operator: true }),
  'former member': await world.person('Fay Former'),
  'past guest': await world.person('Gus Guest'),
  suspended: await world.person('Suzy Suspended'),
}
await world.owner`insert into membership (space_id, person_id, standing, until, ended_at) values
  (${community.id}, ${outsiders['former member']!.id}, 'member', null, now()),
  (${community.id}, ${outsiders['past guest']!.id}, 'guest', now() - interval '1 minute', null),
  (${community.id}, ${outsiders.suspended!.id}, 'member', null, null)`
const suspended = await owner.post(`${community.path}/notes`, {
  person: outsiders.suspended!.handle,
  kind: 'suspension',
  agreement: 'We speak of work',
  words: 'Take a week.',
  until: new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10),
})
if (suspended.statusCode !== 201) throw new Error(suspended.body)

/** Tables of which some rows are for everyone who asks, each with those that are. */
const open: Record<string, string> = {
  // A card is readable by whoever knows its id: the model says so.
  person: 'true',
  site: 'true',
}

/** What became of a statement that someone tried: how many rows it found, or the code of the refusal. */
type Try = (statement: string, values?: unknown[]) => Promise<number | string>

async function as<T>(who: Person, work: (attempt: Try) => Promise<T>): Promise<T> {
  const sql = await world.site.database.app.reserve()
  try {
    await sql`begin`
    await sql`select enter(${who.id ? hashOf(who.cookie.slice('copse='.length)) : null}, null, true)`
    return await work(async (statement, values = []) => {
      await sql`savepoint before`
      const became = await sql.unsafe(statement, values as never[]).then(
        ({ count }) => count,
        (error: { code: string }) => error.code,
      )
      await sql`rollback to savepoint before`
      return became
    })
  } finally {
    await sql`rollback`
    sql.release()
  }
}

const DENIED = '42501'
const nothing = new Set<number | string>([0, DENIED])

/** Leaves out what is the asking person's own. */
function others({ mine, name }: Table, who: Person): string {
  return mine || name === 'person' ? `${mine ?? 'id'} is distinct from ${who.id}` : 'true'
}

async function rowOf(table: Table): Promise<object | undefined> {
  const [found] = await world.owner<
    [{ row: object }]
  >`select to_jsonb(t) as row from ${world.owner(table.name)} t limit 1`
  return found?.row
}

describe.each(tables)('$name, for: $audience', (table) => {
  it('gives outsiders no row; lets none be changed, taken away or added', async () => {
    const row = await rowOf(table)
    expect(row).toBeDefined()
    const columns = table.columns.join(', ')
    const same = table.changed.map((column) => `${column} = ${column}`).join(', ')
    for (const [name, who] of Object.entries(outsiders)) {
      const theirs = others(table, who)
      await as(who, async (attempt) => {
        const seen = await attempt(`select from ${table.name} where ${theirs} and not (${open[table.name] ?? 'false'})`)
        expect(nothing, `${name} sees`).toContain(seen)
        if (same) expect(nothing).toContain(await attempt(`update ${table.name} set ${same} where ${theirs}`))
        expect(nothing, `${name} takes`).toContain(await attempt(`delete from ${table.name} where ${theirs}`))
        const added = await attempt(
          `insert into ${table.name} (${columns}) overriding system value
           select ${columns} from jsonb_populate_record(null::copse.${table.name}, $1::text::jsonb)`,
          [JSON.stringify(row)],
        )
        // CP…: a rule of the house spoke before the wall.
        expect(added, `${name} adds`).toMatch(/^(42501|CP\d{3})$/)
      })
    }
  })

  if (table.audience !== 'space') return
  it('gives its people their rows', async () => {
    const seen = await as(host, (attempt) => attempt(`select from ${table.name} where space_id = ${community.id}`))
    expect(seen).toBeGreaterThan(0)
  })
})

describe.each(tables.filter(({ audience }) => audience === 'self'))('$name is one’s own', (table) => {
  it('also where all share a space: not even a host sees it', async () => {
    await as(host, async (attempt) => {
      expect(await attempt(`select from ${table.name} where ${others(table, host)}`)).toBe(0)
      expect(nothing).toContain(await attempt(`delete from ${table.name} where ${others(table, host)}`))
    })
  })
})
