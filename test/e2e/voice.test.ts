import { describe, expect, it } from 'vitest'
import { findingsOf } from './axe.ts'
import { tabTo } from './keyboard.ts'
import { openStage, type Page } from './stage.ts'

const stage = await openStage()
const ada = await stage.person('Ada Umeh')
const luc = await stage.person('Luc Marchetti')
const community = await stage.community(ada)
await stage.join(community, luc)
let rooms = 0

async function openRoom(): Promise<string> {
  return (await ada.post(`${community.path}/rooms`, { title: `By the fire ${++rooms}` })).json().url
}

const field = (page: Page) => page.locator('#reply [data-text]')
const press = (page: Page, name: string) => page.locator('#reply').getByRole('button', { name, exact: true }).click()
const recorded = (page: Page) => page.locator('[data-attached] audio')
const article = (page: Page, words: string) => page.locator('article.message', { hasText: words })

async function record(page: Page): Promise<void> {
  await field(page).focus()
  await press(page, 'Record your voice')
  await page.getByText(/^0:0[1-9] \/ 5:00$/).waitFor()
  await press(page, 'Done')
}

/** Whether a browser can play what stands there. */
const plays = (page: Page, what: string) =>
  page.locator(what).evaluate(async (player: HTMLAudioElement) => {
    player.muted = true
    await player.play()
    return player.error?.message ?? 'plays'
  })

