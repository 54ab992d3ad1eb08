import { expect, it } from 'vitest'
import { killedWhileWriting } from '../durability/rounds.ts'
import { systemPostgres, systemPrograms } from '../life/postgres.ts'

/** The same sudden ends as `test/life/killed.test.ts`, with a PostgreSQL of the operator's own, which somebody else starts again. */

const ROUNDS = Number(process.env.COPSE_ROUNDS) || 10
const bin = systemPrograms()
if (!bin) console.warn('\n*** NO POSTGRESQL OF THE SYSTEM: sudden ends of it are SKIPPED ***\n')

it.runIf(bin)(`keeps all that was acknowledged, once, through ${ROUNDS} sudden ends`, async () => {
  const server = await systemPostgres(bin!)
  try {
    const told = await killedWhileWriting(ROUNDS, server)
    console.log(JSON.stringify(told))
    expect(told.acknowledged).toBeGreaterThan(ROUNDS * 7)
    expect(told.answers[500]).toBeUndefined()
  } finally {
    await server.remove()
  }
})
