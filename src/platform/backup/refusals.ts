import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { connect, type Pool } from '../database/connect.ts'
import { isHalfRestored } from '../database/half.ts'
import type { Reached } from '../database/reach.ts'
import { filesOf, type Laid } from './laid.ts'
import { refuseFull } from './room.ts'

/** Why a site is not restored here and now. */

/** @throws with a sentence when the files that are not there yet do not fit */
export async function refuseTooLittleRoom(laid: Laid, dataDir: string): Promise<void> {
  let lacking = 0
  for (const { folder, hash, bytes } of await filesOf(laid)) {
    const there = await stat(join(dataDir, folder, hash.slice(0, 2), hash.slice(2))).catch(() => undefined)
    if (there?.size !== bytes) lacking += bytes
  }
  await refuseFull('the files of the backup', dataDir, lacking)
}

/** @throws with a sentence when there are people in the database, or a server works with it */
export async function refuseInUse({ admin, as, address }: Pick<Reached, 'admin' | 'as' | 'address'>): Promise<void> {
  const { database } = address
  const server = connect(admin, as, 1)
  try {
    const [there] = await server`select from pg_database where datname = ${database}`
    if (!there) return
    const [busy] = await server<[{ count: number }]>`
      select count(*)::int count from pg_stat_activity where datname = ${database} and usename in ('copse_app', 'copse_jobs', 'copse_owner')`
    if (busy.count) throw new Error('Copse is running on this database. Stop it first; nothing was changed.')
  } finally {
    await server.end()
  }
  const inside = connect(address, as, 1)
  try {
    if (await isHalfRestored(inside)) return
    const [row] = await inside<{ there: boolean }[]>`select to_regclass('copse.person') is not null there`
    if (!row!.there) return
    const [site] = await inside.begin(async (sql) => {
      // Whoever prepares the server is a member of its roles, and may look as the owner does.
      await sql.unsafe('set local role copse_owner')
      return sql<[{ people: number }]>`select count(*)::int people from copse.person`
    })
    if (site.people)
      throw new Error(
        'There are people on this site already. A restore fills only an empty one: choose another COPSE_DATA (or database). Nothing was changed.',
      )
  } finally {
    await inside.end()
  }
}

/** From the mark on nothing starts here: whoever did just before it is seen. @throws with a sentence */
export async function refuseStarted(pool: Pool): Promise<void> {
  // A connection that was closed a moment ago may be seen a little longer.
  for (let left = 20; ; left--) {
    const [busy] = await pool<[{ count: number }]>`
      select count(*)::int count from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
        and usename in ('copse_app', 'copse_jobs', 'copse_owner')`
    if (!busy.count) return
    if (!left) break
    await setTimeout(100)
  }
  throw new Error('Copse was started on this database meanwhile. Stop it, and run the same restore again.')
}
