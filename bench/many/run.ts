import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { hashOf, newSecret } from '../../src/spine/people/credential.ts'
import { casesIn } from './cases.ts'
import { fillLibrary } from './fill.ts'
import { type MeasuredPage, measured } from './measure.ts'
import { type OpenSite, openIn } from './site.ts'
import { few, type LibrarySize, large } from './size.ts'

/**
 * What each page of a library of ten thousand pages costs, and what its statements read.
 *   npm run bench -- --only=many                 as a member
 *   npm run bench -- --only=many --as=host       as a host
 *   npm run bench -- --only=many --plans=index   the statements of the pages whose name has this word
 *   npm run bench -- --only=many --in=…          in this folder, which stays for the next time
 */
export async function measureMany(words: readonly string[]): Promise<void> {
  const said = (name: string) => words.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3)
  const open = await openIn(said('in'))
  try {
    const there = await prepared(open, words.includes('--quick') ? few : large)
    const as = said('as') === 'host' ? 'host' : 'member'
    const looker = there.lookers[as]
    console.log('| page | status | bytes | node ms | statements | postgres ms | buffers | most rows | read whole |')
    console.log('| --- | --: | --: | --: | --: | --: | --: | --: | --- |')
    for (const { name, path } of casesIn(there.place, there.library)) {
      if (said('plans') && !name.includes(said('plans')!)) continue
      const page = await measured(open.server, open.site.database.app, there.place.slug, looker, path)
      console.log(lineOf(name, page))
      if (said('plans'))
        for (const one of page.statements)
          console.log(
            `    ${one.ms.toFixed(1)} ms, ${one.buffers} buffers, ${one.rows} rows, ${one.whole.join()}: ${one.text.slice(0, 300)}`,
          )
    }
  } finally {
    await open.close()
  }
}

function lineOf(name: string, { status, bytes, node, statements }: MeasuredPage): string {
  const sum = (of: (one: MeasuredPage['statements'][number]) => number) =>
    statements.reduce((all, one) => all + of(one), 0)
  const cells = [
    name,
    status,
    bytes.toLocaleString('en'),
    node.toFixed(1),
    statements.length,
    sum(({ ms }) => ms).toFixed(1),
    sum(({ buffers }) => buffers).toLocaleString('en'),
    Math.max(0, ...statements.map(({ rows }) => rows)).toLocaleString('en'),
    [...new Set(statements.flatMap(({ whole }) => whole))].join(', '),
  ]
  return `| ${cells.join(' | ')} |`
}

/** Fills it once; a folder that was filled before is taken as it is. */
async function prepared({ owner, folder }: OpenSite, size: LibrarySize) {
  const noted = join(folder, 'many.json')
  if (existsSync(noted)) return JSON.parse(readFileSync(noted, 'utf8')) as Awaited<ReturnType<typeof filled>>
  const from = performance.now()
  const made = await filled(owner, size)
  await owner.unsafe('vacuum analyze')
  writeFileSync(noted, JSON.stringify(made))
  console.log(`Filled in ${((performance.now() - from) / 1000).toFixed(0)} s`)
  return made
}

type Looker = { id: number; cookie: string }

async function filled(owner: OpenSite['owner'], size: LibrarySize) {
  await owner`update site set founded_at = now()`
  const people = await owner<{ id: number }[]>`
    insert into person (handle, name, lang) select 'person-' || n, 'Person ' || n, 'en' from generate_series(1, 40) n returning id`
  const ids = people.map(({ id }) => id)
  const [host, member] = ids as [number, number]
  await owner`insert into login (person_id, email) select id, handle || '@example.org' from person`
  await owner`insert into profile (person_id, time_zone) select id, 'Europe/Paris' from person`
  const [space] = await owner<[{ id: number; slug: string }]>`
    insert into space (kind, slug, name, purpose, lang, hue, created_by, tools)
    values ('community', 'large-library', 'Large library', '', 'en', 130, ${host}, '{discussions,pages,links,gaps}') returning id, slug::text`
  await owner`insert into membership (space_id, person_id, standing, joined_at)
    select ${space.id}, id, case when id = ${host} then 'host' else 'member' end, now() - interval '2 years' from person`
  const library = await fillLibrary(owner, space, ids, size)
  const session = async (id: number): Promise<Looker> => {
    const secret = newSecret()
    await owner`select open_session(${id}, ${hashOf(secret)}, 'bench')`
    return { id, cookie: `copse=${secret}` }
  }
  return {
    place: space,
    library,
    lookers: { host: await session(host), member: await session(member) },
  }
}
