import { expect, it } from 'vitest'
import { findingsOf } from './axe.ts'
import { type Look, openStage } from './stage.ts'

/** What a word of the glossary means: by the pointer, by the keyboard, by touch, by ear, and without script. */

const stage = await openStage()
const ada = await stage.person('Ada Umeh')
const place = await stage.community(ada, 'Night Walkers')
await stage.owner`update space set tools = tools || '{pages}' where id = ${place.id}`
const write = async (title: string, text: string, more: object = {}) =>
  (await ada.post(`${place.path}/pages`, { title, text, ...more })).json().url as string
const dusk = await write('Dusk', 'The hour between dog and wolf.', { template: 'glossary' })
const walk = await write(
  'Walking',
  `We begin at dusk, and at [the gate](https://example.org).\n\n${'Then on.\n\n'.repeat(60)}`,
)

const opened = async (look: Look = {}) => {
  const page = await stage.as(ada, look)
  await page.goto(walk)
  return page
}

it('is shown on hover, stays under the pointer, and goes with Escape', async () => {
  const page = await opened()
  const word = page.locator('a.term')
  const meaning = page.locator('.meaning')
  expect(await meaning.isVisible()).toBe(false)
  await word.hover()
  await meaning.waitFor({ state: 'visible' })
  expect(await meaning.textContent()).toContain('The hour between dog and wolf.')
  await meaning.hover()
  await page.waitForTimeout(500)
  expect(await meaning.isVisible()).toBe(true)
  expect(await findingsOf(page)).toEqual([])
  await page.keyboard.press('Escape')
  await meaning.waitFor({ state: 'hidden' })
  await page.mouse.move(0, 0)
  await word.hover()
  await meaning.waitFor({ state: 'visible' })
  await page.mouse.move(0, 0)
  await meaning.waitFor({ state: 'hidden' })
})

it('is shown on focus, within the window, and goes with it', async () => {
  const page = await opened()
  await page.setViewportSize({ width: 320, height: 640 })
  await page.locator('a.term').focus()
  const meaning = page.locator('.meaning')
  await meaning.waitFor({ state: 'visible' })
  const box = (await meaning.boundingBox())!
  expect(box.x).toBeGreaterThanOrEqual(0)
  expect(box.x + box.width).toBeLessThanOrEqual(320)
  await page.keyboard.press('Tab')
  await meaning.waitFor({ state: 'hidden' })
})

it('is shown by the first touch; the way on is in it', async () => {
  const page = await opened({ touch: true })
  await page.locator('a.term').tap()
  await page.locator('.meaning').waitFor({ state: 'visible' })
  expect(new URL(page.url()).pathname).toBe(walk)
  await page.locator('.meaning a').tap()
  await page.waitForURL(`**${dusk}`)
})

it('is heard once with the word, and leads to its page without script', async () => {
  const page = await opened()
  const heard = await page.locator('a.term').evaluate((word) => {
    const id = word.getAttribute('aria-describedby')!
    return { said: document.getElementById(id)?.textContent, times: document.querySelectorAll(`#${id}`).length }
  })
  expect(heard).toEqual({ said: 'The hour between dog and wolf.', times: 1 })
  expect(await page.locator('a.term').getAttribute('href')).toBe(dusk)
})
