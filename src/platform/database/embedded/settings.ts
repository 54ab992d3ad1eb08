export const SUPERUSER = 'postgres'

/**
 * The server's settings, given on its command line so that they are those of this Copse whatever the cluster's own
 * file says. They are made for a machine with 1 GB that also runs Node: what is not listed keeps its default.
 */
const SETTINGS: Record<string, string> = {
  // No door but the socket, and that one only for the account that runs it (and root).
  listen_addresses: '',
  unix_socket_permissions: '0700',

  // The system's file cache does the rest; a connection costs 2 to 10 MB, and Copse's pools stay below 40.
  shared_buffers: '48MB',
  max_connections: '40',
  maintenance_work_mem: '32MB',
  effective_cache_size: '256MB',

  // Each of these would be one more process, for a gain that a small machine cannot give.
  max_parallel_workers_per_gather: '0',
  max_parallel_maintenance_workers: '0',
  max_worker_processes: '2',
  autovacuum_max_workers: '2',
  io_method: 'sync',
  jit: 'off',

  // Crash safety is kept (fsync, full_page_writes); replication is not offered, backups are Copse's own.
  wal_level: 'minimal',
  max_wal_senders: '0',
  min_wal_size: '32MB',
  max_wal_size: '256MB',
  checkpoint_completion_target: '0.9',

  // Solid state is the rule now, even in the smallest rented machine.
  random_page_cost: '1.1',

  timezone: 'UTC',
  log_timezone: 'UTC',
  log_line_prefix: '%m [%p] ',
  log_checkpoints: 'off',
  // What members write must not end up in a log: neither the statement that failed nor the row it failed on.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
}

/** The arguments of `postgres`. */
export function serverArguments(cluster: string, socketFolder: string, extra: Record<string, string>): string[] {
  const settings = Object.entries({ ...SETTINGS, ...extra }).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  return ['-D', cluster, '-k', socketFolder, ...settings]
}
