import { readdir, stat } from 'node:fs/promises'
import { backupsIn, damageIn, openBackup } from '../../../platform/backup/laid.ts'
import { timeOf } from '../../../platform/backup/manifest.ts'
import type { Config } from '../../../platform/config.ts'
import { about, type Finding } from './finding.ts'
import { deviceOf } from './machine.ts'

const HOUR = 3_600_000

export interface BackupFacts {
  foundedAt: string | null
  lastGood: string | null
  lastTried: string | null
  lastProblem: string | null
}

/**
 * Whether there is a backup, how old it is, and whether it could be brought back.
 * @param thorough reads every byte of the newest one
 */
export async function lookAtBackups(
  config: Pick<Config, 'backups' | 'backupThen' | 'dataDir'>,
  facts: BackupFacts | undefined,
  thorough: boolean,
  now = Date.now(),
): Promise<Finding[]> {
  const { well, warning, wrong } = about('backup')
  if (!config.backups) return [warning('backup-off')]
  const findings: Finding[] = []
  const [newest] = await backupsIn(config.backups)
  if (newest) {
    const hours = Math.round((now - timeOf(newest).getTime()) / HOUR)
    findings.push(
      hours < 0
        ? warning('backup-ahead', { hours: -hours })
        : hours > 72
          ? wrong('backup-old', { hours })
          : hours > 30
            ? warning('backup-old', { hours })
            : well('backup', { hours }),
    )
    findings.push(await soundness(config.backups, thorough))
  } else {
    const young = !facts?.foundedAt || now - Date.parse(facts.foundedAt) < 30 * HOUR
    findings.push(young ? about('backup').unknown('backup-soon') : wrong('backup-none'))
  }
  if (facts?.lastProblem && facts.lastTried !== facts.lastGood)
    findings.push(wrong(`backup-failed-${facts.lastProblem}`))
  if (!config.backupThen && newest && (await deviceOf(config.backups)) === (await deviceOf(config.dataDir)))
    findings.push(warning('backup-same-disk'))
  if (
    ((await stat(config.backups).catch(() => undefined))?.mode ?? 0) & 0o077 &&
    (await readdir(config.backups)).length
  )
    findings.push(warning('backup-open'))
  return findings
}

async function soundness(folder: string, thorough: boolean): Promise<Finding> {
  const { well, wrong } = about('backup')
  try {
    const laid = await openBackup(folder)
    const damaged = await damageIn(laid, undefined, thorough)
    if (damaged.length) return wrong('backup-damaged', { count: damaged.length, first: damaged[0]! })
    return laid.manifest.missing.length
      ? about('backup').warning('backup-lacks', { count: laid.manifest.missing.length })
      : well(thorough ? 'backup-sound' : 'backup-rows-sound')
  } catch {
    return wrong('backup-damaged', { count: 1, first: 'manifest.json' })
  }
}
