import type { Pool } from '../../../platform/database/connect.ts'
import { isHalfRestored } from '../../../platform/database/half.ts'
import { migrationsIn } from '../../../platform/database/migrate.ts'
import { about, type Finding } from './finding.ts'

const MOST_CLOCKS_MS = 5000

/** @param jobs as `copse_jobs`, whom the catalogue and the queue are open to */
export async function lookAtDatabase(jobs: Pool): Promise<Finding[]> {
  const { well, warning, wrong } = about('database')
  const [row] = await jobs<
    [
      {
        number: number
        version: string
        size: number
        fsync: string
        pages: string
        commit: string
        dead: number
        live: number
      },
    ]
  >`
    select current_setting('server_version_num')::int number, split_part(current_setting('server_version'), ' ', 1) version,
      pg_database_size(current_database()) size, current_setting('fsync') fsync, current_setting('full_page_writes') pages,
      current_setting('synchronous_commit') as commit,
      (select coalesce(sum(n_dead_tup), 0)::bigint from pg_stat_user_tables) dead, (select coalesce(sum(n_live_tup), 0)::bigint from pg_stat_user_tables) live`
  const findings = [
    row.number < 150000
      ? wrong('database-old', { version: row.version })
      : well('database', { version: row.version, megabytes: Math.round(row.size / 1e6) }),
  ]
  const unsafe = [
    ...(row.fsync === 'off' ? ['fsync'] : []),
    ...(row.pages === 'off' ? ['full_page_writes'] : []),
    ...(row.commit === 'off' ? ['synchronous_commit'] : []),
  ]
  findings.push(unsafe.length ? wrong('database-unsafe', { settings: unsafe.join(', ') }) : well('database-safe'))
  if (row.dead > 200_000 && row.dead > row.live / 2) findings.push(warning('database-bloat', { dead: row.dead }))
  if (await isHalfRestored(jobs)) findings.push(wrong('half-restored'))
  return findings
}

/** Whether the database is at the level of this program. @param owner as `copse_owner`, whose list of migrations it is */
export async function lookAtLevel(owner: Pool, folder: string): Promise<Finding[]> {
  const { well, warning, wrong } = about('database')
  const known = migrationsIn(folder)
  const ran = (await owner<{ name: string }[]>`select name from copse.migration`).map(({ name }) => name)
  const newer = ran.filter((name) => !known.includes(name))
  if (newer.length) return [wrong('level-newer', { names: newer.join(', ') })]
  const behind = known.filter((name) => !ran.includes(name))
  return [
    behind.length ? warning('level-old', { count: behind.length }) : well('level', { newest: known.at(-1) ?? '' }),
  ]
}

/** Work that waits, letters that wait. */
export async function lookAtJobs(jobs: Pool): Promise<Finding[]> {
  const { well, warning, wrong } = about('jobs')
  const [row] = await jobs<[{ late: number; given: number; workers: number }]>`
    select (select count(*)::int from graphile_worker._private_jobs where run_at < now() - interval '15 minutes' and locked_at is null and attempts < max_attempts) late,
      (select count(*)::int from graphile_worker._private_jobs where attempts >= max_attempts) given,
      (select count(*)::int from pg_locks where locktype = 'advisory' and classid = ${0x6a6f6273}
        and database = (select oid from pg_database where datname = current_database())) workers`
  if (!row.workers) return [warning('not-running', { late: row.late })]
  return [
    row.late ? wrong('jobs-late', { count: row.late }) : well('jobs'),
    ...(row.given ? [warning('jobs-given-up', { count: row.given })] : []),
  ]
}

/** The clocks of this machine and of the database's. */
export async function lookAtClocks(jobs: Pool): Promise<Finding[]> {
  const { well, wrong } = about('time')
  const before = Date.now()
  const [{ at }] = await jobs<[{ at: Date }]>`select clock_timestamp() as at`
  const apart = Math.abs(at.getTime() - (before + Date.now()) / 2)
  return [apart > MOST_CLOCKS_MS ? wrong('clocks-apart', { seconds: Math.round(apart / 1000) }) : well('clocks')]
}

/** This machine's clock and that of some server of the world. */
export async function lookAtTime(address: string): Promise<Finding[]> {
  const { well, unknown, wrong } = about('time')
  const before = Date.now()
  const answer = await fetch(address, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(4000) }).catch(
    () => undefined,
  )
  const said = Date.parse(answer?.headers.get('date') ?? '')
  if (!said) return [unknown('time-unknown')]
  // The header has whole seconds.
  const apart = Math.abs(said + 500 - (before + Date.now()) / 2)
  return [apart > MOST_CLOCKS_MS ? wrong('time-off', { seconds: Math.round(apart / 1000) }) : well('time')]
}
