import { describe, expect, it } from 'vitest'
import { findingsOf } from './axe.ts'
import { openStage, type Page } from './stage.ts'

const stage = await openStage()

/** A discussion with two people before it, each in a browser of their own. */
async function set(messages = 0) {
  const ada = await stage.person('Ada Thorne')
  const luc = await stage.person('Luc Moreau')
  const community = await stage.community(ada)
  await stage.join(community, luc)
  const discussion = await stage.discussion(community, ada)
  for (let i = 0; i < messages; i++)
    await ada.post(`${discussion.path}/messages`, {
      text: `Message ${i}\n\n${'Long words about the river. '.repeat(30)}`,
    })
  return { ada, luc, community, discussion }
}

/** Waits until the page's line is open and has said what it watches. */
async function listening(page: Page): Promise<void> {
  const heard = page.waitForEvent('websocket')
  await heard
  await page.waitForTimeout(400)
}

async function open(person: { cookie: string }, path: string, look = {}): Promise<Page> {
  const page = await stage.as(person, look)
  await Promise.all([listening(page), page.goto(path)])
  return page
}

const article = (page: Page, words: string) => page.locator('article.message', { hasText: words })

async function reply(page: Page, words: string): Promise<void> {
  await page.getByLabel('Your reply').fill(words)
  await page.locator('#reply').getByRole('button', { name: 'Reply' }).click()
  await article(page, words).waitFor()
}

