import { execFile } from 'node:child_process'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** What `postmaster.pid` says: the first process of a running server. */
export interface Postmaster {
  pid: number
  socketFolder: string
  /** `starting`, `ready`, `stopping`; empty before the first is written */
  status: string
}

/** Reads `postmaster.pid`, which may be left over from a server that is gone. Undefined when there is none to read. */
export async function recordedPostmaster(cluster: string): Promise<Postmaster | undefined> {
  const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch((error) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  // pid, folder, start time, port, socket folder, address, shared memory, status
  const lines = text.split('\n')
  const pid = Number(lines[0])
  return pid > 0 ? { pid, socketFolder: lines[4] ?? '', status: (lines[7] ?? '').trim() } : undefined
}

/** The server that runs on this cluster now, whoever started it. */
export async function runningPostmaster(cluster: string): Promise<Postmaster | undefined> {
  const recorded = await recordedPostmaster(cluster)
  return recorded && (await isPostmasterOf(cluster, recorded.pid)) ? recorded : undefined
}

/** Whether a pid really is the server of this cluster: pids are given again, in containers the same ones every time. */
export function isPostmasterOf(cluster: string, pid: number): Promise<boolean> {
  return process.platform === 'linux' ? isPostmasterInProc(cluster, pid) : isPostmasterInPs(cluster, pid)
}

// A server works in its cluster's folder. A dead one that nobody has reaped works in none.
async function isPostmasterInProc(cluster: string, pid: number): Promise<boolean> {
  const name = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '')
  if (name.trim() !== 'postgres') return false
  try {
    const [there, ours] = [await stat(`/proc/${pid}/cwd`), await stat(cluster)]
    return there.ino === ours.ino && there.dev === ours.dev
  } catch (error) {
    if (!['EACCES', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) return false
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
    return command.split('\0').includes(cluster)
  }
}

async function isPostmasterInPs(cluster: string, pid: number): Promise<boolean> {
  const ps = await promisify(execFile)('ps', ['-o', 'command=', '-p', String(pid)]).catch(() => ({ stdout: '' }))
  return ps.stdout.includes('postgres') && ps.stdout.includes(cluster)
}
