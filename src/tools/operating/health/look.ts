import type { Config } from '../../../platform/config.ts'
import { type Address, type Credentials, connect, type Pool } from '../../../platform/database/connect.ts'
import { credentialsOf } from '../../../platform/database/roles.ts'
import { lookAtAddress } from './address.ts'
import { type BackupFacts, lookAtBackups } from './backups.ts'
import { lookAtClocks, lookAtDatabase, lookAtJobs, lookAtLevel, lookAtTime } from './database.ts'
import { lookAtClamd, lookAtFiles } from './files.ts'
import { about, checks, type Finding, within } from './finding.ts'
import { lookAtDisk, lookAtMemory, lookAtNode } from './machine.ts'
import { lookAtMail, type Names } from './mail.ts'

export interface Looking {
  config: Config
  /** The database as `copse_jobs`; undefined when it could not be reached, with the reason. */
  database: { address: Address; as: Credentials } | { trouble: string }
  /** The program's migrations, to compare the database's with; a server has brought it to its own level itself. */
  migrations?: string
  /** Reads every byte of the newest backup, and asks a server of the world for the time. */
  thorough: boolean
  /** Reads every byte of people's files as well. */
  deep?: boolean
  names?: Names
}

/** What the site knows of itself in numbers. */
export interface SiteFacts extends BackupFacts {
  timeZone: string
  people: number
  newPeople: number
  communities: number
  messages: number
  lettersSent: number
  lettersFailed: number
  lettersWaiting: number
  backups: number
  backupsFailed: number
}

export async function siteFacts(jobs: Pool): Promise<SiteFacts> {
  const [{ facts }] = await jobs<[{ facts: SiteFacts }]>`select site_facts() facts`
  return facts
}

/** @returns null when the database does not answer; undefined when it is not that of a site of this version */
function factsOf(inside: Pool): Promise<SiteFacts | null | undefined> {
  return inside`select 1`.then(
    () => siteFacts(inside).catch(() => undefined),
    () => null,
  )
}

/** Whose clock the thorough look compares with: it hears nothing but that someone asks. */
const CLOCK = 'https://letsencrypt.org/'

/** Reading all files of a large site may take a night and a day. */
const DEEP_MS = 100 * 3_600_000

/** Looks at everything that an operator would want to know, all at once, and none of it longer than some seconds. */
export async function lookAtAll(looking: Looking): Promise<Finding[]> {
  const { config, database, thorough } = looking
  const inside = 'trouble' in database ? undefined : connect(database.address, database.as, 2)
  const facts = inside && (await factsOf(inside))
  try {
    const asked: Promise<Finding[]>[] = [
      Promise.resolve(lookAtNode()),
      within('disk', 5000, () => lookAtDisk(config)),
      within('files', 15_000, () => lookAtClamd(config)),
      within('memory', 5000, lookAtMemory),
      within('backup', thorough ? 3_600_000 : 60_000, () => lookAtBackups(config, facts ?? undefined, thorough)),
      within('mail', 15_000, () => lookAtMail(config, looking.names)),
      within('address', 20_000, () => lookAtAddress(config)),
      ...(thorough ? [within('time', 6000, () => lookAtTime(CLOCK))] : []),
    ]
    if (inside && facts !== null) {
      asked.push(
        within('database', 10_000, () => lookAtDatabase(inside)),
        within('database', 10_000, () => levelOf(looking)),
        within('jobs', 10_000, () => lookAtJobs(inside)),
        within('time', 5000, () => lookAtClocks(inside)),
      )
      if (facts && thorough)
        asked.push(within('files', looking.deep ? DEEP_MS : 1_800_000, () => lookAtFiles(inside, config, looking.deep)))
      if (facts && config.smtpUrl) asked.push(Promise.resolve(lettersOf(facts)))
    } else {
      const reason = 'trouble' in database ? database.trouble.split('\n')[0]! : ''
      asked.push(Promise.resolve([about('database').wrong('database-silent', { reason })]))
    }
    const found = (await Promise.all(asked)).flat()
    return checks.flatMap((check) => found.filter((finding) => finding.check === check))
  } finally {
    await inside?.end({ timeout: 1 })
  }
}

function lettersOf({ lettersWaiting, lettersFailed }: SiteFacts): Finding[] {
  const { well, warning } = about('mail')
  if (!lettersWaiting && !lettersFailed) return [well('letters')]
  return [
    ...(lettersWaiting ? [warning('letters-waiting', { count: lettersWaiting })] : []),
    ...(lettersFailed ? [warning('letters-failed', { count: lettersFailed })] : []),
  ]
}

async function levelOf({ config, database, migrations }: Looking): Promise<Finding[]> {
  if (!migrations || 'trouble' in database) return []
  const owner = connect(database.address, credentialsOf('copse_owner', config.key), 1)
  return lookAtLevel(owner, migrations).finally(() => owner.end({ timeout: 1 }))
}
