import { EventEmitter } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { type Runner, run, type TaskList, type WorkerEvents } from 'graphile-worker'
import { type Address, type Credentials, openLine } from './database/connect.ts'
import type { Line } from './database/renewing.ts'
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

export interface Workers {
  stop(): Promise<void>
}

/** Workers of this process from one moment to their end. */
interface Shift {
  /** Resolves when they can work no longer: their connections broke, or the library gave up. */
  over: Promise<void>
  stop(): Promise<void>
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
  let stopping = false
  const begin = () => beginShift(address, as, tasks, rhythms, log)
  let shift = await begin()
  const goOn = async () => {
    while (!stopping) {
      await shift.over
      await shift.stop()
      for (let wait = SOON_MS; !stopping; wait = Math.min(wait * 2, LATER_MS)) {
        const next = await begin().catch((error) => log.error('jobs.waiting', errorFacts(error)))
        if (next) {
          shift = next
          log.info('jobs.again')
          break
        }
        await pause(wait)
      }
    }
  }
  const going = goOn()
  return {
    async stop() {
      stopping = true
      await shift.stop()
      await going
    },
  }
}

async function beginShift(
  address: Address,
  as: Credentials,
  tasks: Record<string, Task>,
  rhythms: Rhythm[],
  log: Log,
): Promise<Shift> {
  let end = () => {}
  const over = new Promise<void>((resolve) => (end = resolve))
  const line = openLine(address, as, 1, { lost: end })
  const events: WorkerEvents = new EventEmitter()
  // The library locks jobs in the name of the pool of its workers. It tells of it before the first of them asks for a job.
  events.on('pool:create', ({ workerPool }) => {
    line`select pg_advisory_lock(${ALIVE}, hashtext(${workerPool.id}))`.catch(end)
  })
  let runner: Runner | undefined
  try {
    await freeDeadWorkers(line)
    runner = await run({
      connectionString: connectionString(address, as),
      taskList: tasksOf(tasks, log),
      concurrency: 2,
      maxPoolSize: 3,
      pollInterval: 5_000,
      noHandleSignals: true,
      crontab: rhythms.map(({ crontab, task }) => `${crontab} ${task} ?fill=1d`).join('\n'),
      events,
      logger: quiet,
    })
  } catch (error) {
    await line.end({ timeout: 0 })
    throw error
  }
  const rescue = () => freeDeadWorkers(line).catch((error) => log.error('jobs.rescue', errorFacts(error)))
  const timer = setInterval(rescue, RESCUE_MS).unref()
  runner.promise.then(end, end)
  let stopped: Promise<void> | undefined
  const stop = async () => {
    clearInterval(timer)
    // It may have stopped by itself, or be unable to say goodbye.
    await Promise.race([runner.stop().catch(() => {}), pause(GOODBYE_MS, undefined, { ref: false })])
    await line.end({ timeout: 1 })
    end()
  }
  return { over, stop: () => (stopped ??= stop()) }
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
    where locked_by is not null and locked_at < now() - ${YOUNG}::interval and not exists (
      select from pg_locks l where l.locktype = 'advisory' and l.classid = ${ALIVE}
        and l.objid = (hashtext(locked_by)::bigint & x'ffffffff'::bigint) and l.database = (select oid from pg_database where datname = current_database()))
    having count(*) > 0`
}
