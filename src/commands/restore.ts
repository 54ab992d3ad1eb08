import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { isFolder, type Laid, openBackup } from '../platform/backup/laid.ts'
import { type Restored, restore } from '../platform/backup/restore.ts'
import { unpack } from '../platform/backup/tar.ts'
import type { Config } from '../platform/config.ts'
import { removeLeftovers, unfinished } from '../platform/database/embedded/leftovers.ts'
import { AlreadyRunning, reach } from '../platform/database/reach.ts'
import { silent } from '../platform/log.ts'
import { forgetAgain } from '../spine/people/forgetting.ts'
import { plainWords } from './backstage.ts'
import type { Command, Invocation } from './index.ts'
import { progressOn } from './progress.ts'

const steps = { check: 'Checking', files: 'Bringing files', tables: 'Bringing tables' }

export const restoreCommand: Command = {
  usage:
    'restore <folder, file or -> [--sign-out]        bring a backup back into an empty site; --sign-out ends all sign-ins',
  async run(invocation) {
    const { config, folders, words } = invocation
    const [from] = words.includes('-') ? ['-'] : plainWords(words)
    if (!from) throw new Error('Say from where: copse restore <folder, file or ->')
    await removeLeftovers(join(config.dataDir, 'restoring'))
    const unpacked = unfinished(join(config.dataDir, 'restoring'))
    try {
      const laid = await fetched(from, unpacked)
      const progress = progressOn(process.stderr)
      const target = {
        config,
        migrations: join(folders.root, 'db/migrations'),
        forget: forgetAgain,
        server: () => forItself(config),
      }
      const tell = (step: keyof typeof steps, share: number) => progress(steps[step], share)
      report(invocation, laid, await restore(laid, target, { signOut: words.includes('--sign-out') }, tell))
    } finally {
      await rm(unpacked, { recursive: true, force: true })
    }
  },
}

/** @throws with a sentence when a server runs on the site */
function forItself(config: Config) {
  return reach(config, silent, true).catch((error: Error) => {
    throw error instanceof AlreadyRunning ? new Error(`${error.message} Stop it first; nothing was changed.`) : error
  })
}

/** A tar is unpacked beside the data first: nothing of it is used before all of it has come and was checked. */
async function fetched(from: string, unpacked: string): Promise<Laid> {
  const path = resolve(from)
  if (from !== '-' && (await isFolder(path))) return openBackup(path)
  await unpack(from === '-' ? process.stdin : createReadStream(path), unpacked)
  return openBackup(unpacked)
}

function report({ words }: Invocation, { name, manifest }: Laid, restored: Restored): void {
  const rows = (table: string) => manifest.tables.find((one) => one.schema === 'copse' && one.name === table)?.rows ?? 0
  console.log(
    `${name} is back: ${rows('person')} people, ${rows('message')} messages, ${manifest.files.count} files, all as they were.`,
  )
  if (restored.migrated.length) console.log(`Brought to this version: ${restored.migrated.join(', ')}.`)
  if (restored.forgotten) console.log(`Forgotten again, as they had asked: ${restored.forgotten}.`)
  if (restored.letters) console.log(`Letters that wait and leave when it starts: ${restored.letters}.`)
  if (restored.leftOut.length)
    console.log(`Left out, because this version has no such table: ${restored.leftOut.join(', ')}.`)
  if (manifest.missing.length) console.log(`Files that were gone when the backup was made: ${manifest.missing.length}.`)
  if (restored.otherSecret)
    console.log(
      'It was made with another secret (COPSE_SECRET). With this one, links in letters and invitations, feeds, and codes of second steps do not work (copse code-off).',
    )
  console.log(
    words.includes('--sign-out')
      ? 'All sign-ins, tokens, application passwords, feeds and links for signing in have ended. Passwords, passkeys, second steps and linked accounts are as they were then: also those that were changed since.'
      : 'Sign-ins and tokens hold as they did then. After a break-in, restore with --sign-out.',
  )
}
