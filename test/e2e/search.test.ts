import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { findingsOf } from './axe.ts'
import { tabTo } from './keyboard.ts'
import { openStage } from './stage.ts'

/** Something is found again: with the mouse, with the keyboard alone, without script, on a phone. */

const stage = await openStage()
const ada = await stage.person('Ada Umeh')
const luc = await stage.person('Luc Marchetti')
const community = await stage.community(ada)
await stage.join(community, luc)
const eels = await stage.discussion(community, luc, 'Eels above the weir', { tags: 'eels' })
await ada.post(`${eels.path}/messages`, { text: 'Three glass eels swam past the lantern.' })
await stage.discussion(community, luc, 'Brown water', { text: 'It smells of sewage.' })

const found = (page: Page) => page.locator('.found .name').allTextContents()

it('with the mouse, from the field at the side of any page', async () => {
  const page = await stage.as(ada)
  await page.goto(community.path)
  await page.getByRole('searchbox', { name: 'Search River Keepers' }).fill('sewgae')
  await page.getByRole('searchbox').press('Enter')
  await page.getByRole('heading', { name: 'Search River Keepers' }).waitFor()
  await page.getByText('We found nothing for “sewgae”').waitFor()
  expect(await found(page)).toEqual(['Brown water'])
  await page.getByLabel('What are you looking for?').fill('glass eel')
  await page.getByRole('button', { name: 'Search', exact: true }).click()
  await page.locator('mark', { hasText: 'glass' }).waitFor()
  await page.getByRole('link', { name: 'Eels above the weir' }).click()
  await page.waitForURL(/#m2$/)
})

it('with the keyboard alone: Ctrl+K leads there, arrows choose what is offered', async () => {
  const page = await stage.as(ada)
  await page.goto(`${community.path}/members`)
  await page.keyboard.press('Control+k')
  expect(await page.evaluate(() => document.activeElement?.getAttribute('type'))).toBe('search')
  await page.keyboard.type('lantern')
  await page.keyboard.press('Enter')
  await page.locator('mark', { hasText: 'lantern' }).waitFor()
  // In a field it is a sign like others.
  const field = page.getByRole('combobox', { name: 'What are you looking for?' })
  await tabTo(field)
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('up/down')
  expect(await field.inputValue()).toBe('up/down')
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('eels ab')
  const option = page.getByRole('option', { name: 'Eels above the weir' })
  await option.waitFor()
  expect(await field.getAttribute('aria-expanded')).toBe('true')
  await page.keyboard.press('ArrowDown')
  expect(await option.getAttribute('aria-selected')).toBe('true')
  expect(await field.getAttribute('aria-activedescendant')).toBe(await option.getAttribute('id'))
  expect(await findingsOf(page)).toEqual([])
  await page.keyboard.press('Escape')
  expect(await option.isVisible()).toBe(false)
  await page.keyboard.type('o')
  await option.waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Eels above the weir' }).waitFor()
})

it('what was looked for in this tab is offered again, to nobody else', async () => {
  const page = await stage.as(ada)
  await page.goto('/search')
  await page.getByLabel('What are you looking for?').fill('weir')
  await page.keyboard.press('Enter')
  await page.locator('mark').first().waitFor()
  await page.goto('/search')
  await page.getByLabel('What are you looking for?').click()
  await page.getByRole('option', { name: 'weir you looked for this before' }).click()
  await page.waitForURL(/q=weir$/)
  const other = await stage.as(luc)
  await other.goto('/search')
  await other.getByLabel('What are you looking for?').click()
  expect(await other.locator('.offers [role="option"]').count()).toBe(0)
})

for (const scripts of [true, false]) {
  it(`on a phone, ${scripts ? 'with' : 'without'} script`, async () => {
    const page = await stage.as(luc, { width: 360, height: 740, touch: true, scripts })
    await page.goto(community.path)
    await page.getByRole('link', { name: 'Search', exact: true }).click()
    await page.getByLabel('What are you looking for?').fill('eel -nothing')
    await page.getByRole('button', { name: 'Search', exact: true }).click()
    await page.locator('mark').first().waitFor()
    expect(await found(page)).toEqual(['Eels above the weir'])
    await page.getByText('Narrow the search').click()
    await page.getByLabel('By whom (name)').fill('ada')
    await page.getByRole('button', { name: 'Show these' }).click()
    await page.getByRole('link', { name: 'by ada' }).waitFor()
    expect(await page.locator('.found .quiet').first().textContent()).toContain('Ada Umeh replied')
    await page.getByRole('link', { name: 'by ada' }).click()
    await page.getByRole('link', { name: 'Newest first' }).click()
    await page.waitForURL(/sort=newest/)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360)
  })
}
