import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { tools } from '../../src/app.ts'
import { findingsOf } from './axe.ts'
import { plainWords } from './hard-coded.ts'
import { sticksOut } from './overflow.ts'
import { everyPage, visit, withoutPage } from './pages.ts'
import { openStage } from './stage.ts'

const stage = await openStage({ world: true })
const pages = await everyPage(stage)

it('is in the list', () => {
  const routes = tools.flatMap((tool) => tool.routes).filter((route) => route.method === 'GET')
  const missing = routes.map((route) => route.url).filter((url) => !withoutPage.has(url))
  for (const page of pages) if (missing.includes(page.route)) missing.splice(missing.indexOf(page.route), 1)
  expect(missing).toEqual([])
})

it.each(pages)('$name: nothing for axe-core, nothing to scroll sideways', async (one) => {
  const page = await visit(stage, one, { touch: true })
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 800 })
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

describe('in the language that is English bent', () => {
  // What people wrote is marked, so that words neither marked nor accented are hard-coded.
  beforeAll(async () => {
    await stage.owner`update person set lang = 'en-XA', name = '§ ' || name`
    await stage.owner`update profile_field set value = case name when 'links' then '[{"url": "https://example.org/", "label": "§"}]' else '"§"' end::jsonb where name not in ('clock', 'languages')`
    await stage.owner`delete from profile_field where name = 'languages'`
    await stage.owner`update space set name = '§ ' || name, purpose = '§'`
    await stage.owner`update item set title = '§ ' || title`
    await stage.owner`update invitation set note = '§'`
  })

  // Between the two steps of signing in nobody is known yet: the browser says the language.
  const bent = pages.filter((page) => page.by && page.status !== 404 && page.route !== '/sign-in/code')
  it.each(bent)('$name: right to left, longer, nothing hard-coded', async (one) => {
    const page = await visit(stage, one)
    expect(await page.evaluate(() => document.dir)).toBe('rtl')
    expect(await plainWords(page)).toEqual([])
    expect(await sticksOut(page), '1280 pixels').toEqual([])
    await page.setViewportSize({ width: 360, height: 800 })
    expect(await sticksOut(page), '360 pixels').toEqual([])
  })
})

/** As in the browser's settings: the size that all others follow. */
async function twiceAsLarge(page: Page): Promise<void> {
  const rem = () => page.evaluate(() => Number.parseFloat(getComputedStyle(document.documentElement).fontSize))
  const before = await rem()
  const settings = await page.context().newCDPSession(page)
  await settings.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } })
  await expect.poll(rem).toBe(before * 2)
}
