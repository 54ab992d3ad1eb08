import type { Browser, Page } from 'playwright-core'
import { afterAll, expect, it } from 'vitest'
import { type Killable, killable, members } from '../durability/site.ts'
import { cleanUp, dataFolder, found } from '../life/program.ts'
import { openBrowser } from './browser.ts'

/** Three who talk in one room of the program as it is served: one without a network for a while, and the program killed meanwhile. */

const dataDir = dataFolder('copse rooms ')
let site: Killable
let browser: Browser
afterAll(async () => {
  await browser?.close()
  await site?.killNode()
  await cleanUp(dataDir)
})

const NAMES = ['Ada', 'Luc', 'Mira'] as const
const PATIENCE = { timeout: 60_000 }
const troubles: string[] = []

/** The room as someone has it open in a browser of their own, with its script there and its line open. */
async function open(cookie: string, path: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: site.url, locale: 'en-GB' })
  context.on('weberror', (error) => troubles.push(String(error.error().stack)))
  const [name, value] = cookie.split('=') as [string, string]
  await context.addCookies([{ name, value, url: site.url, httpOnly: true, sameSite: 'Lax' }])
  const page = await context.newPage()
  await Promise.all([page.waitForEvent('websocket'), page.goto(path)])
  await page.waitForFunction(() => customElements.get('copse-room') !== undefined)
  return page
}

async function say(page: Page, name: string, from: number, to: number): Promise<void> {
  for (let n = from; n <= to; n++) {
    await page.locator('#reply [data-text]').pressSequentially(`${name} ${n}`)
    await page.keyboard.press('Enter')
  }
}

/** What stands in the room, in its order; what has not arrived does not count. */
const shown = (page: Page) =>
  page
    .locator('[data-live-item] > article.message:not([hidden])')
    .evaluateAll((all) => all.map((one) => `${one.id} ${one.querySelector('.said')?.textContent?.trim()}`))
const waits = (page: Page) => page.locator('copse-room article')

it('shows all three the same, in one order and once, after the program was killed', { timeout: 300_000 }, async () => {
  site = await killable(dataDir)
  browser = await openBrowser()
  const { cookie, community } = await found(site.running())
  const cookies = [cookie, ...(await members(site, community.slice(3), ['Luc Marchetti', 'Mira Holm']))]
  const headers = { cookie, accept: 'application/json', origin: site.url, 'content-type': 'application/json' }
  const body = JSON.stringify({ title: 'By the fire' })
  const room = await (await fetch(`${site.url}${community}/rooms`, { method: 'POST', headers, body })).json()
  const [ada, luc, mira] = (await Promise.all(cookies.map((one) => open(one, room.url)))) as [Page, Page, Page]
  const all = [ada, luc, mira]

  await mira.context().setOffline(true)
  await Promise.all(all.map((page, n) => say(page, NAMES[n]!, 1, 6)))
  await waits(mira).getByText('waiting for a connection; your text is safe').first().waitFor()
  // In the midst of what Ada and Luc say.
  const saying = Promise.all([say(ada, 'Ada', 7, 12), say(luc, 'Luc', 7, 12)])
  await expect.poll(async () => (await shown(ada)).length, PATIENCE).toBeGreaterThan(12)
  await site.killNode()
  await Promise.all([saying, say(mira, 'Mira', 7, 12)])
  expect(await waits(mira).count()).toBe(12)
  await site.start()
  await mira.context().setOffline(false)

  for (const page of all) await expect.poll(async () => (await shown(page)).length, PATIENCE).toBe(36)
  for (const page of all) await expect.poll(() => waits(page).count(), PATIENCE).toBe(0)
  const order = await shown(ada)
  for (const page of all) expect(await shown(page)).toEqual(order)
  for (const name of NAMES)
    expect(order.map((one) => one.replace(/^m\d+ /, '')).filter((one) => one.startsWith(name))).toEqual(
      Array.from({ length: 12 }, (_, n) => `${name} ${n + 1}`),
    )
  const { messages } = await (await fetch(site.url + room.url, { headers })).json()
  const kept = (messages as { number: number; html: string }[]).map(
    ({ number, html }) => `m${number} ${html.replace(/<[^>]*>/g, '').trim()}`,
  )
  expect(kept).toEqual(order)
  expect(troubles).toEqual([])
})
