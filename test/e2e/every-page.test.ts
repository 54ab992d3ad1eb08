import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { tools } from '../../src/app.ts'
import { findingsOf } from './axe.ts'
import { sticksOut } from './overflow.ts'
import { everyPage, open, withoutPage } from './pages.ts'
import { openStage } from './stage.ts'

const stage = await openStage({ world: true, touch: true })
const pages = await everyPage(stage)

it('is in the list', () => {
  const routes = tools.flatMap((tool) => tool.routes).filter((route) => route.method === 'GET')
  const missing = routes.map((route) => route.url).filter((url) => !withoutPage.has(url))
  for (const page of pages) if (missing.includes(page.route)) missing.splice(missing.indexOf(page.route), 1)
  expect(missing).toEqual([])
})

it.each(pages)('$name: nothing for axe-core, nothing to scroll sideways', async (one) => {
  const page = await stage.again(one.by)
  await open(stage, page, one)
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 800 })
    // What stays at the foot covers what one scrolls past: at the end there is nothing below it.
    if (await page.locator('.composer.stay').count()) await page.evaluate(() => scrollTo(0, document.body.scrollHeight))
    await page.emulateMedia({ colorScheme: 'light' })
    expect(await findingsOf(page), `${width} pixels, by day`).toEqual([])
    await page.emulateMedia({ colorScheme: 'dark' })
    expect(await findingsOf(page, 'colours'), `${width} pixels, by night`).toEqual([])
  }
  await page.setViewportSize({ width: 320, height: 640 })
  expect(await sticksOut(page), '320 pixels').toEqual([])
  await page.setViewportSize({ width: 640, height: 800 })
  await twiceAsLarge(page)
  expect(await sticksOut(page), 'letters twice as large').toEqual([])
})

/** As in the browser's settings: the size that all others follow. */
async function twiceAsLarge(page: Page): Promise<void> {
  const rem = () => page.evaluate(() => Number.parseFloat(getComputedStyle(document.documentElement).fontSize))
  const before = await rem()
  const settings = await page.context().newCDPSession(page)
  await settings.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } })
  await expect.poll(rem).toBe(before * 2)
  // It stays so until the next page.
  await settings.detach()
}
