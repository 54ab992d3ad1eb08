import { afterAll, describe, expect, it } from 'vitest'
import { cleanUp, copse, dataFolder, found, type Running, speak, start } from './program.ts'

/** With DATABASE_URL: an external PostgreSQL instead of the embedded one, and two app nodes on it. */

const url = process.env.DATABASE_URL
const here = dataFolder()
const running: Running[] = []
afterAll(async () => {
  for (const one of running) await one.stop()
  await cleanUp(here)
})

describe.runIf(url)('an external database', () => {
  it('is prepared, serves, and two nodes on it behave as one', async () => {
    const env = { COPSE_SECRET: 'the same secret for both nodes' }
    running.push(await start(here, [], env), await start(here, [], env))
    const [first, second] = running as [Running, Running]
    const { cookie, community } = await found(first)
    const opened = await speak(first, cookie).post(`${community}/discussions`, { title: 'Two nodes', text: 'One site' })
    const { url: path } = (await opened.json()) as { url: string }
    expect(((await (await speak(second, cookie).get(path)).json()) as { title: string }).title).toBe('Two nodes')
    const key = { 'idempotency-key': 'one effect' }
    const both = await Promise.all([
      speak(first, cookie).post(`${path}/messages`, { text: 'Once' }, key),
      speak(second, cookie).post(`${path}/messages`, { text: 'Once' }, key),
    ])
    expect(both.map((answer) => answer.status)).toEqual([201, 201])
    expect(((await (await speak(second, cookie).get(path)).json()) as { messageCount: number }).messageCount).toBe(2)
    expect((await copse(here, ['token', 'ada@example.org'], env)).trim().split('\n').at(-1)).toMatch(/^copse_/)
  })
})