describe('a voice message', () => {
  it.each([
    ['in a room', openRoom],
    ['in a discussion', async () => (await stage.discussion(community, ada)).path],
    ['between two', async () => (await ada.post('/messages', { to: [luc.handle], text: 'Hi' })).json().url],
  ])('is recorded, heard, said in words and sent: %s', async (_, place) => {
    const path = await place()
    const page = await stage.as(luc)
    await page.goto(path)
    await record(page)
    await recorded(page).waitFor()
    expect(await plays(page, '[data-attached] audio')).toBe('plays')
    expect(await findingsOf(page)).toEqual([])
    expect(await field(page).evaluate((one) => one === document.activeElement)).toBe(true)

    // Without words it is not sent, and nothing is lost.
    await page.locator('#reply button[type="submit"]').click()
    await page.getByText('Say in a few words what one hears.').waitFor()
    expect(await field(page).getAttribute('aria-invalid')).toBe('true')
    expect(await recorded(page).count()).toBe(1)
    expect(await findingsOf(page)).toEqual([])
    await field(page).fill('The owl, at the weir')
    expect(await page.getByText('Say in a few words what one hears.').isVisible()).toBe(false)
    await page.locator('#reply button[type="submit"]').click()

    const other = await stage.as(ada)
    await article(page, 'The owl, at the weir').locator('audio').waitFor()
    await other.goto(path)
    const heard = article(other, 'The owl, at the weir')
    expect(await heard.getByText(/^0:0[1-9] · /).count()).toBe(1)
    expect(await plays(other, 'article.message audio')).toBe('plays')
    expect(await findingsOf(other)).toEqual([])
  })

  it('plays on while its words are changed, which are shown when it rests', async () => {
    const path = await openRoom()
    const page = await stage.as(luc)
    await page.goto(path)
    await record(page)
    await recorded(page).waitFor()
    await field(page).fill('The owl, at the weir')
    await page.locator('#reply button[type="submit"]').click()
    await article(page, 'The owl').locator('audio').waitFor()
    const other = await stage.as(ada)
    await other.goto(path)
    const player = other.locator('article.message audio')
    const paused = () => player.evaluate((one: HTMLAudioElement) => one.paused)
    await player.evaluate((one: HTMLAudioElement) => {
      Object.assign(one, { muted: true, loop: true })
      return one.play()
    })
    const [message] = (await luc.json(path)).json().messages
    const changed = await luc.post(`${path}/messages/1/edit`, { text: 'An owl', version: message.version })
    expect(changed.statusCode).toBe(200)
    await luc.post(`${path}/messages`, { text: 'Did you hear it?' })
    await article(other, 'Did you hear it?').waitFor()
    expect([await paused(), await article(other, 'The owl, at the weir').count()]).toEqual([false, 1])
    await player.evaluate((one: HTMLAudioElement) => one.pause())
    await article(other, 'An owl').waitFor()
  })

  it('is made with the keyboard alone, and thrown away', async () => {
    const page = await stage.as(luc)
    await page.goto(await openRoom())
    await field(page).focus()
    const tools = page.getByRole('toolbar')
    await tabTo(tools.getByRole('button', { name: 'Add a picture or a file' }))
    await page.keyboard.press('ArrowRight')
    const label = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))
    expect(await label()).toBe('Record your voice')
    await page.keyboard.press('Enter')
    await page.getByText(/^0:0[1-9] \/ 5:00$/).waitFor()
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Done')
    // What is being said is not sent half.
    await field(page).fill('Words')
    await page.keyboard.press('Enter')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Done')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    expect(await page.locator('[data-recorder], [data-attached] li').count()).toBe(0)
    expect(await field(page).inputValue()).toBe('Words')
  })

  it('says what to do where no microphone is given, and tries again', async () => {
    const page = await stage.as(luc, { width: 360, touch: true, dark: true })
    await page.goto(await openRoom())
    await page.evaluate(() => {
      const given = navigator.mediaDevices.getUserMedia
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotAllowedError'))
      Object.assign(window, { give: () => (navigator.mediaDevices.getUserMedia = given) })
    })
    await field(page).focus()
    await press(page, 'Record your voice')
    await page.getByText('The browser gave us no microphone.').waitFor()
    expect(await findingsOf(page)).toEqual([])
    await page.evaluate(() => (window as unknown as { give(): void }).give())
    await press(page, 'Try again')
    await page.getByText(/^0:0[1-9] \/ 5:00$/).waitFor()
    await press(page, 'Throw it away')
    expect(await page.locator('[data-recorder]').count()).toBe(0)
  })

  it('stays in the page without a network, can be heard, and is sent again', async () => {
    stage.forgive(/ERR_INTERNET_DISCONNECTED/)
    const page = await stage.as(luc)
    await page.goto(await openRoom())
    await field(page).focus()
    await press(page, 'Record your voice')
    await page.getByText(/^0:0[1-9] \/ 5:00$/).waitFor()
    await page.context().setOffline(true)
    await press(page, 'Done')
    await page
      .getByRole('alert')
      .getByText(/could not be sent/)
      .waitFor()
    expect(await plays(page, '[data-attached] audio')).toBe('plays')
    await page.context().setOffline(false)
    await press(page, 'Try again')
    await page.locator('[data-attached] [data-sound] audio').waitFor()
  })

  /** Recorded without a network, and said in words. */
  async function recordOffline(page: Page, words: string): Promise<void> {
    await field(page).focus()
    await press(page, 'Record your voice')
    await page.getByText(/^0:0[1-9] \/ 5:00$/).waitFor()
    await page.context().setOffline(true)
    await press(page, 'Done')
    await page
      .getByRole('alert')
      .getByText(/could not be sent/)
      .waitFor()
    await field(page).fill(words)
  }
  const waits = (page: Page) => page.locator('copse-room article')
  /** How many recordings the browser keeps. */
  const kept = (page: Page) =>
    page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const opening = indexedDB.open('copse-recordings')
          opening.onupgradeneeded = () => opening.transaction!.abort()
          opening.onerror = () => resolve(0)
          opening.onsuccess = () => {
            const count = opening.result.transaction('recordings').objectStore('recordings').count()
            count.onsuccess = () => {
              opening.result.close()
              resolve(count.result)
            }
          }
        }),
    )
  const said = async (path: string) =>
    ((await ada.json(path)).json().messages as { html: string; attachments: unknown[] }[]).map(
      ({ html, attachments }) => [html.replace(/<[^>]*>/g, '').trim(), attachments.length],
    )

  it('waits in the browser without a network, and goes from the next page that is opened, once', async () => {
    stage.forgive(/ERR_INTERNET_DISCONNECTED/)
    const path = await openRoom()
    const page = await stage.as(luc)
    await page.goto(path)
    await recordOffline(page, '')
    // Without words it does not wait either.
    await page.locator('#reply button[type="submit"]').click()
    await page.locator('#reply').getByText('Say in a few words what one hears.').waitFor()
    expect(await findingsOf(page)).toEqual([])
    await field(page).fill('The owl, in the tunnel')
    await page.locator('#reply button[type="submit"]').click()
    await waits(page).getByText('waiting for a connection; your text is safe').waitFor()
    expect(await waits(page).locator('.said').textContent()).toMatch(/^The owl, in the tunnel\n.+\.(webm|mp4)$/)
    expect([await page.locator('[data-attached] li').count(), await kept(page)]).toEqual([0, 1])
    expect(await findingsOf(page)).toEqual([])
    await field(page).fill('And words after it')
    await page.locator('#reply button[type="submit"]').click()
    await page.goto('about:blank').catch(() => {})
    expect(await said(path)).toEqual([])
    const context = page.context()
    await page.close()
    await context.setOffline(false)
    const next = await context.newPage()
    await next.goto(`${community.path}/rooms`)
    await expect
      .poll(() => said(path))
      .toEqual([
        ['The owl, in the tunnel', 1],
        ['And words after it', 0],
      ])
    await expect.poll(() => kept(next)).toBe(0)
    await next.goto(path)
    expect(await plays(next, 'article.message audio')).toBe('plays')
    expect(await waits(next).count()).toBe(0)
    expect(await said(path)).toHaveLength(2)
  })

  it('is the same message where only the answer was lost', async () => {
    stage.forgive(/ERR_INTERNET_DISCONNECTED|ERR_FAILED/)
    const path = await openRoom()
    const page = await stage.as(luc)
    await page.goto(path)
    await recordOffline(page, 'Twice sent')
    await page.locator('#reply button[type="submit"]').click()
    await waits(page).getByText('waiting for a connection').waitFor()
    let lost = 0
    await page.route(`**${path}/messages`, async (route) => {
      if (lost++) return route.continue()
      await route.fetch()
      await route.abort()
    })
    await page.context().setOffline(false)
    await article(page, 'Twice sent').locator('audio').waitFor()
    await expect.poll(() => waits(page).count()).toBe(0)
    expect(lost).toBeGreaterThan(1)
    expect(await said(path)).toEqual([['Twice sent', 1]])
  })

  it('stays where it is, and says so, where the browser has no room for it; it goes with who signs out', async () => {
    stage.forgive(/ERR_INTERNET_DISCONNECTED/)
    const path = await openRoom()
    const nora = await stage.person('Nora Quist')
    await stage.join(community, nora)
    const page = await stage.as(nora)
    await page.goto(path)
    await recordOffline(page, 'First')
    await page.locator('#reply button[type="submit"]').click()
    await expect.poll(() => kept(page)).toBe(1)
    await page.evaluate(
      () =>
        new Promise((done) => {
          const opening = indexedDB.open('copse-recordings')
          opening.onsuccess = () => {
            const made = { id: 'much', name: 'Much.webm', type: 'audio/webm', at: Date.now() }
            const writing = opening.result.transaction('recordings', 'readwrite')
            writing.objectStore('recordings').add({ ...made, bytes: new ArrayBuffer(20_000_000) })
            writing.oncomplete = () => {
              opening.result.close()
              done(true)
            }
          }
        }),
    )
    await press(page, 'Record your voice')
    await page.getByText(/^0:0[1-9] \/ 5:00$/).waitFor()
    await press(page, 'Done')
    await recorded(page).waitFor()
    await field(page).fill('Second')
    await page.locator('#reply button[type="submit"]').click()
    await page.getByText('Too many recordings wait here for a connection.').waitFor()
    expect([await field(page).inputValue(), await recorded(page).count()]).toEqual(['Second', 1])
    expect([await waits(page).count(), await kept(page)]).toEqual([1, 2])
    expect(await findingsOf(page)).toEqual([])
    stage.forgive(/ERR_FAILED/)
    await page.route('**/attachments', (route) => route.abort())
    await page.context().setOffline(false)
    await page.goto('/me')
    await page.getByRole('button', { name: 'Sign out', exact: true }).first().click()
    await page.waitForURL(/sign-in|\/$/)
    await expect.poll(() => kept(page)).toBe(0)
  })

  it('is not offered without script; a file is', async () => {
    const page = await stage.as(luc, { scripts: false })
    await page.goto(await openRoom())
    expect(await page.getByRole('button', { name: 'Record your voice' }).count()).toBe(0)
    await page.getByText('Add a picture or a file').first().waitFor()
  })
})

