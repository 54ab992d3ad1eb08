import type { Folders } from '../app.ts'
import type { Config } from '../platform/config.ts'
import { backupCommand } from './backup.ts'
import { doctorCommand } from './doctor.ts'
import { forgetCommand } from './forget.ts'
import { importCommand } from './import.ts'
import { inviteCommand } from './invite.ts'
import { codeOffCommand, linkCommand, tokenCommand } from './keys.ts'
import { migrateCommand } from './migrate.ts'
import { restoreCommand } from './restore.ts'
import { shelfCommand } from './shelf.ts'
import { demoCommand, startCommand } from './start.ts'

export interface Invocation {
  config: Config
  folders: Folders
  /** What stands after the command's name. */
  words: string[]
}

export interface Command {
  /** One line for whoever asks. */
  usage: string
  /** It looks at a site that is there: a folder with a mistyped name is not made. */
  looksOnly?: boolean
  run(invocation: Invocation): Promise<void>
}

/** What can be said after `copse`. All but start and demo work beside a running server. */
export const commands: Record<string, Command> = {
  start: startCommand,
  demo: demoCommand,
  migrate: migrateCommand,
  token: tokenCommand,
  link: linkCommand,
  'code-off': codeOffCommand,
  invite: inviteCommand,
  import: importCommand,
  forget: forgetCommand,
  shelf: shelfCommand,
  backup: backupCommand,
  restore: restoreCommand,
  doctor: doctorCommand,
  help: {
    usage: 'help',
    async run() {
      for (const command of Object.values(commands)) console.log(`copse ${command.usage}`)
    },
  },
}
