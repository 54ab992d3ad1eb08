import { describe, expect, it } from 'vitest'
import { finger, type Hand, keys, mouse, plain } from './hands.ts'
import { type Look, openStage } from './stage.ts'

const stage = await openStage()
const luc = await stage.person('Luc Marchetti')
const ines = await stage.person('Ines Carvalhal')
const river = await stage.community(luc, 'River Keepers')
await stage.join(river, ines)
const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

const ways: [string, Hand, Look][] = [
  ['with a mouse', mouse, {}],
  ['with the keyboard alone', keys, {}],
  ['without scripts', plain, { scripts: false }],
  ['with a finger, 320 pixels wide', finger, { width: 320, height: 640, touch: true }],
]

describe.each(ways)('a date, %s', (way, hand, look) => {
  it('is suggested, found in the calendar, answered, and called off', async () => {
    const title = `Walk ${way}`
    const page = await stage.as(luc, look)
    await page.goto(`${stage.address}${river.path}/calendar`)
    await hand.press(page.getByRole('link', { name: 'Suggest a date' }))
    await hand.write(page.getByLabel('What is it?'), title)
    await hand.day(page.getByLabel('Day', { exact: true }), day(2))
    await hand.write(page.getByLabel('Place', { exact: true }), 'The mill')
    await hand.press(page.getByRole('button', { name: 'Suggest this date' }))
    await hand.arrive(page, title)
    const { pathname } = new URL(page.url())
    const hers = await stage.as(ines, look)
    await hers.goto(`${stage.address}${river.path}/calendar?view=agenda&day=${day(1)}`)
    await hand.press(hers.getByRole('link', { name: title }))
    await hand.arrive(hers, title)
    await hand.press(hers.getByRole('button', { name: 'I’m coming' }))
    await hers.getByText('One person is coming').waitFor()
    expect((await luc.json(pathname)).json().answers).toMatchObject([
      { person: { name: 'Ines Carvalhal' }, reply: 'yes' },
    ])
    await page.goto(`${stage.address}${pathname}`)
    await hand.press(page.getByText('Other things to do'))
    await hand.press(page.getByRole('button', { name: 'Call it off' }))
    await page.getByText('This date is called off.').waitFor()
    await hers.goto(`${stage.address}${pathname}`)
    await hers.getByText('This date is called off.').waitFor()
    expect(await hers.getByRole('button', { name: 'I’m coming' }).count()).toBe(0)
  })
})
