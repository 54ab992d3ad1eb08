import { createHash, randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { copyFile, open, readdir, rename, stat, utimes } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { ComingTrouble } from '../blobs.ts'
import { sync } from '../durable.ts'

/** `at.<length>` lies there; `held.<length>.<machine>-<pid>-<process>-<time>` is somebody's. Giving it a new name is taking it. */
const machine = createHash('sha256').update(hostname()).digest('hex').slice(0, 12)
const self = randomBytes(6).toString('hex')
let times = 0

/** Whoever holds a file says so this often. */
const SIGN_MS = 5_000
/** Of whom nothing was heard for so long, that process has ended. */
const SILENT_MS = 60_000

export interface Held {
  path: string
  /** So many of its bytes are on the disk for good. */
  length: number
  /** Says that so many are by now. */
  grown(length: number): Promise<Held>
}

/** What came so far, at rest or held. */
export const FILE = /^(at\.\d+|held\.\d+\.[0-9a-f-]+)$/

/** The names in a folder, none where there is no such folder. A file that changes its name meanwhile is not overlooked. */
export async function filesIn(own: string): Promise<string[]> {
  for (let again = 3; ; again--) {
    const files = await readdir(own).catch(() => undefined)
    if (!files || !again || files.some((file) => FILE.test(file) || file.startsWith('kept.'))) return files ?? []
    await pause(5)
  }
}

/**
 * Takes the file of a folder, which nobody else writes then.
 * @throws ComingTrouble `gone`, `busy`
 */
export async function take(own: string): Promise<Held> {
  const files = await filesIn(own)
  const name = files.find((file) => FILE.test(file))
  // Another has just made a blob of it: it is not lost, and whoever asks again is told.
  if (!name) throw new ComingTrouble(files.some((file) => file.startsWith('kept.')) ? 'busy' : 'gone')
  const [kind, length] = name.split('.') as [string, string]
  if (kind === 'held' && !(await abandoned(join(own, name)))) throw new ComingTrouble('busy')
  const held = heldIn(own, Number(length))
  await rename(join(own, name), held.path).catch((error) => {
    // Another was quicker.
    throw error.code === 'ENOENT' ? new ComingTrouble('busy') : error
  })
  if (kind === 'held') await onlyOurs(held)
  else await touch(held.path)
  return held
}

function heldIn(own: string, length: number): Held {
  const path = join(own, `held.${length}.${machine}-${process.pid.toString(16)}-${self}-${(++times).toString(16)}`)
  return {
    path,
    length,
    async grown(to) {
      const held = heldIn(own, to)
      await rename(path, held.path)
      await sync(own)
      return held
    },
  }
}

/** Gives the file back, with what is on the disk of it. */
export async function release(path: string, own: string, length: number): Promise<void> {
  await rename(path, join(own, `at.${length}`)).catch((error) => {
    throw error.code === 'ENOENT' ? new ComingTrouble('gone') : error
  })
  await sync(own)
}

/** Says from time to time that somebody is there, until the returned function is called. */
export function holding(path: () => string): () => void {
  const timer = setInterval(() => void touch(path()).catch(() => {}), SIGN_MS)
  timer.unref()
  return () => clearInterval(timer)
}

const touch = (path: string) => utimes(path, new Date(), new Date())

/** Whether the process that holds a file is no more. On its own machine that can be asked; elsewhere it is silent for long. */
async function abandoned(path: string): Promise<boolean> {
  const [where, pid, which] = path.split('.').at(-1)!.split('-') as [string, string, string]
  if (where === machine && which !== self && !lives(Number.parseInt(pid, 16))) return true
  const there = await stat(path).catch(() => undefined)
  return there !== undefined && there.mtimeMs < Date.now() - SILENT_MS
}

/** Our own number is another's who had it before us. */
function lives(pid: number): boolean {
  if (pid === process.pid) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH'
  }
}

/** Whoever held it may have slept only, and write on: into a file that is no longer here. */
async function onlyOurs({ path, length }: Held): Promise<void> {
  const copy = `${path}.copy`
  await copyFile(path, copy, constants.COPYFILE_FICLONE)
  const file = await open(copy, 'r+')
  try {
    await file.truncate(length)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(copy, path)
}
