import { describe, expect, it } from 'vitest'
import { findingsOf } from './axe.ts'
import { openStage, type Page } from './stage.ts'

const stage = await openStage()

async function set() {
  const ada = await stage.person('Ada Thorne')
  const luc = await stage.person('Luc Moreau')
  const sana = await stage.person('Sana Diallo')
  const community = await stage.community(ada)
  for (const one of [luc, sana]) await stage.join(community, one)
  const discussion = await stage.discussion(community, ada)
  return { ada, luc, sana, community, discussion }
}

const article = (page: Page, words: string) => page.locator('article.message', { hasText: words })

describe('someone who is blocked', () => {
  it('is folded where words arrive while one reads, as on the page itself, and nothing is spoken', async () => {
    const { ada, luc, sana, discussion } = await set()
    await luc.post(`${discussion.path}/messages`, { text: 'Said before.' })
    await sana.post(`/people/${luc.handle}/block`, { on: true })
    const page = await stage.as(sana)
    await Promise.all([page.waitForEvent('websocket'), page.goto(discussion.path)])
    await page.waitForTimeout(400)
    expect(await article(page, 'Said before.').locator('.said').isVisible()).toBe(false)
    await luc.post(`${discussion.path}/messages`, { text: 'Said while you look.' })
    const fresh = article(page, 'Said while you look.')
    await fresh.waitFor()
    expect(await fresh.locator('.said').isVisible()).toBe(false)
    expect(await page.locator('#spoken').textContent()).toBe('')
    await ada.post(`${discussion.path}/messages`, { text: 'Said by the host.' })
    await article(page, 'Said by the host.').waitFor()
    expect(await article(page, 'Said by the host.').locator('.said').isVisible()).toBe(true)
    expect(await findingsOf(page)).toEqual([])
    await fresh.locator('summary', { hasText: 'From someone you blocked' }).click()
    expect(await fresh.locator('.said').isVisible()).toBe(true)
    // What changes while it is unfolded comes, and it stays unfolded.
    await luc.post(`${discussion.path}/messages/3/edit`, { text: 'Said, and changed.', version: 1 })
    await article(page, 'Said, and changed.').waitFor()
    expect(await article(page, 'Said, and changed.').locator('.said').isVisible()).toBe(true)
  })
})

describe('a report', () => {
  it.each([
    ['with script', {}],
    ['without', { scripts: false }],
  ])('goes from the menu of a message to the hosts, and back: %s', async (_name, look) => {
    const { ada, luc, sana, community, discussion } = await set()
    await luc.post(`${discussion.path}/messages`, { text: 'You never understand anything.' })
    const page = await stage.as(sana, look)
    await page.goto(discussion.path)
    const message = article(page, 'You never understand anything.')
    await message.locator('.menu summary').click()
    await message.getByRole('link', { name: 'Report or block' }).click()
    await page.getByLabel('It hurts or attacks someone').check()
    await page.getByLabel('In your words').fill('It is aimed at me.')
    await page.getByRole('button', { name: 'Send the report' }).click()
    await page.getByText('Nobody has looked at it yet.').waitFor()
    const host = await stage.as(ada, look)
    await host.goto(`${community.path}/reports`)
    await host.getByText('It is aimed at me.').waitFor()
    await host.getByLabel('What those who reported are told').fill('We have spoken.')
    await host.getByRole('button', { name: 'Remove the words' }).click()
    await host.getByText('Nothing was reported').waitFor()
    await page.reload()
    await page.getByText('Looked at by Ada Thorne: words removed.').waitFor()
  })
})
