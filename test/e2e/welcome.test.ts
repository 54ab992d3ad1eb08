import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { invitationPath } from '../../src/spine/spaces/invitations.ts'
import type { Community } from '../site.ts'
import { type Hand, keys, mouse, plain } from './hands.ts'
import { type Look, openStage } from './stage.ts'

const ways: [string, Hand, Look][] = [
  ['with a mouse', mouse, {}],
  ['with the keyboard alone', keys, {}],
  ['without scripts, on a small phone', plain, { scripts: false, width: 360, height: 640 }],
]

const PASSWORD = 'three quiet rivers'
/** Joining, five steps, and home: one press each; and the language is chosen. */
const MOST_PRESSES = 8
/** Name, address and password; one sentence of hello. All else stands there already. */
const MOST_TYPED = 4

const stage = await openStage()

/** A hand that counts what it is asked to do. */
function counting(hand: Hand): { hand: Hand; done: { presses: number; typed: number } } {
  const done = { presses: 0, typed: 0 }
  return {
    done,
    hand: {
      ...hand,
      press: (what) => {
        done.presses++
        return hand.press(what)
      },
      choose: (option) => {
        done.presses++
        return hand.choose(option)
      },
      write: (field, text) => {
        done.typed++
        return hand.write(field, text)
      },
    },
  }
}

/** A community that has all a newcomer can be offered. @returns its invitation's address */
async function furnished(): Promise<{ river: Community; door: string }> {
  const ada = await stage.person('Ada Umeh')
  const yara = await stage.person('Yara Quispe')
  const river = await stage.community(ada, 'River Keepers')
  await stage.join(river, yara)
  await yara.post('/me/welcome', { welcome: 'Write to me if you get lost.' })
  const hello = await stage.discussion(river, ada, 'Hello, all of you')
  const day = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10)
  await ada.post(`${river.path}/events`, { title: 'Walk to the gravel bar', day, starts: '10:00', ends: '12:00' })
  await ada.post(`${river.path}/settings/welcome`, {
    timeAsked: 'ten minutes a week',
    agreements: 'Ask before naming a place.\nAnyone can say “pass”.',
    helloId: hello.id,
    helloQuestion: 'Which water do you know?',
    welcomerId: yara.id,
  })
  await ada.post(`${river.path}/invitations`, { note: 'Maud, come and tell us.', uses: 9 })
  const [row] = await stage.owner<[{ id: number }]>`select id from invitation where space_id = ${river.id}`
  return { river, door: invitationPath(stage.site, row.id) }
}

const button = (page: Page, name: string | RegExp): Locator => page.getByRole('main').getByRole('button', { name })
let people = 0

async function expectInSight(what: Locator): Promise<void> {
  const seen = () => what.evaluate((one) => scrollY === 0 && one.getBoundingClientRect().bottom <= innerHeight)
  await expect.poll(seen).toBe(true)
}

describe.each(ways)('from the letter to Home, %s', async (name, real, look) => {
  it('takes a few presses and hardly any typing', async () => {
    const { river, door } = await furnished()
    const page = await stage.as(undefined, look)
    const { hand, done } = counting(real)
    const began = Date.now()

    await page.goto(door)
    await page.getByText('Anyone can say “pass”.').waitFor()
    await page.getByText('ten minutes a week').waitFor()
    await hand.write(page.getByLabel('Your name'), 'Maud Tessier')
    await hand.write(page.getByLabel('Email'), `maud${++people}@example.org`)
    await hand.write(page.getByLabel('Password'), PASSWORD)
    await hand.press(button(page, 'I agree, join'))

    await hand.arrive(page, 'What shall we call you?')
    expect(await page.getByLabel('Your name').inputValue()).toBe('Maud Tessier')
    await hand.press(button(page, 'Go on'))
    await hand.arrive(page, 'How should we write?')
    expect(await page.getByRole('radio', { name: /^One letter a week/ }).isChecked()).toBe(true)
    await hand.press(button(page, 'Go on'))
    await hand.arrive(page, 'Say hello')
    await page.getByText('can read this').waitFor()
    await hand.write(page.getByLabel('Which water do you know?'), 'The brook behind my hives.')
    await hand.press(button(page, 'Say hello'))
    await hand.arrive(page, 'Yara Quispe is there for you')
    await page.getByText('Only you and Yara Quispe can read this').waitFor()
    await hand.press(button(page, 'Write to Yara Quispe'))
    await hand.arrive(page, 'One thing to begin with')
    await hand.press(button(page, /^I’m coming/))
    await hand.arrive(page, 'You are here')
    await hand.press(button(page, 'Go to Home'))
    await hand.arrive(page, 'River Keepers')

    const seconds = Math.round((Date.now() - began) / 1000)
    console.log(`${name}: ${done.presses} presses, ${done.typed} fields typed, ${seconds} s by machine`)
    expect(done.presses).toBeLessThanOrEqual(MOST_PRESSES)
    expect(done.typed).toBeLessThanOrEqual(MOST_TYPED)
    expect(await page.getByText('first steps').count()).toBe(0)
    await page.goto(`${river.path}/discussions`)
    await page.getByText('Hello, all of you').waitFor()
  })

  it('can all be left for later, and found again on Home', async () => {
    const { river } = await furnished()
    const maud = await stage.person('Maud Tessier')
    await stage.join(river, maud)
    const page = await stage.as(maud, look)
    const { hand, done } = counting(real)
    await page.goto(river.path)
    await hand.press(page.getByRole('main').getByRole('link', { name: 'Go on' }))
    for (const step of [
      'What shall we call you?',
      'How should we write?',
      'Say hello',
      'Yara Quispe is there for you',
    ]) {
      await hand.arrive(page, step)
      // One screen: nobody has to look for what there is to do, or for the way out.
      await expectInSight(button(page, 'Not now'))
      await hand.press(button(page, 'Not now'))
    }
    await hand.arrive(page, 'One thing to begin with')
    await hand.press(button(page, 'Not now'))
    await hand.arrive(page, 'You are here')
    await hand.press(button(page, 'Go to Home'))
    await hand.arrive(page, 'River Keepers')
    expect(done).toEqual({ presses: 7, typed: 0 })
  })
})
