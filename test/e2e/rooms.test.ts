import { describe, expect, it } from 'vitest'
import { findingsOf } from './axe.ts'
import { openStage, type Page, type Person } from './stage.ts'

const stage = await openStage()
const ada = await stage.person('Ada Umeh')
const luc = await stage.person('Luc Marchetti')
const mira = await stage.person('Mira Holm')
const community = await stage.community(ada)
await stage.join(community, luc)
await stage.join(community, mira)
let rooms = 0

async function openRoom(slow = 0): Promise<{ id: number; url: string }> {
  return (await ada.post(`${community.path}/rooms`, { title: `By the fire ${++rooms}`, slow })).json()
}

/** So many messages, said before anybody looks. */
async function fill(room: { id: number }, count: number): Promise<void> {
  await stage.owner`insert into message (space_id, item_id, number, modseq, author_id, lang, source, html, created_at)
    select ${community.id}, ${room.id}, n, n, case when n % 2 = 0 then ${ada.id}::bigint else ${luc.id}::bigint end, 'en', 'Said ' || n,
      '<p>Said ' || n || '</p>', now() - (${count} ::int - n) * interval '7 minutes' from generate_series(1, ${count}::int) n`
  await stage.owner`update tail set last_number = ${count}, modseq = ${count}, said_modseq = ${count}, count = ${count}, last_at = now() where item_id = ${room.id}`
}

const field = (page: Page) => page.locator('#reply [data-text]')
const article = (page: Page, words: string) => page.locator('article.message', { hasText: words })
const waits = (page: Page) => page.locator('copse-room article')
/** The script of rooms is there: where a mouse is at hand it says what Enter does; and the line is open. */
async function open(person: { cookie: string }, path: string, look = {}): Promise<Page> {
  const page = await stage.as(person, look)
  const line = page.waitForEvent('websocket')
  await page.goto(path)
  await Promise.all([line, ready(page)])
  return page
}
const ready = (page: Page) => page.waitForFunction(() => customElements.get('copse-room') !== undefined)

async function say(page: Page, words: string): Promise<void> {
  await field(page).pressSequentially(words)
  await page.keyboard.press('Enter')
}

/** What the messages of a room say, in the order in which they stand. */
const said = (page: Page) =>
  page
    .locator('[data-live-item] > article.message .said')
    .evaluateAll((all) => all.map((one) => one.textContent?.trim()))

async function textsIn(room: { url: string }, by: Person = ada): Promise<string[]> {
  const { messages } = (await by.json(room.url)).json() as { messages: { html: string }[] }
  return messages.map(({ html }) => html.replace(/<[^>]*>/g, '').trim())
}

