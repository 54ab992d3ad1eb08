import { describe, expect, it } from 'vitest'
import { tools } from '../../src/app.ts'
import { findingsOf } from './axe.ts'
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

describe.each(pages)('$name', (one) => {
  it('has nothing that axe-core finds, wide or narrow, by day or by night', async () => {
    const page = await visit(stage, one)
    for (const width of [1280, 360]) {
      await page.setViewportSize({ width, height: 800 })
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        expect(await findingsOf(page), `${width} pixels, ${colorScheme}`).toEqual([])
      }
    }
  })

  it('fits a narrow phone, and letters twice as large', async () => {
    const page = await visit(stage, one, { width: 320, height: 640, touch: true })
    expect(await sticksOut(page)).toEqual([])
    const settings = await page.context().newCDPSession(page)
    await settings.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } })
    await expect.poll(() => page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe('34px')
    expect(await sticksOut(page)).toEqual([])
  })
})
