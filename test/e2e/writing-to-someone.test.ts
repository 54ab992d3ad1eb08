import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { finger, type Hand, keys, mouse, plain } from './hands.ts'
import { type Look, openStage } from './stage.ts'

const ways: [string, Hand, Look][] = [
  ['with a mouse', mouse, {}],
  ['with the keyboard alone', keys, {}],
  ['without scripts', plain, { scripts: false }],
  ['with a finger, 320 pixels wide', finger, { width: 320, height: 640, touch: true }],
]

const button = (page: Page, name: string) => page.getByRole('main').getByRole('button', { name, exact: true })
const to = (page: Page, name: string | RegExp) => page.getByRole('main').getByRole('link', { name }).first()
const messages = (page: Page) => page.getByRole('link', { name: /^Messages/ }).last()

const stage = await openStage()

describe.each(ways)('Ada writes to Bashir, %s', async (_, hand, look) => {
  it('and he answers', async () => {
    const ada = await stage.person('Ada Umeh')
    const bashir = await stage.person('Bashir Rahmani')
    const river = await stage.community(ada, 'River Keepers')
    await stage.join(river, bashir)

    const hers = await stage.as(ada, look)
    await hers.goto(`/people/${bashir.handle}`)
    await hand.press(to(hers, 'Write to Bashir Rahmani'))
    await hand.arrive(hers, 'Write to Bashir Rahmani')
    await hers.getByText('Only you and Bashir Rahmani can read this').waitFor()
    await hand.write(hers.getByLabel('What do you want to say?'), 'On paper everything is flat. May I say that?')
    await hand.press(button(hers, 'Send'))
    await hand.arrive(hers, 'Bashir Rahmani')
    await hers.locator('#m1').getByText('On paper everything is flat').waitFor()

    const his = await stage.as(bashir, look)
    await his.goto('/')
    await hand.press(messages(his))
    await hand.arrive(his, 'Messages')
    await his.getByText('1 new', { exact: true }).waitFor()
    await hand.press(to(his, 'Ada Umeh'))
    await hand.arrive(his, 'Ada Umeh')
    await hand.write(his.getByRole('main').getByRole('textbox', { name: 'Write to Ada Umeh' }), 'You can.')
    await hand.press(button(his, 'Send'))
    await his.locator('#m2').getByText('You can.').waitFor()

    if (look.scripts === false) await hers.reload()
    await hers.locator('#m2').getByText('You can.').waitFor()
    expect(await hers.getByRole('article').count()).toBe(2)
  })
})
