import { describe, expect, it } from 'vitest'
import { finger, type Hand, keys, mouse, plain } from './hands.ts'
import { type Look, openStage } from './stage.ts'

const stage = await openStage()
const sana = await stage.person('Sana Halabi')
const luc = await stage.person('Luc Marchetti')
const river = await stage.community(sana, 'River Keepers')
await stage.join(river, luc)
await stage.owner`update space set tools = tools || '{journeys}' where id = ${river.id}`

const ways: [string, Hand, Look][] = [
  ['with a mouse', mouse, {}],
  ['with the keyboard alone', keys, {}],
  ['without scripts', plain, { scripts: false }],
  ['with a finger, 320 pixels wide', finger, { width: 320, height: 640, touch: true }],
]

describe.each(ways)('a journey, %s', (way, hand, look) => {
  it('is begun, given two steps in the other order, opened, joined, gone and written about', async () => {
    const title = `Reading a river ${way}`
    const page = await stage.as(sana, look)
    await page.goto(`${stage.address}${river.path}/journeys/new`)
    await hand.write(page.getByLabel('What is it called?'), title)
    await hand.press(page.getByRole('button', { name: 'On to the steps' }))
    await hand.arrive(page, 'Arrange the steps')
    const url = new URL(page.url()).pathname.replace(/\/steps$/, '')
    const add = async (kind: string, called: string) => {
      await hand.press(page.getByRole('link', { name: kind, exact: true }))
      await hand.arrive(page, `A new step: ${kind}`)
      await hand.write(page.getByLabel('What is this step called?'), called)
      await hand.press(page.getByRole('button', { name: 'Add the step' }))
      await hand.arrive(page, 'Arrange the steps')
    }
    await add('Think and write', 'What did you hear?')
    await add('Do', 'Fill a jar')
    await hand.press(page.getByRole('button', { name: /^Up ?: Fill a jar$/ }))
    const order = async () => (await sana.json(url)).json().steps.map((step: { title: string }) => step.title)
    await expect.poll(order).toEqual(['Fill a jar', 'What did you hear?'])
    await hand.press(page.getByRole('button', { name: 'Open it to all' }))
    await hand.arrive(page, title)

    const his = await stage.as(luc, look)
    await his.goto(`${stage.address}${url}`)
    await hand.press(his.getByRole('button', { name: 'I’m joining' }))
    await his.getByRole('heading', { name: 'Your first step' }).waitFor()
    await hand.press(his.getByRole('button', { name: /^Done ?: Fill a jar$/ }))
    const done = async () => (await luc.json(url)).json().doneCount
    await expect.poll(done).toBe(1)
    await hand.press(his.getByRole('button', { name: /^Undo ?: Fill a jar$/ }))
    await expect.poll(done).toBe(0)
    await his.goto(`${stage.address}${url}`)
    await hand.press(his.getByRole('link', { name: 'What did you hear?' }))
    await hand.arrive(his, 'What did you hear?')
    await hand.write(his.getByLabel('Write', { exact: true }), 'A wren, twice.')
    await hand.press(his.getByRole('button', { name: 'Save', exact: true }))
    await his.getByText('Only you can read this').waitFor()
    await expect.poll(done).toBe(1)
    await his.goto(`${stage.address}${url}/my-way`)
    await his.getByText('A wren, twice.').waitFor()
    // Whoever guides it does not read it.
    await page.goto(`${stage.address}${url}/looking-back`)
    expect(await page.getByText('A wren').count()).toBe(0)
  })
})
