import { describe, expect, it } from 'vitest'
import { findingsOf } from './axe.ts'
import { openStage, type Page } from './stage.ts'

const stage = await openStage()
const ada = await stage.person('Ada Umeh')
const luc = await stage.person('Luc Marchetti')
const community = await stage.community(ada)
await stage.join(community, luc)
await stage.owner`update space set tools = tools || '{pages}' where id = ${community.id}`
let pages = 0

async function write(text: string): Promise<string> {
  return (await ada.post(`${community.path}/pages`, { title: `Shared ${++pages}`, text })).json().url
}

const editor = (page: Page) => page.locator('.rich .ProseMirror')
const status = (page: Page) => page.locator('[data-status]')
const writers = (page: Page) => page.locator('[data-writers]')
async function open(person: { cookie: string }, path: string, look = {}): Promise<Page> {
  const page = await stage.as(person, look)
  await page.goto(`${path}/edit`)
  await met(page)
  return page
}

/** Waits until the editor shows the shared text. */
const met = (page: Page) => page.locator('copse-page-editor[data-shared]').waitFor()

async function typeAt(page: Page, key: 'Control+Home' | 'Control+End', words: string): Promise<void> {
  await editor(page).focus()
  await page.keyboard.press(key)
  await page.keyboard.type(words)
}

describe('two who write one page', () => {
  it('see each other’s words in one paragraph, with names, and save all of it', async () => {
    const path = await write('The river is brown.\n\n* star\n* bullets\n')
    const [one, two] = [await open(ada, path), await open(luc, path)]
    await typeAt(one, 'Control+Home', 'Today ')
    await expect.poll(() => editor(two).textContent()).toContain('Today The river')
    await expect.poll(() => writers(two).textContent()).toBe('Ada Umeh is writing here too.')
    await editor(two).locator('p').first().click()
    await two.keyboard.press('End')
    await two.keyboard.type(' And cold.')
    await expect.poll(() => editor(one).textContent()).toContain('Today The river is brown. And cold.')
    await expect.poll(() => writers(one).textContent()).toBe('Luc Marchetti is writing here too.')
    await expect.poll(() => one.locator('.caret .flag').getAttribute('data-name')).toBe('Luc Marchetti')
    expect(await findingsOf(one)).toEqual([])
    await one.getByRole('button', { name: 'Keep' }).click()
    await one.waitForURL((url) => !url.pathname.endsWith('/edit'))
    const { text, authors } = (await ada.json(path)).json()
    expect(text, 'what nobody touched is as it was written').toBe(
      'Today The river is brown. And cold.\n\n* star\n* bullets\n',
    )
    expect(authors.map(({ name }: { name: string }) => name)).toEqual(['Ada Umeh', 'Luc Marchetti'])
    // The other goes on, and saves without a collision.
    await typeAt(two, 'Control+Home', 'Look: ')
    await expect.poll(() => two.locator('input[name="version"]').inputValue()).toBe('2')
    await two.getByRole('button', { name: 'Keep' }).click()
    await two.waitForURL((url) => !url.pathname.endsWith('/edit'))
    expect((await ada.json(path)).json().text).toMatch(/^Look: Today/)
  })
})
