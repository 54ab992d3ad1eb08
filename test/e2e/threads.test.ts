import { describe, expect, it } from 'vitest'
import { findingsOf } from './axe.ts'
import { openStage, type Page } from './stage.ts'

const stage = await openStage()
const ada = await stage.person('Ada Umeh')
const luc = await stage.person('Luc Marchetti')
const community = await stage.community(ada)
await stage.join(community, luc)

async function room(title: string): Promise<string> {
  const { url } = (await ada.post(`${community.path}/rooms`, { title })).json() as { url: string }
  await ada.post(`${url}/messages`, { text: 'Who has the key?' })
  await ada.post(`${url}/messages`, { text: 'And it rains.' })
  return url
}

const field = (page: Page) => page.locator('#reply [data-text]')
const said = (page: Page) =>
  page
    .locator('[data-live-item] > article.message .said')
    .evaluateAll((all) => all.map((one) => one.textContent?.trim()))

async function open(person: { cookie: string }, path: string): Promise<Page> {
  const page = await stage.as(person)
  const line = page.waitForEvent('websocket')
  await page.goto(path)
  await line
  await page.waitForFunction(() => customElements.get('copse-room') !== undefined)
  return page
}

describe('a side thread', () => {
  it('is begun from a message, comes to who looks at it, and is a line in the room', async () => {
    const url = await room('By the fire')
    const [theirs, inRoom] = [await open(ada, `${url}/threads/1`), await open(ada, url)]
    const mine = await open(luc, url)
    await mine.locator('#m1').hover()
    await mine.locator('#m1 .menu summary').click()
    await mine.getByRole('link', { name: 'Reply in a side thread' }).click()
    await mine.waitForURL(`**${url}/threads/1#reply`)
    await field(mine).pressSequentially('I have it.')
    await mine.keyboard.press('Enter')
    for (const page of [mine, theirs]) await expect.poll(() => said(page)).toEqual(['Who has the key?', 'I have it.'])
    expect(await mine.locator('.divide.new').count()).toBe(0)
    expect(await theirs.locator('.divide.new').count()).toBe(1)
    await expect.poll(() => inRoom.locator('#m3').textContent()).toContain('Luc Marchetti in a side thread: I have it.')
    await expect.poll(() => inRoom.locator('#m1 .to-thread').textContent()).toContain('1 reply in a side thread')
    expect(await findingsOf(inRoom)).toEqual([])
    expect(await findingsOf(theirs)).toEqual([])
    // Who looked has read it; the room’s place to write was never touched.
    await expect.poll(async () => (await ada.json('/threads')).json().threads[0].fresh).toBe(0)
    expect(await said(inRoom)).toEqual(['Who has the key?', 'And it rains.'])
  })

  it('waits without a network where it was said, and not in the room', async () => {
    stage.forgive(/ERR_INTERNET_DISCONNECTED/)
    const url = await room('On the bank')
    const page = await open(luc, `${url}/threads/2`)
    await field(page).pressSequentially('Take a coat.')
    await page.context().setOffline(true)
    await page.keyboard.press('Enter')
    await expect.poll(() => page.locator('copse-room article').count()).toBe(1)
    const other = await page.context().newPage()
    await page.context().setOffline(false)
    await other.goto(url)
    await expect.poll(() => said(page)).toEqual(['And it rains.', 'Take a coat.'])
    await expect.poll(() => page.locator('copse-room article').count()).toBe(0)
    expect((await ada.json(`${url}/threads/2`)).json().messages).toHaveLength(1)
  })

  it('is held without script, and read by a button', async () => {
    const url = await room('Plain')
    const page = await stage.as(luc, { scripts: false })
    await page.goto(url)
    await page.locator('#m1').hover()
    await page.locator('#m1 .menu summary').click()
    await page.getByRole('link', { name: 'Reply in a side thread' }).click()
    await field(page).fill('Under the stone.')
    await page.getByRole('button', { name: 'Send' }).click()
    await page.waitForURL(`**${url}/threads/1#m3`)
    expect(await said(page)).toEqual(['Who has the key?', 'Under the stone.'])
    const hers = await stage.as(ada, { scripts: false })
    await hers.goto('/threads')
    await hers.getByRole('link', { name: 'Ada Umeh: Who has the key?' }).first().click()
    await hers.getByRole('button', { name: 'I have read this' }).click()
    await hers.waitForLoadState()
    expect(await hers.getByRole('button', { name: 'I have read this' }).count()).toBe(0)
  })
})
