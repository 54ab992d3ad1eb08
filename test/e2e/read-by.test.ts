import { describe, expect, it } from 'vitest'
import { findingsOf } from './axe.ts'
import { openStage, type Page } from './stage.ts'

const stage = await openStage()

async function set(said = 2) {
  const [ada, luc, sana] = [
    await stage.person('Ada Umeh'),
    await stage.person('Luc Marchetti'),
    await stage.person('Sana Halabi'),
  ]
  const community = await stage.community(ada)
  for (const one of [luc, sana]) await stage.join(community, one)
  const { url } = (await ada.post(`${community.path}/rooms`, { title: 'At the water' })).json() as { url: string }
  for (let n = 1; n <= said; n++) await ada.post(`${url}/messages`, { text: `Word ${n}` })
  for (const one of [ada, luc, sana]) await one.post('/me/shown-reading', { shown: true })
  return { ada, luc, sana, url }
}

async function open(person: { cookie: string }, path: string): Promise<Page> {
  const page = await stage.as(person)
  const line = page.waitForEvent('websocket')
  await page.goto(path)
  await line
  await page.waitForFunction(() => customElements.get('copse-room') !== undefined)
  return page
}

/** What stands in the list, messages by their number. */
const order = (page: Page) =>
  page
    .locator('[data-live-item] > :is(article.message, .read-by)')
    .evaluateAll((all) => all.map((one) => one.id || one.textContent))

describe('how far others have read', () => {
  it('appears and moves while one looks, stands where it belongs, and is there without script', async () => {
    const { ada, luc, sana, url } = await set()
    const hers = await open(ada, url)
    await expect.poll(() => order(hers)).toEqual(['m1', 'm2'])
    const his = await open(luc, url)
    await expect.poll(() => order(hers), { timeout: 15_000 }).toEqual(['m1', 'm2', 'Read by Luc Marchetti'])
    // It is words on the page, which nothing announces.
    expect(await hers.locator('#spoken').textContent()).toBe('')
    expect(await hers.locator('[aria-live] .read-by, [role="status"] .read-by, [role="log"] .read-by').count()).toBe(0)
    await sana.post(`${url}/reading`, { number: 2 })
    await expect.poll(() => order(hers)).toEqual(['m1', 'm2', 'Read by all'])
    expect(await findingsOf(hers)).toEqual([])
    // What comes next comes below it; and moves it, once it is read.
    await his.close()
    await ada.post(`${url}/messages`, { text: 'Word 3' })
    await expect.poll(() => order(hers)).toEqual(['m1', 'm2', 'Read by Luc Marchetti and Sana Halabi', 'm3'])
    await luc.post(`${url}/reading`, { number: 3 })
    const now = ['m1', 'm2', 'Read by Sana Halabi', 'm3', 'Read by Luc Marchetti']
    await expect.poll(() => order(hers)).toEqual(now)
    const plain = await stage.as(ada, { scripts: false })
    await plain.goto(url)
    expect(await order(plain)).toEqual(now)
    await sana.post('/me/shown-reading', { shown: false })
    await expect.poll(() => order(hers)).toEqual(['m1', 'm2', 'm3', 'Read by Luc Marchetti'])
    await plain.reload()
    expect(await order(plain)).toEqual(['m1', 'm2', 'm3', 'Read by Luc Marchetti'])
  })

  it('is chosen in the settings, by the keyboard, and taken back there', async () => {
    const { ada, luc, url } = await set()
    await ada.post('/me/shown-reading', { shown: false })
    await luc.post(`${url}/reading`, { number: 2 })
    const settings = await stage.as(ada)
    await settings.goto('/me')
    const box = settings.getByLabel('In small groups, show how far I have read')
    expect(await box.isChecked()).toBe(false)
    await box.focus()
    await settings.keyboard.press('Space')
    await settings.keyboard.press('Tab')
    await settings.keyboard.press('Enter')
    await settings.waitForURL('**/me#shown-reading')
    await settings.goto(url)
    expect(await order(settings)).toEqual(['m1', 'm2', 'Read by Luc Marchetti'])
  })

  it('comes with what is fetched from before, and keeps who is at the end there', async () => {
    const { ada, luc, url } = await set(60)
    await luc.post(`${url}/reading`, { number: 4 })
    const page = await open(ada, url)
    await page.getByRole('link', { name: 'Earlier' }).click()
    await expect.poll(() => page.locator('#m4 + .read-by').textContent()).toBe('Read by Luc Marchetti')
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight))
    await luc.post(`${url}/reading`, { number: 60 })
    await expect.poll(() => page.locator('#m60 + .read-by').textContent()).toBe('Read by Luc Marchetti')
    expect(await page.locator('.read-by').count()).toBe(1)
    const left = () => page.evaluate(() => document.documentElement.scrollHeight - innerHeight - scrollY)
    await expect.poll(left).toBeLessThan(2)
  })
})
