import { execFile } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, expect, it } from 'vitest'
import { root } from './setup.ts'

/** `.ci/audit` against a registry that knows something, nothing, or does not answer. */

let known: Record<string, object[]> | undefined
let asked: string[] = []
const registry = createServer(async (request, response) => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  if (!known || !request.url?.includes('/advisories/bulk')) return response.writeHead(known ? 404 : 405).end('{}')
  const body = Buffer.concat(chunks)
  asked = Object.keys(JSON.parse((body[0] === 0x1f ? gunzipSync(body) : body).toString()))
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(known))
})
await new Promise<void>((go) => registry.listen(0, '127.0.0.1', go))
const address = `http://127.0.0.1:${(registry.address() as AddressInfo).port}/`
afterAll(() => {
  registry.closeAllConnections()
  registry.close()
})

const audit = () =>
  new Promise<{ code: number; said: string }>((done) =>
    execFile(
      join(root, '.ci/audit'),
      { env: { ...process.env, npm_config_registry: address, npm_config_audit_registry: address } },
      (error, out, said) => done({ code: Number(error?.code ?? 0), said: out + said }),
    ),
  )
const weakness = (severity: string) => [
  {
    // npm remembers what it was told of a number.
    id: Date.now(),
    url: 'https://advisories.example/1',
    title: 'Takes what it should not',
    severity,
    vulnerable_versions: '*',
    cwe: [],
    cvss: { score: 0, vectorString: null },
  },
]

it('fails for what is high or critical, says what it is, and asks for nothing that only developers have', async () => {
  known = { 'csv-parse': weakness('high') }
  const { code, said } = await audit()
  expect([code, said]).toEqual([1, expect.stringContaining('high: csv-parse: Takes what it should not')])
  expect(asked).toContain('fastify')
  expect(asked).not.toContain('vitest')
}, 30_000)

it('passes where nothing is known, or only what is low', async () => {
  known = {}
  expect(await audit()).toMatchObject({ code: 0, said: expect.stringContaining('no weakness is known') })
  known = { 'csv-parse': weakness('low') }
  expect(await audit()).toMatchObject({ code: 0 })
}, 30_000)

it('passes, and says so loudly, where the registry does not answer', async () => {
  known = undefined
  expect(await audit()).toMatchObject({ code: 0, said: expect.stringContaining('!!! NOT LOOKED') })
}, 30_000)
