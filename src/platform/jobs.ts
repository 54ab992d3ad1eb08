import { Logger, type Runner, run, runMigrations, type TaskList } from 'graphile-worker'
import { type Address, type Credentials, connect, type Pool } from './database/connect.ts'
import { errorFacts, type Log } from './log.ts'

/** Work done after the request, by whichever process of the site has time. Payloads hold ids only. */
export type Task = (payload: Record<string, number>) => Promise<void>

/** One line of crontab (UTC) that starts a task. */
export interface Rhythm {
  crontab: string
  task: string
}

/** A dead worker's jobs are looked for this often. */
const RESCUE_MS = 20_000
const ALIVE = 0x6a6f6273

function connectionString(address: Address, as: Credentials): string {
  const { host, port, database } = address
  const where = host.startsWith('/')
    ? `/${encodeURIComponent(database)}?host=${encodeURIComponent(host)}&port=${port}`
    : `${host}:${port}/${encodeURIComponent(database)}`
  return `postgres://${as.user}:${encodeURIComponent(as.password)}@${where}`
}

const quiet = new Logger(() => () => {})

/** Brings the queue's own schema to its version and makes `jobs.enqueue(task, payload)`, through which all others add jobs. One with a key is there once, and keeps its hour. */
export async function prepareJobs(address: Address, as: Credentials): Promise<void> {
  await runMigrations({ connectionString: connectionString(address, as), logger: quiet })
  const jobs = connect(address, as, 1)
  try {
    await jobs.unsafe(`
      drop function if exists jobs.enqueue(text, jsonb, timestamptz, text);
      create or replace function jobs.enqueue(task text, payload jsonb, "at" timestamptz default null, key text default null, mode text default 'preserve_run_at') returns void
      language sql security definer set search_path = graphile_worker, pg_temp as
      $$ select from graphile_worker.add_job(task, payload::json, run_at => "at", job_key => key, job_key_mode => mode, max_attempts => 25) $$;
      revoke execute on function jobs.enqueue from public;
      grant usage on schema jobs to copse_app, copse_owner;
      grant execute on function jobs.enqueue to copse_app, copse_owner;`)
  } finally {
    await jobs.end()
  }
}

export interface Workers {
  stop(): Promise<void>
}

/**
 * Starts this process's workers. Each holds an advisory lock as long as it lives; jobs locked by a worker whose lock is
 * gone are freed within seconds by any process (the library alone would wait four hours).
 */
export async function startWorkers(
  address: Address,
  as: Credentials,
  tasks: Record<string, Task>,
  rhythms: Rhythm[],
  log: Log,
): Promise<Workers> {
  const alive = connect(address, as, 1)
  const holding = await alive.reserve()
  await holding`select 1`
  const taskList: TaskList = Object.fromEntries(
    Object.entries(tasks).map(([name, work]) => [
      name,
      async (payload) => {
        try {
          await work(payload as Record<string, number>)
        } catch (error) {
          log.error('job.failed', { task: name, ...errorFacts(error) })
          throw error
        }
      },
    ]),
  )
  const runner: Runner = await run({
    connectionString: connectionString(address, as),
    taskList,
    concurrency: 2,
    maxPoolSize: 3,
    pollInterval: 5_000,
    noHandleSignals: true,
    crontab: rhythms.map(({ crontab, task }) => `${crontab} ${task} ?fill=1d`).join('\n'),
    logger: quiet,
  })
  runner.events.on('worker:create', ({ worker }) => {
    void holding`select pg_advisory_lock(${ALIVE}, hashtext(${worker.workerId}))`
  })
  const rescue = () => freeDeadWorkers(alive, holding).catch((error) => log.error('jobs.rescue', errorFacts(error)))
  const timer = setInterval(rescue, RESCUE_MS).unref()
  await rescue()
  return {
    async stop() {
      clearInterval(timer)
      await runner.stop()
      holding.release()
      await alive.end({ timeout: 1 })
    },
  }
}

async function freeDeadWorkers(_pool: Pool, sql: Awaited<ReturnType<Pool['reserve']>>): Promise<void> {
  await sql`
    select graphile_worker.force_unlock_workers(array_agg(distinct locked_by))
    from graphile_worker.jobs
    where locked_by is not null and locked_at < now() - interval '2 seconds' and not exists (
      select from pg_locks l where l.locktype = 'advisory' and l.classid = ${ALIVE}
        and l.objid = (hashtext(locked_by)::bigint & x'ffffffff'::bigint) and l.database = (select oid from pg_database where datname = current_database()))
    having count(*) > 0`
}
