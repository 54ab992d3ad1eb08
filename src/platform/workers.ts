import { EventEmitter } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { type RunnerOptions, run, type TaskList, type WorkerEvents } from 'graphile-worker'
import pg from 'pg'
import { onClockSet } from './clock.ts'
import { type Address, type Credentials, openLine } from './database/connect.ts'
import type { Line } from './database/renewing.ts'
import { steady } from './database/steady.ts'
import { connectionString, quiet, type Rhythm, type Task } from './jobs.ts'
import { errorFacts, type Log } from './log.ts'

/** A dead worker's jobs are looked for this often. */
const RESCUE_MS = 5_000
/** A job is not looked at before it is so old: its worker's lock may be on its way. */
const YOUNG = '2 seconds'
const ALIVE = 0x6a6f6273
const SOON_MS = 200
const LATER_MS = 5_000
/** Jobs under way are waited for so long; one that takes longer is begun anew by whoever works next. */
const GOODBYE_MS = 20_000
const SHORT_GOODBYE_MS = 2_000
/** When the clock was set, others begin at once, and jobs under way end in their own time. */
const LONG_GOODBYE_MS = 86_400_000
/** Two that work, one that listens, and what may be left of a shift before. */
const MOST = 5

export interface Workers {
  stop(): Promise<void>
}

/** What there is to do, and where. */
interface Work {
  address: Address
  as: Credentials
  tasks: Record<string, Task>
  rhythms: Rhythm[]
  log: Log
}

/** Workers of this process from one moment to their end. */
interface Shift {
  /** Resolves when they can work no longer: the library gave up. */
  over: Promise<void>
  /** @param patience how long jobs under way may still take */
  stop(patience: number): Promise<void>
}

/**
 * Starts this process's workers, and starts them again whenever the database went away under them. They hold an advisory
 * lock as long as they live; jobs locked by workers whose lock is gone are freed within seconds by any process (the library
 * alone would wait four hours).
 */
export async function startWorkers(
  address: Address,
  as: Credentials,
  tasks: Record<string, Task>,
  rhythms: Rhythm[],
  log: Log,
): Promise<Workers> {
  const work = { address, as, tasks, rhythms, log }
  // One pool for all shifts: of a shift that ended something may still be on its way.
  const pool = new pg.Pool({ connectionString: connectionString(address, as), max: MOST })
  for (const event of ['error', 'connect'] as const) pool.on(event, (one: Error | pg.PoolClient) => ignoreErrors(one))
  let stopping = false
  let shift = await beginShift(work, pool)
  let clockSet = () => {}
  const lookNoMore = onClockSet(() => clockSet())
  const leaving = new Set<Promise<void>>()
  const goOn = async () => {
    while (!stopping) {
      const set = new Promise<'clock'>((resolve) => (clockSet = () => resolve('clock')))
      const why = await Promise.race([shift.over, set])
      if (stopping) return
      if (why === 'clock') leave(shift)
      else await shift.stop(SHORT_GOODBYE_MS)
      const next = await begunAgain(work, pool, () => stopping)
      if (next) shift = next
    }
  }
  const leave = (one: Shift) => {
    const left = one.stop(LONG_GOODBYE_MS).finally(() => leaving.delete(left))
    leaving.add(left)
  }
  void goOn()
  return {
    async stop() {
      stopping = true
      lookNoMore()
      const left = Promise.race([Promise.all(leaving), pause(GOODBYE_MS, undefined, { ref: false })])
      await Promise.all([shift.stop(GOODBYE_MS), left])
      await Promise.race([pool.end(), pause(SHORT_GOODBYE_MS, undefined, { ref: false })])
    },
  }
}

/** Tries again, less and less often. @returns undefined where all of it stops meanwhile */
async function begunAgain(work: Work, pool: pg.Pool, stopping: () => boolean): Promise<Shift | undefined> {
  for (let wait = SOON_MS; !stopping(); wait = Math.min(wait * 2, LATER_MS)) {
    const next = await beginShift(work, pool).catch((error) => work.log.error('jobs.waiting', errorFacts(error)))
    if (next) {
      work.log.info('jobs.again')
      return next
    }
    await pause(wait)
  }
  return undefined
}

