import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
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
    const data = resolve(process.env.COPSE_DATA || 'data')
    if (command.looksOnly && !existsSync(data)) throw new Error(`There is no folder ${data}: look at COPSE_DATA.`)
    await command.run({ config: readConfig(), folders, words: name.startsWith('-') ? [name, ...words] : words })
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    if (process.env.COPSE_MODE === 'development') console.error(error)
    process.exitCode = 1
  }
}