describe('a discussion that three people have open', () => {
  it('shows what each says to the others, once, with the count, in words for who listens', async () => {
    const { ada, luc, community, discussion } = await set()
    const sana = await stage.person('Sana Diallo', { lang: 'fr' })
    await stage.join(community, sana)
    const pages = [
      await open(ada, discussion.path),
      await open(luc, discussion.path),
      await open(sana, discussion.path),
    ] as [Page, Page, Page]
    await reply(pages[1], 'The gauge says two metres')
    await article(pages[0], 'two metres').waitFor()
    await article(pages[2], 'two metres').waitFor()
    await expect.poll(() => pages[0].locator('#spoken').textContent()).toBe('Luc Moreau wrote a message')
    await expect.poll(() => pages[2].locator('#spoken').textContent()).toBe('Luc Moreau a écrit un message')
    await expect.poll(() => pages[0].locator('[data-live-part="length"]').textContent()).toContain('2 messages')
    expect(await pages[0].locator('.divide.new').textContent()).toBe('New')
    await reply(pages[0], 'And rising')
    await article(pages[1], 'And rising').waitFor()
    await pages[0].waitForTimeout(3_000)
    for (const page of pages)
      for (const words of ['two metres', 'And rising']) expect(await article(page, words).count()).toBe(1)
    expect(await findingsOf(pages[1])).toEqual([])
  })

  it('changes words, reactions and removals where they are, and leaves the focus and an open menu alone', async () => {
    const { ada, luc, discussion } = await set(2)
    const page = await open(luc, discussion.path)
    const thanks = article(page, 'Message 1').getByRole('button', { name: 'Thanks' })
    await thanks.focus()
    await article(page, 'Message 0').locator('summary').click()
    await thanks.focus()
    await ada.post(`${discussion.path}/messages/3/edit`, { text: 'Message 1, put better', version: 1 })
    await article(page, 'put better').waitFor()
    expect(await page.evaluate(() => document.activeElement?.getAttribute('value'))).toBe('thanks')
    await luc.post(`${discussion.path}/messages/3/reactions`, { on: 'thanks' })
    await expect.poll(() => thanks.getAttribute('aria-pressed')).toBe('true')
    expect(await thanks.textContent()).toContain('1')
    expect(await page.evaluate(() => document.activeElement?.getAttribute('value'))).toBe('thanks')
    await ada.post(`${discussion.path}/messages/2/edit`, { text: 'Message 0, put better', version: 1 })
    await article(page, 'Message 0, put better').waitFor()
    expect(await article(page, 'Message 0, put better').locator('details[open]').count()).toBe(1)
    await ada.post(`${discussion.path}/messages/3/removal`)
    await page.locator('#m3.removed').waitFor()
    expect(await page.getByText('Message 1, put better').count()).toBe(0)
  })

  it('does not move what is read; what is out of sight is offered below, and led to', async () => {
    const { ada, luc, discussion } = await set(12)
    const page = await open(luc, discussion.path, { height: 600 })
    await page.locator('#m5').evaluate((one) => one.scrollIntoView({ block: 'center' }))
    const place = () => page.locator('#m5').evaluate((one) => Math.round(one.getBoundingClientRect().top))
    const before = await place()
    await ada.post(`${discussion.path}/messages/2/edit`, { text: 'Shorter.', version: 1 })
    await ada.post(`${discussion.path}/messages`, { text: 'At the very end' })
    await ada.post(`${discussion.path}/messages`, { text: 'And one more' })
    await article(page, 'And one more').waitFor({ state: 'attached' })
    await article(page, 'Shorter.').waitFor({ state: 'attached' })
    expect(Math.abs((await place()) - before)).toBeLessThanOrEqual(1)
    expect(await findingsOf(page)).toEqual([])
    await page.getByRole('button', { name: '2 new messages' }).click()
    await expect.poll(() => page.locator('#m14').evaluate((one) => one === document.activeElement)).toBe(true)
    await page.keyboard.press('End')
    await expect.poll(() => page.locator('.live-bar').count()).toBe(0)
  })

  it('keeps the text field in its place under the hands of who writes', async () => {
    const { ada, luc, discussion } = await set(3)
    const page = await open(luc, discussion.path)
    await page.getByLabel('Your reply').pressSequentially('I am just')
    const place = () => page.getByLabel('Your reply').evaluate((one) => Math.round(one.getBoundingClientRect().top))
    const before = await place()
    await ada.post(`${discussion.path}/messages`, { text: `Meanwhile\n\n${'words '.repeat(300)}` })
    await article(page, 'Meanwhile').waitFor({ state: 'attached' })
    expect(Math.abs((await place()) - before)).toBeLessThanOrEqual(1)
    expect(await page.getByLabel('Your reply').inputValue()).toBe('I am just')
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA')
  })

  it('says who writes, until the words are there', async () => {
    const { ada, luc, discussion } = await set()
    const [one, other] = [await open(ada, discussion.path), await open(luc, discussion.path)]
    await other.getByLabel('Your reply').pressSequentially('I thi')
    await one.getByText('Luc Moreau is writing…').waitFor()
    await reply(other, 'I think so')
    await article(one, 'I think so').waitFor()
    expect(await one.getByText('is writing').count()).toBe(0)
    expect(await other.getByText('is writing').count()).toBe(0)
  })

  it('shows who is here once they chose to be seen', async () => {
    const { ada, luc, discussion } = await set()
    const page = await open(ada, discussion.path)
    const settings = await stage.as(luc)
    await settings.goto('/me')
    await settings.getByLabel('Show others that I am reading with them').check()
    await settings.locator('#presence').getByRole('button').click()
    await settings.waitForLoadState('networkidle')
    await settings.goto(discussion.path)
    await page.getByText('Reading with you now: Luc Moreau').waitFor()
    expect(await findingsOf(page)).toEqual([])
    await settings.goto('/')
    await expect.poll(() => page.getByText('Reading with you').count()).toBe(0)
  })

  it('offers what is on a later page there, and says that the page has changed when it has', async () => {
    const { ada, luc, community, discussion } = await set()
    await stage.owner`insert into message (space_id, item_id, number, modseq, author_id, lang, source, html)
      select ${community.id}, ${discussion.id}, n, n, ${ada.id}, 'en', 'x', '<p>Said ' || n || '</p>' from generate_series(2, 60) n`
    await stage.owner`update tail set last_number = 60, modseq = 60, said_modseq = 60, count = 60 where item_id = ${discussion.id}`
    const page = await open(luc, `${discussion.path}?page=1`)
    await ada.post(`${discussion.path}/messages`, { text: 'On the second page' })
    const bar = page.getByRole('link', { name: '1 new message' })
    await bar.waitFor()
    await ada.post(`${discussion.path}/closure`, { reason: 'All is said.' })
    await page.getByText('This page has changed.').waitFor()
    await page.locator('.live-bar').getByRole('link').click()
    await page.getByText('All is said.').waitFor()
  })

  it('says in words when it is not open any more', async () => {
    const { luc, community, discussion } = await set()
    const page = await open(luc, discussion.path)
    await stage.owner`update membership set ended_at = now() where person_id = ${luc.id} and space_id = ${community.id}`
    await page.getByText('This is not open to you any more.').waitFor()
  })
})

