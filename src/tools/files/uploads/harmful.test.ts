import { afterAll, expect, it } from 'vitest'
import { clamd, EICAR } from '../../../../test/clamd.ts'
import { testSite } from '../../../../test/site.ts'

/** What is brought in parts is looked into as what comes with a form. */

const scanner = await clamd()
const world = await testSite({ env: { CLAMD_URL: scanner.url } })
afterAll(() => scanner.close())
const luc = await world.person('Luc Marchetti')
const river = await world.community(luc)
await world.owner`update space set tools = tools || '{files}' where id = ${river.id}`

async function bring(name: string, words: string) {
  const tus = {
    'tus-resumable': '1.0.0',
    accept: 'application/json',
    origin: 'http://localhost',
    host: 'localhost',
    cookie: luc.cookie,
  }
  const bytes = Buffer.from(words)
  const { headers } = await world.server.inject({
    method: 'POST',
    url: `${river.path}/uploads`,
    headers: {
      ...tus,
      'upload-length': String(bytes.length),
      'upload-metadata': `name ${Buffer.from(name).toString('base64')}`,
    },
  })
  return world.server.inject({
    method: 'PATCH',
    url: headers.location as string,
    payload: bytes,
    headers: { ...tus, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
  })
}

it('what is harmful becomes no file, and its person is told; where nobody can look now, it waits', async () => {
  const found = await bring('harm.txt', EICAR)
  expect([found.statusCode, found.json().errors.files]).toEqual([422, expect.stringContaining('harm.txt')])
  scanner.mood = 'hangs up'
  expect((await bring('later.txt', 'fine')).statusCode).toBe(503)
  scanner.mood = 'looks'
  expect((await bring('fine.txt', 'fine')).statusCode).toBe(204)
  const { entries } = (await luc.json(`${river.path}/files`)).json()
  expect(entries.map(({ name }: { name: string }) => name)).toEqual(['fine.txt'])
})
