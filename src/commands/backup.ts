import { resolve } from 'node:path'
import { backupOnto, backupTo, type Made } from '../platform/backup/make.ts'
import { giveToOwnerOf } from '../platform/backup/owner.ts'
import { tarShelf } from '../platform/backup/tar.ts'
import { reach } from '../platform/database/reach.ts'
import { silent } from '../platform/log.ts'
import { plainWords } from './backstage.ts'
import type { Command } from './index.ts'
import { megabytes, progressOn } from './progress.ts'

export const backupCommand: Command = {
  looksOnly: true,
  usage:
    'backup [<folder or ->]                          keep everything, beside a running server; - is a tar to a pipe',
  async run({ config, words }) {
    const [to = config.backups] = words.includes('-') ? ['-'] : plainWords(words)
    if (!to) throw new Error('Say where: copse backup <folder>. (The nightly backup is off: COPSE_BACKUP.)')
    if (to === '-' && process.stdout.isTTY) throw new Error('A tar is not for a terminal: copse backup - > copse.tar')
    const progress = progressOn(process.stderr)
    // Nothing is prepared and nothing migrated: a backup is what one makes before.
    const reached = await reach(config, silent, false)
    try {
      const tell = (what: 'tables' | 'files', share: number) => progress(`Keeping ${what}`, share)
      const made =
        to === '-'
          ? await backupOnto((name) => tarShelf(process.stdout, name), reached.address, config, tell)
          : await backupTo(resolve(to), reached.address, config, tell)
      if (resolve(to) === config.backups) await giveToOwnerOf(config.dataDir, [config.backups])
      report(to === '-' ? 'the tar' : resolve(to), made)
    } finally {
      await reached.close()
    }
  },
}

function report(where: string, { name, bytes, manifest }: Made): void {
  const { files, tables, missing } = manifest
  const rows = (table: string) => tables.find((one) => one.schema === 'copse' && one.name === table)?.rows ?? 0
  console.error(
    `${name} is in ${where}: ${rows('person')} people, ${rows('message')} messages, ${files.count} files (${megabytes(bytes)} added).`,
  )
  if (manifest.secret === 'elsewhere')
    console.error('The site’s secret is not in it: it comes from COPSE_SECRET. Keep that as well.')
  if (missing.length)
    console.error(
      `${missing.length} files are not in it, because they are gone from the disk or damaged:\n${missing.slice(0, 10).join('\n')}`,
    )
}
