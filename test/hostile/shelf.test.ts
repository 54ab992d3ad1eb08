import { afterEach, expect, it } from 'vitest'
import { testSite } from '../site.ts'
import { workersOf } from '../workers.ts'
import { badFiles } from './files.ts'

/** Files that flood, that are two things at once, or that would run, on a community's shelf. */

const world = await testSite()
await workersOf(world)
const luc = await world.person('Luc Marchetti')
const community = await world.community(luc)
await world.owner`update space set tools = tools || '{files}' where id = ${community.id}`

afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

const files = await badFiles()

it.each(files)('%s is kept, looked at within bounds, and never runs', { timeout: 90_000 }, async (name, bytes) => {
  const put = { name, type: 'text/html', bytes }
  const answer = await luc.upload(`${community.path}/files`, { taken: 'beside' }, [put], { accept: 'application/json' })
  expect([answer.statusCode, answer.body]).toEqual([201, expect.any(String)])
  const { url } = answer.json().files[0]
  const read = async () => (await luc.json(url)).json()
  await expect.poll(async () => (await read()).preview, { timeout: 80_000 }).not.toBe('waiting')
  const it = await read()
  // Floods are refused by what they say of themselves; a drawing that draws itself billions of times is given up by its time, or
  // by what draws it, whichever is sooner.
  if (name === 'uses.svg') expect(['too-hard', 'broken']).toContain(it.trouble)
  else expect(it.trouble).not.toBe('too-hard')
  const page = (await luc.get(url)).body
  expect(page).not.toMatch(/<script>document|<img src=x|<foreignObject|href="javascript:/)
  const content = await luc.get(it.content)
  expect(content.rawPayload.equals(bytes)).toBe(true)
  expect(content.headers['x-content-type-options']).toBe('nosniff')
  expect(content.headers['content-security-policy']).toMatch(/^sandbox; default-src 'none'/)
  const type = String(content.headers['content-type'])
  if (!/^(audio|video)\/|^text\/vtt/.test(type))
    expect([type, content.headers['content-disposition']]).toEqual([
      'application/octet-stream',
      expect.stringMatching(/^attachment;/),
    ])
  for (const picture of it.pictures) {
    const shown = await luc.get(picture.url)
    expect([shown.headers['content-type'], shown.rawPayload.toString('latin1', 8, 12)]).toEqual(['image/webp', 'WEBP'])
  }
})

it('and the site goes on', async () => {
  expect((await luc.json(`${community.path}/files`)).statusCode).toBe(200)
})