describe('sending', () => {
  it('shows at once what is said, in one’s name, and is ready for the next', async () => {
    const room = await openRoom()
    const page = await open(luc, room.url)
    let release = () => {}
    const held = new Promise<void>((go) => (release = go))
    await page.route('**/messages', async (route) => {
      await held
      await route.continue()
    })
    await say(page, '<b>Good</b> morning')
    await page.keyboard.press('Shift+Enter')
    expect(await field(page).inputValue()).toBe('\n')
    await field(page).fill('')
    const first = waits(page).first()
    expect(await first.locator('h3').textContent()).toBe('Luc Marchetti')
    expect(await first.locator('.said').textContent()).toBe('<b>Good</b> morning')
    expect(await first.locator('[data-state]').textContent()).toBe('sending')
    expect(await findingsOf(page)).toEqual([])
    await say(page, 'Two')
    expect(await field(page).evaluate((one) => one === document.activeElement)).toBe(true)
    release()
    await expect.poll(() => said(page)).toEqual(['<b>Good</b> morning', 'Two'])
    await expect.poll(() => waits(page).count()).toBe(0)
    expect(await textsIn(room)).toEqual(['&lt;b&gt;Good&lt;/b&gt; morning', 'Two'])
    await page.reload()
    expect(await field(page).inputValue()).toBe('')
  })

  it('is never seen twice: one stands there, and becomes the message', async () => {
    const room = await openRoom()
    const page = await open(luc, room.url)
    await page.evaluate(() => {
      const seen: number[] = []
      Object.assign(window, { seen })
      const look = () => {
        const shown = [...document.querySelectorAll<HTMLElement>('article.message')].filter((one) =>
          one.checkVisibility(),
        )
        seen.push(shown.filter((one) => one.textContent?.includes('Only once')).length)
        requestAnimationFrame(look)
      }
      look()
    })
    await say(page, 'Only once')
    await article(page, 'Only once').locator('.reacts').waitFor({ state: 'attached' })
    await expect.poll(() => waits(page).count()).toBe(0)
    const seen = await page.evaluate(() => (window as unknown as { seen: number[] }).seen)
    const first = seen.indexOf(1)
    expect(first).toBeGreaterThanOrEqual(0)
    expect(new Set(seen.slice(first))).toEqual(new Set([1]))
  })

  it('by the button, with fingers: there Enter begins a line; two presses are one message', async () => {
    const room = await openRoom()
    const page = await open(luc, room.url, { width: 360, touch: true })
    await field(page).fill('Twice')
    await page.locator('#reply').getByRole('button', { name: 'Send' }).dblclick()
    await article(page, 'Twice').locator('.reacts').waitFor()
    await expect.poll(() => textsIn(room)).toEqual(['Twice'])
  })

  it('waits without a network, in order, once; also where the server is started again meanwhile', {
    timeout: 120_000,
  }, async () => {
    stage.forgive(/foreign request|ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_(REFUSED|RESET)|503 /)
    const room = await openRoom()
    const before = await stage.peer()
    const address = await before.listen()
    const pages: Page[] = []
    for (const person of [ada, luc, mira]) {
      const page = await stage.as(person)
      await page.context().addCookies([
        {
          name: 'copse',
          value: person.cookie.split('=')[1]!,
          url: address,
          httpOnly: true,
          sameSite: 'Lax' as const,
        },
      ])
      await Promise.all([page.waitForEvent('websocket'), page.goto(address + room.url)])
      await ready(page)
      pages.push(page)
    }
    const [one, two, three] = pages as [Page, Page, Page]
    await three.context().setOffline(true)
    const speak = async (page: Page, name: string, from: number, to: number) => {
      for (let n = from; n <= to; n++) await say(page, `${name} ${n}`)
    }
    await Promise.all([speak(one, 'Ada', 1, 10), speak(two, 'Luc', 1, 10), speak(three, 'Mira', 1, 10)])
    await waits(three).getByText('waiting for a connection; your text is safe').first().waitFor()
    const closing = before.server.close()
    // As if it was killed: connections that a browser keeps open are not waited for.
    before.server.server.closeAllConnections()
    await closing
    await Promise.all([speak(one, 'Ada', 11, 20), speak(two, 'Luc', 11, 20), speak(three, 'Mira', 11, 20)])
    const after = await stage.peer()
    await after.listen(Number(new URL(address).port))
    await three.context().setOffline(false)
    for (const page of pages) await expect.poll(async () => (await said(page)).length, { timeout: 40_000 }).toBe(60)
    const all = await said(one)
    expect(await said(two)).toEqual(all)
    expect(await said(three)).toEqual(all)
    for (const name of ['Ada', 'Luc', 'Mira'])
      expect(all.filter((words) => words?.startsWith(name))).toEqual(
        Array.from({ length: 20 }, (_, n) => `${name} ${n + 1}`),
      )
    for (const page of pages) await expect.poll(() => waits(page).count()).toBe(0)
  })

  it('goes on from whatever page is opened next, once, where the tab was closed', async () => {
    stage.forgive(/ERR_INTERNET_DISCONNECTED/)
    const room = await openRoom()
    const page = await open(luc, room.url)
    await page.context().setOffline(true)
    await say(page, 'From the tunnel')
    await waits(page).getByText('waiting for a connection').waitFor()
    await page.goto('about:blank').catch(() => {})
    expect(await textsIn(room)).toEqual([])
    // From here on it may be sent, also as the last word of the page that was left.
    await page.context().setOffline(false)
    await Promise.all([
      page.goto('/me'),
      page
        .context()
        .newPage()
        .then((other) => other.goto(room.url)),
    ])
    await expect.poll(() => textsIn(room)).toEqual(['From the tunnel'])
    await page.goto(room.url)
    await ready(page)
    expect(await said(page)).toEqual(['From the tunnel'])
    expect(await field(page).inputValue()).toBe('')
    expect(await waits(page).count()).toBe(0)
  })

  it('keeps what the server refuses, and gives it back', async () => {
    stage.forgive(/422 /)
    const room = await openRoom(600)
    const page = await open(luc, room.url)
    await say(page, 'First')
    await article(page, 'First').locator('.reacts').waitFor({ state: 'attached' })
    await say(page, 'Too soon')
    await say(page, 'And this')
    await waits(page)
      .getByText(/^not sent: /)
      .waitFor()
    await waits(page).getByText('waits for the one above').waitFor()
    expect(await findingsOf(page)).toEqual([])
    await page.reload()
    await ready(page)
    expect(await waits(page).count()).toBe(2)
    await field(page).fill('Begun since')
    await page.getByRole('button', { name: 'Take back into the text field' }).click()
    expect(await field(page).inputValue()).toBe('Too soon\n\nBegun since')
    await waits(page)
      .getByText(/^not sent: /)
      .waitFor()
    await stage.owner`update room set slow = 0 where item_id = ${room.id}`
    await page.getByRole('button', { name: 'Try again' }).click()
    await expect.poll(() => textsIn(room)).toEqual(['First', 'And this'])
    await expect.poll(() => waits(page).count()).toBe(0)
  })

  it('leaves nothing behind for who signs in next', async () => {
    stage.forgive(/422 /)
    const room = await openRoom(600)
    const nora = await stage.person('Nora Quist')
    await stage.join(community, nora)
    const page = await open(nora, room.url)
    await say(page, 'First')
    await article(page, 'First').locator('.reacts').waitFor({ state: 'attached' })
    await say(page, 'Too soon')
    await waits(page)
      .getByText(/^not sent: /)
      .waitFor()
    expect(
      await page.evaluate(() => Object.keys(localStorage).filter((name) => name.startsWith('outbox:')).length),
    ).toBeGreaterThan(0)
    await page.goto('/me')
    await page.getByRole('button', { name: 'Sign out', exact: true }).first().click()
    await page.waitForURL(/sign-in|\/$/)
    expect(await page.evaluate(() => Object.keys(localStorage).filter((name) => name.startsWith('outbox:')))).toEqual(
      [],
    )
  })
})

