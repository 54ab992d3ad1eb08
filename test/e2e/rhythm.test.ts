import type { Locator } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { finger, type Hand, keys, mouse, plain } from './hands.ts'
import { tabTo } from './keyboard.ts'
import { type Look, openStage } from './stage.ts'

const stage = await openStage()
const ada = await stage.person('Ada Umeh')
const luc = await stage.person('Luc Marchetti')
const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

const ways: [string, Hand, Look][] = [
  ['with a mouse', mouse, {}],
  ['with the keyboard alone', keys, {}],
  ['without scripts', plain, { scripts: false }],
  ['with a finger, 320 pixels wide', finger, { width: 320, height: 640, touch: true }],
]

describe.each(ways)('the year of a community, %s', (way, hand, look) => {
  it('has a key day, a quiet time that whoever suggests a date is told of, and a birthday where its person shows it', async () => {
    // The first answer is that nobody should be asked in that time.
    stage.forgive(/^422 POST .*\/events$/)
    const tick = async (box: Locator) => {
      if (hand !== keys) return hand.choose(box)
      await tabTo(box)
      await box.page().keyboard.press('Space')
    }
    const river = await stage.community(ada, `River ${way}`)
    await stage.join(river, luc)
    const host = await stage.as(ada, look)
    await host.goto(`${stage.address}${river.path}/calendar`)
    await hand.press(host.getByRole('link', { name: 'Key days and rest' }))
    await hand.arrive(host, 'Key days and rest')
    await hand.press(host.getByText('Add a key day'))
    await hand.write(host.getByLabel('What day is it?'), 'The eel came back')
    await hand.write(host.getByLabel('Day', { exact: true }), '18')
    await hand.pick(host.getByLabel('Month'), 'September')
    await hand.press(host.getByRole('button', { name: 'Add this day' }))
    await host.getByText('18 September').waitFor()
    await hand.press(host.getByText('Name a quiet time'))
    await hand.write(host.getByLabel('What for?'), 'harvest')
    await hand.day(host.getByLabel('First day'), day(20))
    await hand.day(host.getByLabel('Last day'), day(40))
    await hand.press(host.getByRole('button', { name: 'Name this time' }))
    await host.locator('#quiet-times ~ ul .name', { hasText: 'harvest' }).waitFor()

    const page = await stage.as(luc, look)
    await page.goto(`${stage.address}${river.path}/events/new?day=${day(5)}`)
    await page.getByText('Quiet times: harvest').waitFor()
    await hand.write(page.getByLabel('What is it?'), 'Walk')
    await hand.day(page.getByLabel('Day', { exact: true }), day(25))
    await hand.press(page.getByRole('button', { name: 'Suggest this date' }))
    await page.getByText('This is in a quiet time: harvest').first().waitFor()
    expect(await page.getByLabel('What is it?').inputValue()).toBe('Walk')
    await tick(page.getByLabel('Suggest it all the same'))
    await hand.press(page.getByRole('button', { name: 'Suggest this date' }))
    await hand.arrive(page, 'Walk')

    await page.goto(`${stage.address}/me/birthday`)
    const date = page.getByLabel('Day', { exact: true })
    if (!(await date.inputValue())) await hand.write(date, '29')
    await hand.pick(page.getByLabel('Month'), 'February')
    await tick(page.getByLabel(`River ${way}`))
    await hand.press(page.getByRole('button', { name: 'Save' }))
    await expect
      .poll(async () => (await ada.json(`${river.path}/calendar?day=2027-03-02`)).json().marks)
      .toMatchObject([{ kind: 'birthday', title: 'Luc Marchetti', first: '2027-03-01' }])
    await host.goto(`${stage.address}${river.path}/calendar/year?year=2027`)
    await host.getByText('1 March').first().waitFor()
    expect(await host.getByText('The eel came back').first().isVisible()).toBe(true)
  })
})
