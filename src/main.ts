import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { commands } from './commands/index.ts'
import { readConfig } from './platform/config.ts'

/** The program: `copse <command>`. */
const here = dirname(fileURLToPath(import.meta.url))
const root = join(here, '..')
const folders = { root, dist: join(root, 'dist') }
const [name = 'start', ...words] = process.argv.slice(2)
const command = name.startsWith('-') ? commands.start : commands[name]

if (!command) {
  console.error(`There is no command ${name}. Commands: ${Object.keys(commands).join(', ')}.`)
  process.exitCode = 2
} else {
  try {
    await command.run({ config: readConfig(), folders, words: name.startsWith('-') ? [name, ...words] : words })
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    if (process.env.COPSE_MODE === 'development') console.error(error)
    process.exitCode = 1
  }
}