describe('a line that breaks', () => {
  it('is taken up again where it was: nothing missed, nothing doubled', async () => {
    const { ada, luc, discussion } = await set(1)
    const page = await open(luc, discussion.path)
    await page.context().setOffline(true)
    await page.getByText('Not connected.').waitFor({ timeout: 10_000 })
    await ada.post(`${discussion.path}/messages`, { text: 'Said while nobody heard' })
    await ada.post(`${discussion.path}/messages/2/edit`, { text: 'Changed while nobody heard', version: 1 })
    await page.waitForTimeout(500)
    expect(await article(page, 'nobody heard').count()).toBe(0)
    await page.context().setOffline(false)
    await article(page, 'Said while nobody heard').waitFor()
    await article(page, 'Changed while nobody heard').waitFor()
    expect(await page.getByText('Not connected.').count()).toBe(0)
    expect(await page.locator('article.message').count()).toBe(3)
  })

  it('comes back by itself when the server was started again', async () => {
    // Who is just marking as read what they see, in the moment in which the server stops, is told to try again; it does.
    stage.forgive(/foreign request|WebSocket|ERR_CONNECTION_(REFUSED|RESET)|503 POST .*\/reading/)
    const { ada, luc, discussion } = await set(1)
    const before = await stage.peer()
    const address = await before.listen()
    const page = await stage.as(luc)
    await Promise.all([listening(page), page.goto(address + discussion.path)])
    await before.server.close()
    await ada.post(`${discussion.path}/messages`, { text: 'Said while it was away' })
    const after = await stage.peer()
    await after.listen(Number(new URL(address).port))
    await article(page, 'Said while it was away').waitFor({ timeout: 20_000 })
    await ada.post(`${discussion.path}/messages`, { text: 'And heard at once' })
    await article(page, 'And heard at once').waitFor({ timeout: 3_000 })
    expect(await page.locator('article.message').count()).toBe(4)
  })
})

describe('a list', () => {
  it('changes its rows where they are, and offers what is new', async () => {
    const { ada, luc, community, discussion } = await set()
    const second = await stage.discussion(community, ada, 'Second discussion')
    const page = await open(luc, `${community.path}/discussions`)
    await ada.post(`${discussion.path}/messages`, { text: 'More' })
    const row = page.locator(`li[data-row="${discussion.id}"]`)
    await expect.poll(() => row.textContent(), { timeout: 12_000 }).toContain('1 reply')
    expect(await page.locator('li[data-row]').first().getAttribute('data-row')).toBe(String(second.id))
    await page.getByText('There is something new.').waitFor()
    expect(await findingsOf(page)).toEqual([])
    await page.getByRole('link', { name: 'Show it' }).click()
    await expect.poll(() => page.locator('li[data-row]').first().getAttribute('data-row')).toBe(String(discussion.id))
  })
})

describe('the bell', () => {
  it('shows its dot on any page as soon as there is news, on no page of anyone else', async () => {
    const { ada, luc } = await set()
    const [page, other] = [await open(luc, '/me'), await open(ada, '/me')]
    const dot = (where: Page) => where.locator('[data-news]')
    expect(await dot(page).isVisible()).toBe(false)
    stage.site.bus.publish('person', { person: luc.id })
    await dot(page).waitFor({ state: 'visible' })
    expect(await dot(other).isVisible()).toBe(false)
  })
})

describe('without scripts', () => {
  it('one looks again oneself', async () => {
    const { ada, luc, discussion } = await set()
    const page = await stage.as(luc, { scripts: false })
    await page.goto(discussion.path)
    await ada.post(`${discussion.path}/messages`, { text: 'Said later' })
    await page.getByRole('link', { name: 'Look for new messages' }).click()
    await article(page, 'Said later').waitFor()
  })
})
