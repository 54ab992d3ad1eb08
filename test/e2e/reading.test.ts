import { expect, it } from 'vitest'
import { keys } from './hands.ts'
import { openStage, type Page, type Person } from './stage.ts'

/** How far one has read, told by what was in sight: on two devices, with and without scripts, by keyboard. */

const stage = await openStage()
const ada = await stage.person('Ada Umeh')
const community = await stage.community(ada)

async function reader(name: string): Promise<Person> {
  const person = await stage.person(name)
  await stage.join(community, person)
  return person
}

async function long(title: string, messages: number) {
  const it = await stage.discussion(community, ada, title)
  for (let n = 2; n <= messages; n++)
    await ada.post(`${it.path}/messages`, { text: `Line ${n}.\n\n${'River. '.repeat(60)}` })
  return it
}

const mark = async (person: Person, { id }: { id: number }) => {
  const [row] = await stage.owner<
    { number: number }[]
  >`select number from reading where person_id = ${person.id} and item_id = ${id}`
  return row?.number ?? 0
}
const read = (person: Person, it: { id: number }) => expect.poll(() => mark(person, it), { timeout: 8000 })
const scrollTo = (page: Page, number: number) =>
  page.locator(`#m${number} .reacts`).evaluate((end) => end.scrollIntoView({ block: 'end' }))

it('is noted as the ends of messages come into sight, and another device goes on there', async () => {
  const luc = await reader('Luc Marchetti')
  const it = await long('Half of it', 20)
  const laptop = await stage.as(luc)
  const phone = await stage.as(luc, { width: 360, touch: true })
  await laptop.goto(it.path)
  await scrollTo(laptop, 8)
  await read(luc, it).toBe(8)
  await phone.goto(`${community.path}/discussions`)
  await phone.getByText('12 new').waitFor()
  await phone.getByRole('link', { name: 'Half of it' }).tap()
  await phone.getByText('New from here', { exact: true }).waitFor()
  await phone.waitForURL(/#m9$/)
  await scrollTo(phone, 14)
  await read(luc, it).toBe(14)
  await laptop.bringToFront()
  await scrollTo(laptop, 10)
  await scrollTo(laptop, 20)
  await read(luc, it).toBe(20)
})

it('is told before the next page is made, so that the list is right at once', async () => {
  const luc = await reader('Luc Marchetti')
  const it = await long('Short', 2)
  const page = await stage.as(luc)
  await page.goto(it.path)
  await scrollTo(page, 2)
  await page.waitForTimeout(1200)
  await page.getByRole('link', { name: 'Talk', exact: true }).first().click()
  await page.getByRole('link', { name: 'Short' }).waitFor()
  expect(await page.locator('.rows li', { hasText: 'Short' }).locator('.sign.new').count()).toBe(0)
  expect(await mark(luc, it)).toBe(2)
})

it('counts messages that come while one looks', async () => {
  const luc = await reader('Luc Marchetti')
  const it = await long('One more comes', 2)
  const page = await stage.as(luc)
  await page.goto(it.path)
  await scrollTo(page, 2)
  await read(luc, it).toBe(2)
  await ada.post(`${it.path}/messages`, { text: 'Just now.' })
  await page.locator('#m3').waitFor()
  await scrollTo(page, 3)
  await read(luc, it).toBe(3)
})

it('stays new from where one says, though it is still in sight here and on another device', async () => {
  const luc = await reader('Luc Marchetti')
  const it = await long('Again', 6)
  const phone = await stage.as(luc, { width: 360, touch: true })
  await phone.goto(it.path)
  const page = await stage.as(luc)
  await page.goto(it.path)
  await scrollTo(page, 6)
  await read(luc, it).toBe(6)
  await page.locator('#m4 summary').click()
  await page.getByRole('button', { name: 'Mark as new from here' }).click()
  await page.getByText('New again from here, until you come back').waitFor()
  await scrollTo(page, 6)
  await scrollTo(phone, 6)
  await page.waitForTimeout(4000)
  expect(await mark(luc, it)).toBe(3)
  // The next visit reads as ever.
  await page.goto(`${community.path}/discussions`)
  await page.getByRole('link', { name: 'Again' }).click()
  await scrollTo(page, 6)
  await read(luc, it).toBe(6)
})

it('waits while there is no network', async () => {
  const luc = await reader('Luc Marchetti')
  const it = await long('On the train', 5)
  const page = await stage.as(luc)
  await page.goto(it.path)
  await scrollTo(page, 2)
  await read(luc, it).toBe(2)
  stage.forgive(/reading net::ERR_INTERNET_DISCONNECTED/)
  await page.context().setOffline(true)
  await scrollTo(page, 5)
  await page.waitForTimeout(3500)
  expect(await mark(luc, it)).toBe(2)
  await page.context().setOffline(false)
  await read(luc, it).toBe(5)
})

it('is marked for all at once by the keyboard, and undone', async () => {
  const luc = await reader('Luc Marchetti')
  await stage.owner`update membership set joined_at = now() where person_id = ${luc.id}`
  const [one, two] = [await long('First of two', 2), await long('Second of two', 3)]
  const page = await stage.as(luc)
  await page.goto(`${community.path}/discussions`)
  await keys.press(page.getByRole('button', { name: 'Mark all as read' }))
  await keys.arrive(page, 'All read')
  await page.getByText('All 2 discussions in River Keepers are marked as read.').waitFor()
  expect([await mark(luc, one), await mark(luc, two)]).toEqual([2, 3])
  await keys.press(page.getByRole('button', { name: 'Undo' }))
  await keys.arrive(page, 'Discussions')
  await page.getByText('3 new').waitFor()
})

it('is done by buttons where there is no script', async () => {
  const luc = await reader('Luc Marchetti')
  const it = await long('Plain', 3)
  const page = await stage.as(luc, { scripts: false })
  await page.goto(it.path)
  await page.getByRole('button', { name: 'I have read this' }).click()
  expect(await mark(luc, it)).toBe(3)
  await page.locator('#m2 summary').click()
  await page.getByRole('button', { name: 'Mark as new from here' }).click()
  await page.getByText('New again from here').waitFor()
  expect(await mark(luc, it)).toBe(1)
  await page.goto(`${community.path}/discussions`)
  await page.getByRole('button', { name: 'Mark all as read' }).click()
  await page.getByRole('heading', { name: 'All read' }).waitFor()
  expect(await mark(luc, it)).toBe(3)
})
