import { join } from 'node:path'
import { openDatabase } from '../platform/database/open.ts'
import { silent } from '../platform/log.ts'
import type { Command } from './index.ts'

export const migrateCommand: Command = {
  usage: 'migrate                                         bring the database to this version',
  async run({ config, folders }) {
    const database = await openDatabase(config, join(folders.root, 'db/migrations'), silent, false)
    console.log(database.migrated.length ? `Ran ${database.migrated.join(', ')}.` : 'The database is up to date.')
    await database.close()
  },
}
