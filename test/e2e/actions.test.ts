import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { finger, type Hand, keys, mouse, plain } from './hands.ts'
import { type Look, openStage } from './stage.ts'

const stage = await openStage()
const luc = await stage.person('Luc Marchetti')
const ines = await stage.person('Ines Carvalhal')
const river = await stage.community(luc, 'River Keepers')
await stage.join(river, ines)
const soon = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10)

const ways: [string, Hand, Look][] = [
  ['with a mouse', mouse, {}],
  ['with the keyboard alone', keys, {}],
  ['without scripts', plain, { scripts: false }],
  ['with a finger, 320 pixels wide', finger, { width: 320, height: 640, touch: true }],
]

/** A button whose name says to the ear what it is about. */
const tap = (page: Page, words: string, about: string) =>
  page.getByRole('button', { name: new RegExp(`^${words} ?: ${about}$`) })
const stateOf = async (url: string) => (await luc.json(url)).json().state as string

describe.each(ways)('an action, %s', (way, hand, look) => {
  it('is made of what was said, given to somebody, closed on their home, and opened again', async () => {
    const talk = await stage.discussion(river, luc, `Sandbags ${way}`, { text: 'We need a second key.' })
    const page = await stage.as(luc, look)
    await page.goto(`${stage.address}${river.path}/actions/new?about=${talk.id}&number=1`)
    await hand.write(page.getByLabel('What is to be done?'), `Have a key cut ${way}`)
    await hand.pick(page.getByLabel('Who does it?'), 'Ines Carvalhal')
    await hand.day(page.getByLabel('By when?'), soon)
    await hand.press(page.getByRole('button', { name: 'Write it down' }))
    await hand.arrive(page, `Have a key cut ${way}`)
    const { pathname } = new URL(page.url())
    const hers = await stage.as(ines, look)
    await hers.goto(stage.address)
    await hand.press(tap(hers, 'Done', `Have a key cut ${way}`))
    await expect.poll(() => stateOf(pathname)).toBe('done')
    await hand.press(tap(hers, 'Undo', `Have a key cut ${way}`))
    await expect.poll(() => stateOf(pathname)).toBe('open')
    await hers.goto(`${stage.address}${pathname}`)
    await hand.press(hers.getByRole('button', { name: 'Done', exact: true }))
    await hers.getByRole('button', { name: 'Open it again' }).waitFor()
    expect(await stateOf(pathname)).toBe('done')
  })
})

it('a tap that cannot be sent stands there as before, says so, and works when it is tapped again', async () => {
  const made = await ines.post(`${river.path}/actions`, { title: 'Sweep', owner: ines.handle, due: soon })
  const { url } = made.json()
  const page = await stage.as(ines)
  await page.goto(`${stage.address}${river.path}/actions`)
  stage.forgive(/doneness|ERR_FAILED/)
  await page.route('**/doneness*', (route) => route.abort())
  const done = tap(page, 'Done', 'Sweep')
  await done.click()
  await page.getByText('This could not be sent. Try again.', { exact: true }).waitFor()
  expect(await stateOf(url)).toBe('open')
  await page.unroute('**/doneness*')
  await done.dblclick()
  await tap(page, 'Undo', 'Sweep').waitFor()
  await expect.poll(() => stateOf(url)).toBe('done')
  expect((await ines.json(url)).json().history.map(({ did }: { did: string }) => did)).toEqual(['taken', 'done'])
  expect(await page.locator('#spoken').textContent()).toBe('Sweep: Done')
})
