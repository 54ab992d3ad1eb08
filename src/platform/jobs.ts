import { Logger, runMigrations } from 'graphile-worker'
import { type Address, type Credentials, connect } from './database/connect.ts'

/** Work done after the request, by whichever process of the site has time. Payloads hold ids only. */
export type Task = (payload: Record<string, number>) => Promise<void>

/** One line of crontab (UTC) that starts a task. */
export interface Rhythm {
  crontab: string
  task: string
  /** Never two of it at once, nor two that wait. */
  alone?: true
}

/** How the job library connects. */
export function connectionString(address: Address, as: Credentials): string {
  const { host, port, database } = address
  const where = host.startsWith('/')
    ? `/${encodeURIComponent(database)}?host=${encodeURIComponent(host)}&port=${port}`
    : `${host}:${port}/${encodeURIComponent(database)}`
  return `postgres://${as.user}:${encodeURIComponent(as.password)}@${where}`
}

/** The library says nothing by itself; what matters is in our own log. */
export const quiet = new Logger(() => () => {})

/** Brings the queue's own schema to its version and makes `jobs.enqueue(task, payload)`, through which all others add jobs. One with a key is there once, and keeps its hour; those of a queue are done one after another. */
export async function prepareJobs(address: Address, as: Credentials): Promise<void> {
  await runMigrations({ connectionString: connectionString(address, as), logger: quiet })
  const jobs = connect(address, as, 1)
  try {
    await jobs.unsafe(`
      drop function if exists jobs.enqueue(text, jsonb, timestamptz, text);
      drop function if exists jobs.enqueue(text, jsonb, timestamptz, text, text);
      create or replace function jobs.enqueue(task text, payload jsonb, "at" timestamptz default null, key text default null, mode text default 'preserve_run_at', queue text default null) returns void
      language sql security definer set search_path = graphile_worker, pg_temp as
      $$ select from graphile_worker.add_job(task, payload::json, queue_name => queue, run_at => "at", job_key => key, job_key_mode => mode, max_attempts => 25) $$;
      revoke execute on function jobs.enqueue from public;
      grant usage on schema jobs to copse_app, copse_owner;
      grant execute on function jobs.enqueue to copse_app, copse_owner;`)
  } finally {
    await jobs.end()
  }
}
