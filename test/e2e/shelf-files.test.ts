import { expect, it } from 'vitest'
import { badFiles } from '../hostile/files.ts'
import { workersOf } from '../workers.ts'
import { openStage } from './stage.ts'

/** What is in files never runs in a browser: neither on their page nor opened by itself. */

const stage = await openStage()
await workersOf(stage)
const luc = await stage.person('Luc Marchetti')
const community = await stage.community(luc)
await stage.owner`update space set tools = tools || '{files}' where id = ${community.id}`
const asProgram = { accept: 'application/json' }

it('files that would run, on their pages and opened', { timeout: 240_000 }, async () => {
  const urls: string[] = []
  for (const [name, bytes] of (await badFiles()).filter(([, bytes]) => bytes.length < 1_000_000)) {
    const files = [{ name, type: 'text/html', bytes }]
    const answer = await luc.upload(`${community.path}/files`, { taken: 'beside' }, files, asProgram)
    urls.push(answer.json().files[0].url)
  }
  // A film opened by itself stands alone, in a place without an origin: even its own bytes are another's there.
  stage.forgive(/content\/(film|boxes|song)\.mp[34]/)
  const read = async (url: string) => (await luc.json(url)).json()
  const page = await stage.as(luc)
  for (const url of urls) {
    await expect.poll(async () => (await read(url)).preview, { timeout: 80_000 }).not.toBe('waiting')
    await page.goto(stage.address + url)
    for (const closed of await page.locator('.seen details').all())
      await closed.evaluate((one) => one.setAttribute('open', ''))
    const { content } = await read(url)
    // What is to be kept comes as a download, which ends the visit; what is played or captions is shown bare.
    await page
      .goto(stage.address + content)
      .catch((error) => expect(String(error)).toMatch(/Download is starting|ERR_ABORTED/))
    const state = await page.evaluate(() => [document.title, (globalThis as { hit?: number }).hit])
    expect([url, ...state]).toEqual([url, expect.not.stringMatching(/^hit/), undefined])
  }
})
