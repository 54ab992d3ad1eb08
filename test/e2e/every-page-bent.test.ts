import { expect, it } from 'vitest'
import { plainWords } from './hard-coded.ts'
import { sticksOut } from './overflow.ts'
import { everyPage, open } from './pages.ts'
import { openStage } from './stage.ts'

/**
 * Every page in the language that is English bent. What people wrote is marked, so that words neither marked nor accented are
 * hard-coded.
 */

const stage = await openStage({ world: true })
const pages = await everyPage(stage)
await stage.owner`update person set lang = 'en-XA', name = '§ ' || name`
await stage.owner`update profile_field set value = case name when 'links' then '[{"url": "https://example.org/", "label": "§"}]' else '"§"' end::jsonb where name not in ('clock', 'languages')`
await stage.owner`delete from profile_field where name = 'languages'`
await stage.owner`update space set name = '§ ' || name, purpose = '§'`
await stage.owner`update item set title = '§ ' || title`
await stage.owner`update invitation set note = '§'`

// Between the two steps of signing in nobody is known yet: the browser says the language.
const bent = pages.filter((page) => page.by && page.status !== 404 && page.route !== '/sign-in/code')
it.each(bent)('$name: right to left, longer, nothing hard-coded', async (one) => {
  const page = await stage.again(one.by)
  await open(stage, page, one)
  expect(await page.evaluate(() => document.dir)).toBe('rtl')
  expect(await plainWords(page)).toEqual([])
  expect(await sticksOut(page), '1280 pixels').toEqual([])
  await page.setViewportSize({ width: 360, height: 800 })
  expect(await sticksOut(page), '360 pixels').toEqual([])
})
