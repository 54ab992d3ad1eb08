import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { openStage } from '../e2e/stage.ts'

/** A room of 100,000 messages, walked through both ways: nothing moves, nothing piles up, and no page of it is slow. */

const MANY = 100_000
const FEW = 100
/** The page of the long room may take so much longer than that of the short one; above it, something reads all of it. */
const SLOWER = 3

const stage = await openStage()
const ada = await stage.person('Ada Umeh')
const luc = await stage.person('Luc Marchetti')
const community = await stage.community(ada)
await stage.join(community, luc)

interface Room {
  id: number
  url: string
}

/** A room in which so much was said, one message an hour. Past the triggers, which have their own tests. */
async function roomOf(count: number): Promise<Room> {
  const room: Room = (await ada.post(`${community.path}/rooms`, { title: `Of ${count}` })).json()
  await stage.owner.begin(async (sql) => {
    await sql`alter table message disable trigger user`
    await sql`insert into message (space_id, item_id, number, modseq, author_id, lang, source, html, created_at)
      select ${community.id}, ${room.id}, n, n, case when n % 2 = 0 then ${ada.id}::bigint else ${luc.id}::bigint end, 'en',
        'Said ' || n, '<p>Said ' || n || ', ' || repeat('and more of it ', n % 9) || '</p>', now() - (${count}::int - n) * interval '1 hour'
      from generate_series(1, ${count}::int) n`
    await sql`update tail set last_number = ${count}, modseq = ${count}, said_modseq = ${count}, count = ${count}, last_at = now() where item_id = ${room.id}`
    await sql`alter table message enable trigger user`
  })
  return room
}

const [short, long] = [await roomOf(FEW), await roomOf(MANY)]
await stage.owner.unsafe('vacuum analyze message')

const numbers = (page: Page) =>
  page.locator('[data-live-item] > article.message').evaluateAll((all) => all.map((one) => Number(one.id.slice(1))))
const top = (page: Page, number: number) =>
  page.locator(`#m${number}`).evaluate((one) => one.getBoundingClientRect().top)
const ready = (page: Page) => page.waitForFunction(() => customElements.get('copse-room') !== undefined)

/** Goes on by one page on one side. @returns what is shown now, and how far the message that was read has moved */
async function step(page: Page, side: 'earlier' | 'later'): Promise<{ shown: number[]; moved: number }> {
  const before = await numbers(page)
  const read = side === 'earlier' ? before[0]! : before.at(-1)!
  // By hand and not by rolling: what is read is in one place until more has come.
  await page.locator(`#m${read}`).evaluate((one) => one.scrollIntoView({ block: 'center', behavior: 'instant' }))
  const at = await top(page, read)
  const has = (all: number[]) => (side === 'earlier' ? all[0]! < read : all.at(-1)! > read)
  await expect.poll(async () => has(await numbers(page))).toBe(true)
  return { shown: await numbers(page), moved: Math.abs((await top(page, read)) - at) }
}

async function walk(page: Page, side: 'earlier' | 'later', steps: number): Promise<number[]> {
  let shown = await numbers(page)
  for (let i = 0; i < steps; i++) {
    const now = await step(page, side)
    shown = now.shown
    expect(now.moved, `after ${i + 1} pages ${side}`).toBeLessThanOrEqual(1)
    expect(shown.length).toBeLessThanOrEqual(400)
    expect(shown).toEqual(shown.map((_, n) => shown[0]! + n))
  }
  return shown
}

it('opens at its end, and is walked up and down from there without a jump', async () => {
  const page = await stage.as(luc)
  await page.goto(long.url)
  await ready(page)
  expect((await numbers(page)).at(-1)).toBe(MANY)
  const fetched: number[] = []
  page.on('requestfinished', async (request) => {
    if (request.url().includes('only=said')) fetched.push((await request.sizes()).responseBodySize)
  })
  // More pages than are kept, so that those far away are let go and fetched again.
  const far = await walk(page, 'earlier', 12)
  expect(far[0]).toBeLessThan(MANY - 550)
  const back = Math.ceil((MANY - far.at(-1)!) / 50)
  expect(back).toBeGreaterThan(3)
  expect((await walk(page, 'later', back)).at(-1)).toBe(MANY)
  expect(fetched.length).toBeGreaterThanOrEqual(12 + back)
  expect(Math.max(...fetched)).toBeLessThanOrEqual(15_000)
})

it('is entered at a day, and walked both ways from the midst of it', async () => {
  const page = await stage.as(luc)
  await page.goto(long.url)
  const day = new Date(Date.now() - (MANY / 2) * 3_600_000).toISOString().slice(0, 10)
  await page.locator('#day').fill(day)
  await page.locator('form.jump button').click()
  await page.waitForURL(/page=\d+#m\d+$/)
  await ready(page)
  const [first = 0] = await numbers(page)
  expect(Math.abs(first - MANY / 2)).toBeLessThan(150)
  expect((await walk(page, 'earlier', 5))[0]).toBeLessThan(first - 200)
  expect((await walk(page, 'later', 10)).at(-1)).toBeGreaterThan(first + 250)
  await page.goto(`${long.url}?page=3#m140`)
  await ready(page)
  const shown = await walk(page, 'earlier', 2)
  expect(shown[0]).toBe(1)
  expect(await page.locator('.earlier').isVisible()).toBe(false)
})

it('leads from page to page to its beginning by links alone', async () => {
  const page = await stage.as(luc, { scripts: false })
  await page.goto(`${long.url}?page=4`)
  for (const first of [101, 51, 1]) {
    await page.getByRole('link', { name: 'Earlier' }).click()
    await page.waitForURL(/page=\d+/)
    expect((await numbers(page))[0]).toBe(first)
  }
  await page.goto(`${long.url}?page=${MANY / 50 - 1}`)
  await page.getByRole('link', { name: 'Later' }).click()
  await page.locator(`#m${MANY}`).waitFor()
  expect((await numbers(page)).at(-1)).toBe(MANY)
})

it('takes hardly longer than a room of a hundred', async () => {
  const times = new Map<string, number[]>()
  const addresses = [short.url, long.url, `${long.url}?page=1000`, `${long.url}?page=1000&only=said`]
  for (let round = 0; round < 25; round++) {
    for (const address of addresses) {
      const from = performance.now()
      expect((await luc.get(address)).statusCode).toBe(200)
      if (round >= 5) times.set(address, [...(times.get(address) ?? []), performance.now() - from])
    }
  }
  const [few = 0, ...many] = addresses.map((one) => times.get(one)!.sort((a, b) => a - b)[10]!)
  console.log(
    `of ${FEW}: ${few.toFixed(1)} ms; of ${MANY}, its end, its midst, an island's: ${many.map((ms) => (ms / few).toFixed(2)).join(' · ')} ×`,
  )
  for (const ms of many) expect(ms / few).toBeLessThan(SLOWER)
})