describe('where one is', () => {
  const y = (page: Page, id: string) => page.locator(id).evaluate((one) => Math.round(one.getBoundingClientRect().top))
  const fromEnd = (page: Page) =>
    page.evaluate(() => Math.round(document.documentElement.scrollHeight - innerHeight - scrollY))

  it('is the end, and stays the end, until one goes up: then nothing moves, and a button leads back', async () => {
    const room = await openRoom()
    await fill(room, 30)
    const page = await open(luc, room.url)
    expect(await fromEnd(page)).toBeLessThanOrEqual(1)
    await ada.post(`${room.url}/messages`, { text: `Long\n\n${'words '.repeat(200)}` })
    await article(page, 'Long').waitFor()
    await expect.poll(() => fromEnd(page)).toBeLessThanOrEqual(1)
    expect(await page.locator('.live-bar').count()).toBe(0)
    expect(await page.locator('[data-to-end]').isVisible()).toBe(false)
    await page.locator('#m12').evaluate((one) => one.scrollIntoView({ block: 'center' }))
    await page.locator('[data-to-end]').waitFor({ state: 'visible' })
    await page.waitForTimeout(300)
    const before = await y(page, '#m12')
    for (const n of [1, 2, 3]) await ada.post(`${room.url}/messages`, { text: `New ${n}` })
    await article(page, 'New 3').waitFor({ state: 'attached' })
    expect(Math.abs((await y(page, '#m12')) - before)).toBeLessThanOrEqual(1)
    await page.locator('.live-bar').getByText('3 new').waitFor()
    await expect.poll(() => page.locator('#spoken').textContent()).toMatch(/new messages from Ada Umeh/)
    expect(await findingsOf(page)).toEqual([])
    await page.keyboard.press('End')
    await expect.poll(() => page.locator('.live-bar').count()).toBe(0)
    await page.locator('#m12').evaluate((one) => one.scrollIntoView({ block: 'center' }))
    await page.getByRole('link', { name: 'To the end' }).click()
    await expect.poll(() => fromEnd(page)).toBeLessThanOrEqual(1)
  })

  it('is the first new message, or the one that the address names', async () => {
    const room = await openRoom()
    await fill(room, 45)
    await luc.post(`${room.url}/reading`, { number: 20 })
    const page = await open(luc, room.url)
    expect(await y(page, '#new')).toBeLessThan(300)
    expect(await y(page, '#new')).toBeGreaterThanOrEqual(0)
    await page.goto(`${room.url}?page=1#m5`)
    await ready(page)
    expect(await y(page, '#m5')).toBeLessThan(400)
    await page.locator('#m30').evaluate((one) => one.scrollIntoView({ block: 'center' }))
    const before = await y(page, '#m30')
    await page.locator('#m30 h3 a').click()
    await page.waitForURL('**/people/**')
    await page.getByRole('heading', { level: 1, name: 'Ada Umeh' }).waitFor()
    await page.goBack()
    await expect.poll(async () => Math.abs((await y(page, '#m30')) - before)).toBeLessThanOrEqual(2)
  })

  it('does not change when earlier or later messages come, in a long room, both ways', {
    timeout: 120_000,
  }, async () => {
    const room = await openRoom()
    await fill(room, 1_030)
    const page = await open(luc, room.url)
    const count = () => page.locator('[data-live-item] > article.message').count()
    const shown = () =>
      page.locator('[data-live-item] > article.message').evaluateAll((all) => all.map((one) => Number(one.id.slice(1))))
    await page.getByRole('link', { name: 'Earlier' }).evaluate((one: HTMLElement) => one.focus({ preventScroll: true }))
    const before = await y(page, '#m1025')
    await page.keyboard.press('Enter')
    await page.locator('#m960').waitFor({ state: 'attached' })
    expect(Math.abs((await y(page, '#m1025')) - before)).toBeLessThanOrEqual(1)
    for (let [first = 0] = await shown(); first > 1; [first = 0] = await shown()) {
      await page.locator(`#m${first}`).evaluate((one) => one.scrollIntoView({ block: 'start' }))
      await expect.poll(async () => (await shown())[0]).toBeLessThan(first)
    }
    const numbers = await shown()
    expect(numbers[0]).toBe(1)
    expect(numbers).toEqual(numbers.map((_, at) => at + 1))
    expect(numbers.length).toBeLessThanOrEqual(400)
    expect(await page.locator('.earlier').isVisible()).toBe(false)
    const days = await page.locator('.day').allTextContents()
    expect(new Set(days).size).toBe(days.length)
    await ada.post(`${room.url}/messages`, { text: 'Said while I was far away' })
    await page.locator('.live-bar').getByText('1 new').waitFor()
    for (let last = (await shown()).at(-1)!; last < 1_030; last = (await shown()).at(-1)!) {
      await page.locator(`#m${last}`).evaluate((one) => one.scrollIntoView({ block: 'end' }))
      await expect.poll(async () => (await shown()).at(-1)).toBeGreaterThan(last)
      expect(await count()).toBeLessThanOrEqual(400)
    }
    await page.locator('#m1030').evaluate((one) => one.scrollIntoView({ block: 'end' }))
    await article(page, 'Said while I was far away').waitFor({ state: 'attached' })
    await ada.post(`${room.url}/messages`, { text: 'And now' })
    await article(page, 'And now').waitFor({ state: 'attached' })
    expect((await shown()).at(-1)).toBe(1_032)
    expect(await page.locator('.later').isVisible()).toBe(false)
  })
})