it('a preview comes while one reads, and what one reads stays where it is', async () => {
  const address = 'https://out.example/jars'
  const path = await openRoom()
  await ada.post(`${path}/messages`, { text: address })
  for (let n = 1; n <= 30; n++) await ada.post(`${path}/messages`, { text: `Jar ${n}` })
  const page = await stage.as(luc, { width: 360, dark: true })
  const line = page.waitForEvent('websocket')
  await page.goto(`${path}#m12`)
  await line
  const top = () => page.locator('#m12').evaluate((one) => Math.round(one.getBoundingClientRect().top))
  await expect.poll(top).toBeLessThan(700)
  const before = await top()
  const says = { title: 'What the jars show', site: 'Clear Water', description: 'How to see '.repeat(15), lang: 'en' }
  const [{ id }] = await stage.owner<[{ id: number }]>`
    update link_preview set says = ${stage.owner.json(says)}, until = now() + interval '1 day' where address = ${address} returning id`
  const given = await stage.owner<
    { itemId: number; spaceId: number; modseq: number }[]
  >`select * from give_link_preview(${id})`
  for (const { itemId, spaceId, modseq } of given)
    stage.site.bus.publish('item', { item: itemId, space: spaceId, modseq })
  await page.locator('#m1 .link-card').waitFor({ state: 'attached' })
  expect(Math.abs((await top()) - before)).toBeLessThanOrEqual(1)
  const short = await stage.discussion(community, ada, 'Jars', { text: `Look:\n\n${address}` })
  for (const look of [{ width: 360, dark: true }, {}]) {
    const one = await stage.as(ada, look)
    await one.goto(short.path)
    await one.locator('.link-card').waitFor()
    expect(await findingsOf(one)).toEqual([])
  }
})
