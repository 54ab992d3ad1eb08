import { afterEach, expect, it } from 'vitest'
import { testSite } from '../site.ts'
import { rows, stagesIn } from './matrix.ts'

/** A GET changes nothing. */

const world = await testSite()
const { sharedStage } = stagesIn(world)

afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

it('no row of any table, whoever looks', async () => {
  const stage = await sharedStage('member')
  const visitors = [stage.community.host, stage.visitor, world.nobody]
  const addresses: string[] = []
  for (const row of rows.filter(({ of }) => of.method === 'GET')) addresses.push(await row.at(stage))
  const before = await fingerprint()
  for (const address of addresses)
    for (const visitor of visitors) await Promise.all([visitor.get(address), visitor.json(address)])
  expect(await fingerprint()).toEqual(before)
  // Every page there is, six times: longer than other tests, where much runs at once.
}, 90_000)

/** How many rows each table has, and a sum of all they say. */
async function fingerprint(): Promise<Record<string, string>> {
  const tables = await world.owner<{ name: string }[]>`
    select relname as name from pg_class where relnamespace = 'copse'::regnamespace and relkind = 'r' order by relname`
  const found: Record<string, string> = {}
  for (const { name } of tables) {
    const [row] = await world.owner.unsafe(
      `select count(*) || ' ' || coalesce(sum(hashtext(t::text)::bigint), 0) as seen from copse."${name}" t`,
    )
    found[name] = row!.seen
  }
  return found
}
