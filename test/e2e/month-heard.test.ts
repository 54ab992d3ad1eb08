import { expect, it } from 'vitest'
import { Listening } from './listening.ts'
import { openStage } from './stage.ts'

const stage = await openStage()
const ada = await stage.person('Ada Umeh')
const community = await stage.community(ada, 'River Keepers')
const here = `${community.path}/calendar`
const date = (body: object) =>
  ada.post(`${community.path}/events`, { zone: 'UTC', despite: true, time: '19:00', untilTime: '20:00', ...body })

/** Changed words show in review: after a change that is meant, the file is written anew by `-u`, and read. */
const preface = [
  '# A month, as it is heard',
  '',
  'What a screen reader has to say of a month in the calendar: the way there, the table with its days, what is kept on them,',
  'and the list below. The browser’s accessibility tree says so, and [a test](../month-heard.test.ts) compares it with this file.',
]

it('a month is a table with a name, whose days lead to what is on them', async () => {
  await date({ title: 'Listening hour', day: '2031-03-04', repeat: 'week', interval: 2, until: '2031-03-20' })
  const off = (await date({ title: 'Bank day', day: '2031-03-15' })).json()
  await ada.post(`${off.url}/cancellation`, { on: true })
  await date({ title: 'Camp', day: '2031-03-21', untilDay: '2031-03-22', time: '', untilTime: '' })
  await ada.post(`${here}/days`, { title: 'World Water Day', month: 3, date: 22, since: 1993 })
  await ada.post(`${here}/quiet`, { why: 'lambing', starts: '2031-03-27', ends: '2031-04-04' })
  const page = await stage.as(ada)
  const heard = await Listening.to(page)
  heard.lines.push(...preface)
  await page.goto(`${here}?day=2031-03-10`)
  heard.part('The page, as it is read from top to bottom')
  await heard.read('main')
  await expect(heard.transcript).toMatchFileSnapshot('transcripts/a-month.md')
})

it('today is told in the month, the week and the year, and the keys go from day to day in the order of reading', async () => {
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
  await date({ title: 'Today', day: day(0) })
  const page = await stage.as(ada)
  for (const view of ['', '?view=week']) {
    await page.goto(here + view)
    const today = page.locator('[aria-current="date"]')
    expect(await today.count()).toBe(1)
    expect(await today.locator('time').first().getAttribute('datetime')).toBe(day(0))
  }
  await page.goto(`${here}/year`)
  expect(await page.locator('.months [aria-current="date"]').count()).toBe(1)
  await page.goto(here)
  await page.locator('td[aria-current="date"] a').first().focus()
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: 'Today', exact: true }).first().waitFor()
  await page.waitForURL(/view=agenda/)
  expect(await page.locator('[accesskey]').count()).toBe(0)
})

it('a month prints on one page laid across, A4 and Letter, with nothing to press', async () => {
  const page = await stage.as(ada)
  await page.goto(`${here}?day=2031-03-10`)
  for (const [format, wide] of [
    ['A4', 842],
    ['Letter', 792],
  ] as const) {
    const paper = (await page.pdf({ format, preferCSSPageSize: true })).toString('latin1')
    const pages = [...paper.matchAll(/MediaBox \[0 0 (\d+)/g)].map(([, width]) => Number(width))
    expect(pages).toEqual([wide])
  }
  await page.emulateMedia({ media: 'print' })
  for (const part of ['.side', '.filters', '.title .button', '.sub'])
    expect(await page.locator(part).first().isVisible()).toBe(false)
  expect(await page.locator('.printed').isVisible()).toBe(true)
  expect(await page.locator('.printed').textContent()).toMatch(/^Printed on .* from River Keepers · http/)
  expect(await page.getByText('Listening hour').first().isVisible()).toBe(true)
})
