import { join } from 'node:path'
import { reach } from '../platform/database/reach.ts'
import { credentialsOf } from '../platform/database/roles.ts'
import { type Language, languages, localesOf } from '../platform/i18n.ts'
import { silent } from '../platform/log.ts'
import { doing, type Finding, lookAtAll, operating, saying, worst } from '../tools/operating/index.ts'
import { option } from './backstage.ts'
import type { Command, Invocation } from './index.ts'

const signs: Record<Finding['state'], string> = { well: '✓', unknown: '?', warning: '!', wrong: '✗' }

export const doctorCommand: Command = {
  looksOnly: true,
  usage:
    'doctor [--deep] [--json] [--lang en]            look at everything, and say what to do; ends with 1 if something is wrong; --deep reads every file',
  async run(invocation) {
    const { words } = invocation
    const lang = option(words, 'lang') ?? 'en'
    const locale = localesOf([operating.texts])(lang in languages ? (lang as Language) : 'en')
    const findings = await lookedAt(invocation)
    const said = findings.map((finding) => ({
      check: finding.check,
      state: finding.state,
      says: saying(locale, finding).trim(),
      todo: doing(locale, finding) || null,
    }))
    if (words.includes('--json')) console.log(JSON.stringify({ state: worst(findings), findings: said }, null, 2))
    else
      for (const { check, state, says, todo } of said) {
        const name = locale.t(`operating.check.${check}`)
        console.log(`${signs[state]} ${name}, ${locale.t(`operating.state-of.${state}`)}: ${says}`)
        if (todo) console.log(`    → ${todo}`)
      }
    if (worst(findings) === 'wrong') process.exitCode = 1
  },
}

/** Changes nothing: no migration runs, nothing is prepared. A database that cannot be reached is one finding of many. */
async function lookedAt({ config, folders, words }: Invocation): Promise<Finding[]> {
  const looking = {
    config,
    migrations: join(folders.root, 'db/migrations'),
    thorough: true,
    deep: words.includes('--deep'),
  }
  const reached = await reach(config, silent, false).catch((error: Error) => error)
  if (reached instanceof Error) return lookAtAll({ ...looking, database: { trouble: reached.message } })
  try {
    const database = { address: reached.address, as: credentialsOf('copse_jobs', config.key) }
    return await lookAtAll({ ...looking, database })
  } finally {
    await reached.close()
  }
}
