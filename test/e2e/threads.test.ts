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

  const waits = (page: Page) => page.locator('copse-room article')
  /** Another tab of the same browser, with the line open. */
  async function beside(page: Page, path: string): Promise<Page> {
    const other = await page.context().newPage()
    const line = other.waitForEvent('websocket')
    await other.goto(path)
    await line
    await other.waitForFunction(() => customElements.get('copse-room') !== undefined)
    return other
  }
  async function say(page: Page, words: string): Promise<void> {
    await field(page).pressSequentially(words)
    await page.keyboard.press('Enter')
  }
  /** Takes the network from one tab alone. @returns how it has it again */
  async function cut(page: Page): Promise<() => Promise<unknown>> {
    const control = await page.context().newCDPSession(page)
    const network = (offline: boolean) =>
      control.send('Network.emulateNetworkConditions', {
        offline,
        latency: 0,
        downloadThroughput: -1,
        uploadThroughput: -1,
      })
    await control.send('Network.enable')
    await network(true)
    return () => network(false)
  }
  const textsOf = (messages: { html: string }[]) => messages.map(({ html }) => html.replace(/<[^>]*>/g, '').trim())
  const inThread = async (path: string) => textsOf((await ada.json(path)).json().messages)
  /** What stands in the room itself, as a page of it shows. */
  const inRoom = async (url: string) => {
    const { messages } = (await ada.json(url)).json() as { messages: { html: string; thread: number | null }[] }
    return textsOf(messages.filter(({ thread }) => thread === null))
  }

  it('sends what waited in two tabs once, in order and where it was said, also where one was closed', async () => {
    stage.forgive(/ERR_INTERNET_DISCONNECTED/)
    const url = await room('Two tabs')
    const one = await open(luc, `${url}/threads/1`)
    const [two, inTheRoom] = [await beside(one, `${url}/threads/1`), await beside(one, url)]
    await one.context().setOffline(true)
    const words = ['One', 'Two', 'Three', 'Four', 'Five', 'Six']
    for (const [at, word] of words.entries()) {
      const page = at % 2 ? two : one
      await page.bringToFront()
      await say(page, word)
    }
    await inTheRoom.bringToFront()
    await say(inTheRoom, 'In the room')
    // Both show all that waits in the thread, and the room what waits there.
    for (const page of [one, two])
      await expect.poll(() => waits(page).locator('.said').allTextContents()).toEqual(words)
    await expect.poll(() => waits(inTheRoom).locator('.said').allTextContents()).toEqual(['In the room'])
    await one.close()
    await inTheRoom.close()
    await two.context().setOffline(false)
    await expect.poll(() => said(two)).toEqual(['Who has the key?', ...words])
    await expect.poll(() => waits(two).count()).toBe(0)
    await expect.poll(() => inRoom(url)).toEqual(['Who has the key?', 'And it rains.', 'In the room'])
    expect(await inThread(`${url}/threads/1`)).toEqual(words)
    const again = await beside(two, `${url}/threads/1`)
    expect([await said(again), await waits(again).count()]).toEqual([['Who has the key?', ...words], 0])
    expect(await inThread(`${url}/threads/1`)).toEqual(words)
  })

  it('is sent by the tab that has a connection, and what is begun in the other stays', async () => {
    stage.forgive(/ERR_INTERNET_DISCONNECTED/)
    const url = await room('One of two')
    const one = await open(luc, `${url}/threads/1`)
    const two = await beside(one, `${url}/threads/1`)
    await field(two).pressSequentially('Begun here')
    await two.locator('#reply [data-status]').getByText(/\S/).waitFor()
    await one.bringToFront()
    const back = await cut(one)
    for (const word of ['One', 'Two']) await say(one, word)
    await expect.poll(() => inThread(`${url}/threads/1`)).toEqual(['One', 'Two'])
    await expect.poll(() => said(two)).toEqual(['Who has the key?', 'One', 'Two'])
    await expect.poll(() => waits(two).count()).toBe(0)
    expect(await field(two).inputValue()).toBe('Begun here')
    await back()
    await expect.poll(() => said(one)).toEqual(['Who has the key?', 'One', 'Two'])
    await expect.poll(() => waits(one).count()).toBe(0)
    await say(one, 'Three')
    await expect.poll(() => inThread(`${url}/threads/1`)).toEqual(['One', 'Two', 'Three'])
    await two.bringToFront()
    // The server has dropped the draft with the message, and was told of it anew.
    await expect
      .poll(async () =>
        (
          await stage.owner`select fields ->> 'text' text from draft where person_id = ${luc.id} and place like 'thread:%'`
        ).map(({ text }) => text),
      )
      .toContain('Begun here')
    await two.reload()
    expect(await field(two).inputValue()).toBe('Begun here')
    expect(await inThread(`${url}/threads/1`)).toEqual(['One', 'Two', 'Three'])
  })

  it('does not wait for what was refused in the room', async () => {
    stage.forgive(/422 /)
    const url = await room('Slow')
    const [{ id }] = await stage.owner<[{ id: number }]>`select item_id id from room order by 1 desc limit 1`
    await stage.owner`update room set slow = 600 where item_id = ${id}`
    const page = await open(luc, url)
    await say(page, 'First')
    await expect.poll(() => inRoom(url)).toContain('First')
    await say(page, 'Too soon')
    await waits(page)
      .getByText(/^not sent: /)
      .waitFor()
    await stage.owner`update room set slow = 0 where item_id = ${id}`
    const thread = await beside(page, `${url}/threads/1`)
    await say(thread, 'Beside')
    await expect.poll(() => inThread(`${url}/threads/1`)).toEqual(['Beside'])
    await expect.poll(() => waits(thread).count()).toBe(0)
    expect(
      await waits(page)
        .getByText(/^not sent: /)
        .count(),
    ).toBe(1)
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