/** A lost connection is noticed by whoever uses it. */
function ignoreErrors(one: Error | pg.PoolClient): void {
  if (!(one instanceof Error)) one.on('error', () => {})
}

async function beginShift(work: Work, pool: pg.Pool): Promise<Shift> {
  const { address, as, log } = work
  const events: WorkerEvents = new EventEmitter()
  let name = ''
  // The library locks jobs in the name of the pool of its workers. It tells of it before the first of them asks for a job.
  events.on('pool:create', ({ workerPool }) => {
    name = workerPool.id
  })
  const lock = async (line: Line) => {
    if (name) await line`select pg_advisory_lock(${ALIVE}, hashtext(${name}))`
    await comeBackToNow(line)
    await freeDeadWorkers(line)
  }
  const alive = await steady((lost) => openLine(address, as, 1, { lost }), lock)
  const runner = await run(optionsOf(work, pool, events)).catch(async (error) => {
    await alive.close()
    throw error
  })
  const rescue = () =>
    comeBackToNow(alive.line())
      .then(() => freeDeadWorkers(alive.line()))
      .catch((error) => log.error('jobs.rescue', errorFacts(error)))
  const timer = setInterval(rescue, RESCUE_MS).unref()
  await lock(alive.line())
  const over = runner.promise.then(
    () => {},
    () => {},
  )
  const stop = async (patience: number) => {
    clearInterval(timer)
    // It may have stopped by itself, or be unable to say goodbye.
    await Promise.race([runner.stop().catch(() => {}), pause(patience, undefined, { ref: false })])
    await alive.close()
  }
  return { over, stop }
}

function optionsOf({ tasks, rhythms, log }: Work, pool: pg.Pool, events: WorkerEvents): RunnerOptions {
  return {
    pgPool: pool,
    taskList: tasksOf(tasks, log),
    concurrency: 2,
    pollInterval: 5_000,
    noHandleSignals: true,
    crontab: rhythms
      .map(({ crontab, task, alone }) => `${crontab} ${task} ?fill=1d${alone ? `&queue=${task}&jobKey=${task}` : ''}`)
      .join('\n'),
    events,
    logger: quiet,
    // What a worker cannot write down because the database is away ends its shift; without this it would end the process.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
  }
}

function tasksOf(tasks: Record<string, Task>, log: Log): TaskList {
  return Object.fromEntries(
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
}

async function freeDeadWorkers(line: Line): Promise<void> {
  await line`
    select graphile_worker.force_unlock_workers(array_agg(distinct locked_by))
    from graphile_worker.jobs
    where locked_by is not null and (locked_at < now() - ${YOUNG}::interval or locked_at > now() + ${YOUNG}::interval) and not exists (
      select from pg_locks l where l.locktype = 'advisory' and l.classid = ${ALIVE}
        and l.objid = (hashtext(locked_by)::bigint & x'ffffffff'::bigint) and l.database = (select oid from pg_database where datname = current_database()))
    having count(*) > 0`
}

/** What is ahead of now by more was made while the clock was. */
const AHEAD = '2 minutes'

/**
 * While the clock was ahead jobs were put off to hours of then, and rhythms were noted as done until then: all would wait
 * for as long as it was ahead, which may be years.
 */
async function comeBackToNow(line: Line): Promise<void> {
  await line`
    with late as (update graphile_worker._private_jobs set run_at = now(), created_at = least(created_at, now()), updated_at = now()
      where greatest(created_at, updated_at) > now() + ${AHEAD}::interval and locked_at is null)
    update graphile_worker._private_known_crontabs set last_execution = least(last_execution, now()), known_since = least(known_since, now())
    where greatest(last_execution, known_since) > now() + ${AHEAD}::interval`
}
