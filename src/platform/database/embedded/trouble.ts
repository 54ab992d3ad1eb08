import { statfs } from 'node:fs/promises'

const WAY_OUT = 'To use a PostgreSQL of your own instead, set DATABASE_URL.'

/** Why the embedded server cannot serve, as a sentence for the person who installs Copse. */
export class Trouble extends Error {
  constructor(sentence: string, options: { evidence?: string; cause?: unknown } = {}) {
    const evidence = options.evidence?.trim()
    super([sentence, evidence && indented(evidence), WAY_OUT].filter(Boolean).join('\n'), { cause: options.cause })
    this.name = 'Trouble'
  }
}

/** What PostgreSQL, the loader or the system writes, and what it means. The first that matches is said. */
const MEANINGS: [RegExp, string][] = [
  [/shared memory|semaphore|\/dev\/shm/i, 'The system gives PostgreSQL too little shared memory.'],
  [/no space left|ENOSPC|quota exceeded|EDQUOT/i, 'There is no space left on the disk.'],
  [/read-only file system|EROFS/i, 'The data folder is on a read-only disk.'],
  [/GLIBC_\S+' not found/, "This system's C library is too old: the embedded PostgreSQL needs glibc 2.27 or newer."],
  [/error while loading shared libraries/, 'A system library that the embedded PostgreSQL needs is missing.'],
  [/spawn \S.*ENOENT/, 'The embedded PostgreSQL cannot run on this system (it needs glibc, which Alpine lacks).'],
  [/could not look up effective user ID/, 'The account that runs Copse has no name on this system (/etc/passwd).'],
  [/files are incompatible/, 'The database in the data folder was made by another PostgreSQL.'],
  [/spawn \S.*EACCES/, 'The system lets no program run from the data folder: is its disk mounted with "noexec"?'],
  [/EPERM.*spawn|spawn.*EPERM/, 'The system does not let root run PostgreSQL under an unprivileged account.'],
  [/permission denied|EACCES|EPERM|not permitted|wrong ownership|invalid permissions/i, 'A permission is missing.'],
]

/**
 * Makes a Trouble of a failure.
 *
 * @param doing what was being done, such as 'create its database'
 * @param evidence what the failing program wrote, or an error
 * @param folder where it was writing: a program on a full disk may be unable to write down why it failed
 */
export async function troubleFrom(doing: string, evidence: unknown, folder: string): Promise<Trouble> {
  if (evidence instanceof Trouble) return evidence
  const text = evidence instanceof Error ? evidence.message : String(evidence)
  const meaning = MEANINGS.find(([pattern]) => pattern.test(text))?.[1]
  const said = meaning ?? ((await isFull(folder)) ? 'There is no space left on the disk.' : '')
  const cause = evidence instanceof Error ? evidence : undefined
  return new Trouble(`The embedded PostgreSQL could not ${doing}. ${said}`.trim(), { evidence: text, cause })
}

async function isFull(folder: string): Promise<boolean> {
  const disk = await statfs(folder).catch(() => undefined)
  return disk !== undefined && disk.bavail * disk.bsize < 1_000_000
}

const indented = (text: string) => text.replace(/^/gm, '  ')
