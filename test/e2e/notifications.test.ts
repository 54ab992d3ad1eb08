import { expect, it } from 'vitest'
import { workersOf } from '../workers.ts'
import { findingsOf } from './axe.ts'
import { tabTo } from './keyboard.ts'
import { openStage, type Page } from './stage.ts'

/** Somebody is told: on a phone while they look, by the keyboard alone, and without script. */

const stage = await openStage()
const { told } = await workersOf(stage)
const ada = await stage.person('Ada Umeh')
const luc = await stage.person('Luc Marchetti')
const river = await stage.community(ada)
await stage.join(river, luc)

/** A discussion of so many messages, the last of which names Luc. */
async function calledIn(title: string, messages = 1) {
  const it = await stage.discussion(river, ada, title)
  for (let i = 1; i < messages; i++)
    await ada.post(`${it.path}/messages`, { text: `Night ${i}. ${'The river. '.repeat(40)}` })
  await ada.post(`${it.path}/messages`, { text: `Have you seen this, @${luc.handle}?` })
  return it
}

const bell = (page: Page) => page.getByRole('link', { name: /New for you/ })
const dot = (page: Page) => page.locator('[data-news]')
const news = (page: Page, title: string) => page.getByRole('main').getByRole('listitem').filter({ hasText: title })

it('on a phone, while they look: the bell says so, leads to the very words, and is quiet again', async () => {
  const page = await stage.as(luc, { width: 360, height: 700, touch: true })
  const listening = page.waitForEvent('websocket')
  await page.goto(river.path)
  await listening
  await page.waitForTimeout(400)
  expect(await dot(page).isVisible()).toBe(false)
  await calledIn('Foam below the mill', 55)
  await told()
  await dot(page).waitFor()
  expect(await bell(page).textContent()).toContain('There is something new for you')
  await bell(page).tap()
  const row = news(page, 'Foam below the mill')
  await row.waitFor()
  expect(await row.textContent()).toContain('Ada Umeh named you')
  expect(await findingsOf(page)).toEqual([])
  await row.getByRole('link').tap()
  await page.waitForURL(/page=2#m56$/)
  const words = page.locator('#m56')
  await words.waitFor()
  await expect.poll(() => words.evaluate((one) => one.getBoundingClientRect().top < innerHeight)).toBe(true)
  // The end of what was said has been in view for a moment; the next page knows it.
  await page.waitForTimeout(1500)
  await bell(page).tap()
  await page.getByRole('heading', { level: 1, name: 'New for you' }).waitFor()
  expect(await news(page, 'Foam below the mill').getByText('new', { exact: true }).count()).toBe(0)
  expect(await dot(page).isVisible()).toBe(false)
})

it('with the keyboard alone: all is marked as read, and the choices are kept', async () => {
  await calledIn('Two owls')
  await told()
  const page = await stage.as(luc)
  await page.goto('/notifications')
  await tabTo(page.getByRole('button', { name: 'Mark all as read' }))
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Mark all as read' }).waitFor({ state: 'detached' })
  await tabTo(page.getByRole('link', { name: 'Choices' }))
  await page.keyboard.press('Enter')
  const follows = page.getByLabel('Something is said in what I follow')
  await tabTo(follows)
  await page.keyboard.press('ArrowUp')
  await tabTo(page.getByRole('button', { name: 'Save' }))
  await page.keyboard.press('Enter')
  await expect.poll(async () => (await luc.json('/me/notifications')).json().choices.follows).toBe('mail')
  expect((await luc.json('/me/notifications')).json()).toMatchObject({ letters: true, weekly: true, quietFrom: 21 })
})

it('without script: told, read by a button, heard no more for a while', async () => {
  await calledIn('Three herons')
  await told()
  const page = await stage.as(luc, { scripts: false, width: 320 })
  await page.goto('/')
  expect(await dot(page).isVisible()).toBe(true)
  await bell(page).click()
  await news(page, 'Three herons').getByRole('link').click()
  await page.getByRole('button', { name: 'I have read this' }).click()
  await bell(page).click()
  expect(await dot(page).isVisible()).toBe(false)
  await page.getByRole('link', { name: 'Choices' }).click()
  await page.getByText('Hear nothing for a while').click()
  await page.getByLabel('Until which day').fill(new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10))
  await page.getByRole('button', { name: 'Pause' }).click()
  await page.getByRole('button', { name: 'Hear again now' }).click()
  expect((await luc.json('/me/notifications')).json().pausedUntil).toBeNull()
})
