import { describe, expect, it } from 'vitest'
import { finger, type Hand, keys, mouse, plain } from './hands.ts'
import { type Look, openStage } from './stage.ts'

const stage = await openStage()
const luc = await stage.person('Luc Marchetti')
const wanjiru = await stage.person('Wanjiru Odera')
const river = await stage.community(luc, 'River Keepers')
await stage.join(river, wanjiru)
await luc.post('/me', { name: luc.name, handle: luc.handle, lang: 'en', timeZone: 'Europe/Paris' })
await wanjiru.post('/me', { name: wanjiru.name, handle: wanjiru.handle, lang: 'en', timeZone: 'Africa/Nairobi' })
const month = new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 7)

const ways: [string, Hand, Look][] = [
  ['with a mouse', mouse, {}],
  ['with the keyboard alone', keys, {}],
  ['without scripts', plain, { scripts: false }],
  ['with a finger, 320 pixels wide', finger, { width: 320, height: 640, touch: true }],
]

describe.each(ways)('a date, %s', (way, hand, look) => {
  it('is looked for, answered by who would sit there at night, and found', async () => {
    const title = `Winter walk ${way}`
    const page = await stage.as(luc, look)
    await page.goto(`${stage.address}${river.path}/find/new?month=${month}&times=21:30&times=12:00`)
    await hand.choose(page.locator(`input[value="${month}-14"]`))
    await hand.press(page.getByRole('button', { name: 'See the dates' }))
    await page.getByText('Wanjiru Odera').first().waitFor()
    await hand.write(page.getByLabel('What is it?'), title)
    await hand.press(page.getByRole('button', { name: 'Ask', exact: true }))
    await hand.arrive(page, title)
    const { pathname } = new URL(page.url())

    const hers = await stage.as(wanjiru, look)
    await hers.goto(`${stage.address}${pathname}`)
    await hers.getByText('When could you come?').waitFor()
    const [noon, night] = [hers.getByRole('group').nth(0), hers.getByRole('group').nth(1)]
    await hand.choose(noon.getByLabel('Yes'))
    await hand.choose(night.getByLabel('No', { exact: true }))
    await hand.press(hers.getByRole('button', { name: 'Keep my answers' }))
    await hers.getByText('1 yes').waitFor()
    const shown = async () => (await luc.json(pathname)).json().options
    const counted = async () =>
      (await shown()).map(({ yes, no }: { yes: object[]; no: object[] }) => [yes.length, no.length])
    // With script each choice is kept by itself, the second a moment after the first.
    await expect.poll(counted).toEqual([
      [1, 0],
      [0, 1],
    ])

    await page.goto(`${stage.address}${pathname}`)
    await page.getByText('Most say yes').waitFor()
    await hand.press(page.getByRole('button', { name: 'Take this one' }).first())
    await page.getByText('One person is coming').waitFor()
    await hers.goto(`${stage.address}${pathname}`)
    await hers.getByText('It is on').first().waitFor()
  })
})

describe('with scripts', () => {
  it('keeps each answer at once, counts it where it stands, and sends later what could not be sent', async () => {
    const made = await luc.post(`${river.path}/find`, {
      title: 'At once',
      options: [`${month}-15T12:00`, `${month}-16T12:00`, `${month}-17T12:00`],
    })
    const { url } = made.json()
    const mine = async () =>
      (await wanjiru.json(url)).json().options.map((option: { mine: string | null }) => option.mine)
    const page = await stage.as(wanjiru, {})
    await page.goto(`${stage.address}${url}`)
    const said = page.locator('.who > .said')
    await page.getByRole('group').nth(0).getByLabel('If need be').check()
    await said.getByText('Kept.').waitFor()
    await page.getByText('1 if need be').waitFor()
    expect(await mine()).toEqual(['if-need-be', null, null])
    stage.forgive(/answers|ERR_INTERNET_DISCONNECTED/)
    await page.context().setOffline(true)
    await page.getByRole('group').nth(1).getByLabel('Yes').check()
    await page
      .locator('li', { has: said.getByText('This could not be sent.') })
      .getByText('No answer yet')
      .waitFor()
    await page.context().setOffline(false)
    await page.getByRole('group').nth(2).getByLabel('No', { exact: true }).check()
    await page.getByText('1 yes').waitFor()
    await page.getByText('1 no').waitFor()
    expect(await mine()).toEqual(['if-need-be', 'yes', 'no'])
  })

  it('sends with the button what could not be sent', async () => {
    const { url } = (
      await luc.post(`${river.path}/find`, { title: 'With the button', options: [`${month}-18T12:00`] })
    ).json()
    const page = await stage.as(wanjiru, {})
    await page.goto(`${stage.address}${url}`)
    await page.waitForFunction(() => customElements.get('copse-suits'))
    stage.forgive(/answers|ERR_INTERNET_DISCONNECTED/)
    await page.context().setOffline(true)
    await page.getByRole('group').first().getByLabel('Yes').check()
    await page.locator('.who > .said').getByText('This could not be sent.').waitFor()
    await page.context().setOffline(false)
    await page.getByRole('button', { name: 'Keep my answers' }).click()
    await page.getByText('1 yes').waitFor()
    expect((await wanjiru.json(url)).json().options[0].mine).toBe('yes')
  })
})