it('an open page says that it is quiet from when it is, and no longer', async () => {
  const hour = new Date().getUTCHours()
  await stage.owner`update profile set time_zone = 'UTC' where person_id = any(${[ada.id, luc.id]})`
  const quiet = { quiet: true, quietFrom: (hour + 2) % 24, quietTo: (hour + 5) % 24 }
  const room = (await ada.post(`${community.path}/rooms`, { title: 'Quiet', ...quiet })).json()
  const page = await stage.as(luc, { width: 360, dark: true })
  await page.clock.install()
  await page.goto(room.url)
  await ready(page)
  const line = page.getByText(/^Quiet until \d+:00: what you say is here at once/)
  expect(await line.isVisible()).toBe(false)
  await page.clock.fastForward(2 * 3_600_000)
  await line.waitFor()
  expect(await findingsOf(page)).toEqual([])
  await page.clock.fastForward(4 * 3_600_000)
  await expect.poll(() => line.count()).toBe(0)
})

describe('keys', () => {
  it('lead to one’s last message from the empty field, and out of a reply', async () => {
    const room = await openRoom()
    const page = await open(luc, room.url)
    await say(page, 'With a misteak')
    await article(page, 'misteak').locator('.reacts').waitFor({ state: 'attached' })
    await article(page, 'misteak').hover()
    await page.locator('a[data-reply="1"]').click()
    const to = page.locator('[data-to]')
    await to.waitFor()
    await field(page).fill('')
    await page.keyboard.press('Escape')
    await expect.poll(() => to.isVisible()).toBe(false)
    await field(page).focus()
    await page.keyboard.press('ArrowUp')
    await page.waitForURL('**/messages/1/edit')
  })
})
