import { exec } from 'node:child_process'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  backupsIn,
  damageIn,
  filesOf,
  hashOf,
  newestWhole,
  openBackup,
  removeBackups,
} from '../../platform/backup/laid.ts'
import { AnotherBackup, backupTo, lockedBackup } from '../../platform/backup/make.ts'
import { filePath, nameOf, siteMark, timeOf } from '../../platform/backup/manifest.ts'
import { kept } from '../../platform/backup/rotation.ts'
import type { Pool } from '../../platform/database/connect.ts'
import { errorFacts } from '../../platform/log.ts'
import type { Site } from '../../spine/request/site.ts'
import { raiseAlarm } from './alarm.ts'
import { type SiteFacts, siteFacts } from './health/look.ts'

const HOUR = 3_600_000
/** A command that was begun after a backup is not waited for longer. */
const LONGEST_THEN_MS = 6 * HOUR

/** Why a backup failed, as the texts `health.backup-failed-…` know it. */
type Problem = 'space' | 'then' | 'damaged' | 'other'

/**
 * Whether the nightly backup is to be made now: at night where the operator lives; at any hour when the last one is more
 * than a day old, as after a night in which the machine was off. What failed is tried again after an hour.
 */
export function isDue(facts: Pick<SiteFacts, 'foundedAt' | 'lastGood' | 'lastTried' | 'timeZone'>, now: Date): boolean {
  if (!facts.foundedAt) return false
  // What is said to be of tomorrow was made while the clock was ahead: nobody knows when.
  const since = (text: string | null) => {
    const hours = text ? (now.getTime() - Date.parse(text)) / HOUR : -1
    return hours < 0 ? Number.POSITIVE_INFINITY : hours
  }
  if (since(facts.lastTried) < 1 && facts.lastTried !== facts.lastGood) return false
  const hour = Number(
    new Intl.DateTimeFormat('en-GB', { hour: '2-digit', hourCycle: 'h23', timeZone: facts.timeZone }).format(now),
  )
  if (hour >= 2 && hour < 6) return since(facts.lastGood) > 12
  return Math.min(since(facts.lastGood), since(facts.foundedAt)) > 26
}

/** Makes the nightly backup if it is time, and tells operators when it fails. */
export async function nightly(site: Site, jobs: Pool): Promise<void> {
  const folder = site.config.backups
  const facts = await siteFacts(jobs)
  if (!folder || !isDue(facts, new Date())) return
  const startedAt = new Date()
  try {
    const waiting = facts.lastProblem === 'then' ? await handedOnLate(folder) : undefined
    const { name, bytes, problem } = waiting ? await handOn(site, folder, waiting, 0) : await keep(site, folder)
    await note(site, jobs, { startedAt, name, bytes, problem })
  } catch (error) {
    if (error instanceof AnotherBackup) return
    site.log.error('backup.failed', errorFacts(error))
    const problem = /too little space|disk is full/i.test((error as Error).message) ? 'space' : 'other'
    await note(site, jobs, { startedAt, name: null, bytes: 0, problem })
  }
}

interface Outcome {
  startedAt: Date
  name: string | null
  bytes: number
  problem: Problem | null
}

async function note(site: Site, jobs: Pool, { startedAt, name, bytes, problem }: Outcome): Promise<void> {
  await jobs`insert into backup_made (started_at, name, bytes, problem) values (${startedAt}, ${name}, ${bytes}, ${problem})`
  await jobs`delete from backup_made where started_at < now() - interval '400 days'`
  if (problem) await raiseAlarm(site, jobs, 'backup', problem)
}

/** One night's work: heal, keep, look whether it can be read, let the old ones go, hand it on. */
async function keep(site: Site, folder: string): Promise<{ name: string; bytes: number; problem: Problem | null }> {
  if (new Date().getUTCDay() === 0) await heal(site, folder)
  const { name, bytes } = await backupTo(folder, site.database.address, site.config)
  const damaged = await damageIn(await openBackup(join(folder, name)), undefined, false)
  if (damaged.length) return { name, bytes, problem: 'damaged' }
  await rotate(site, folder)
  return handOn(site, folder, name, bytes)
}

async function handOn({ config }: Site, folder: string, name: string, bytes: number) {
  const well = config.backupThen ? await then(config.backupThen, folder, name) : true
  return { name, bytes, problem: well ? null : ('then' as const) }
}

/** When it was the command that failed, the backup itself is there: of last night, and need not be made again. */
async function handedOnLate(folder: string): Promise<string | undefined> {
  const [newest] = await backupsIn(folder)
  if (!newest) return undefined
  const age = Date.now() - timeOf(newest).getTime()
  // The second of two in one moment is named by the next.
  return age > -60_000 && age < 20 * HOUR ? newest : undefined
}

/** Once a week every byte is read: a file that the disk has changed goes, and tonight's backup lays it down anew. */
export async function heal(site: Site, folder: string): Promise<void> {
  await lockedBackup(site.database.address, site.config, async () => {
    // One that cannot be opened at all is no help, and no reason not to make the next.
    const laid = await newestWhole(folder)
    const files = laid ? await filesOf(laid).catch(() => []) : []
    for (const { hash } of files) {
      const path = join(folder, filePath(hash))
      // What cannot be read now may be readable tomorrow, as on a network: only what reads as something else goes.
      const said = await hashOf(path)
      if (said && said !== hash) await rm(path, { force: true })
    }
  })
}

/** The names of this site's backups; of whom one is that cannot be opened nobody knows, and it can go as well. */
async function ownBackups(folder: string, mark: string): Promise<string[]> {
  const own: string[] = []
  for (const name of await backupsIn(folder)) {
    const laid = await openBackup(join(folder, name)).catch(() => undefined)
    if (!laid || laid.manifest.site === mark) own.push(name)
  }
  return own
}

/** Lets go what need not be kept any longer; not while another backup is being made, whose files nothing refers to yet. */
export async function rotate(site: Site, folder: string): Promise<void> {
  await lockedBackup(site.database.address, site.config, async () => {
    const names = await ownBackups(folder, siteMark(site.config.key))
    const stay = new Set(kept(names.map(timeOf)).map(nameOf))
    await removeBackups(
      folder,
      names.filter((name) => !stay.has(name)),
    )
  })
}

/** What a command must not see of ours, whatever else comes to be called so: it may be anyone's script. */
const OURS = /^(COPSE_.*|DATABASE_URL|SMTP_URL)$/

/** Runs the operator's command with the folder and the name of the backup as `$1` and `$2`. @returns whether it ended well */
function then(command: string, folder: string, name: string): Promise<boolean> {
  const env = Object.fromEntries(Object.entries(process.env).filter(([key]) => !OURS.test(key)))
  return new Promise((resolve) => {
    exec(
      `set -- ${shellWord(folder)} ${shellWord(name)}; ${command}`,
      { cwd: folder, env, timeout: LONGEST_THEN_MS, maxBuffer: 10_000_000 },
      (error, stdout, stderr) => {
        void writeFile(join(folder, 'then.log'), stdout + stderr, { mode: 0o600 }).finally(() => resolve(!error))
      },
    )
  })
}

const shellWord = (text: string) => `'${text.replace(/'/g, `'\\''`)}'`
