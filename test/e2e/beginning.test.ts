import type { Locator } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { findingsOf } from './axe.ts'
import { type Hand, keys, mouse, plain } from './hands.ts'
import { type Look, openStage, type Page } from './stage.ts'

const stage = await openStage()

/** What one does with a hand, counted. */
interface Counted extends Hand {
  clicks: number
  fields: number
}

function counting(hand: Hand): Counted {
  const counted: Counted = {
    ...hand,
    clicks: 0,
    fields: 0,
    press: (what) => {
      counted.clicks++
      return hand.press(what)
    },
    choose: (option) => {
      counted.clicks++
      return hand.choose(option)
    },
    write: (field, text) => {
      counted.fields++
      return hand.write(field, text)
    },
  }
  return counted
}

const button = (page: Page, name: string) => page.getByRole('main').getByRole('button', { name, exact: true })
const link = (page: Page, name: string): Locator => page.getByRole('main').getByRole('link', { name, exact: true })
const step = (page: Page, name: string) => page.getByRole('heading', { level: 2, name: new RegExp(`^${name} step`) })

/**
 * One press a step; besides the link that begins it all, and a look around as a newcomer, which is a link and a button. Whoever
 * takes what is suggested types a name, a sentence, and who is to come.
 */
const MOST_CLICKS = 11
const MOST_FIELDS = 5

/** From nothing to a community with its first people invited. */
async function firstHour(page: Page, hand: Hand): Promise<void> {
  await page.goto('/')
  await hand.press(link(page, 'Begin a community'))
  await hand.arrive(page, 'Begin a community')
  await hand.write(page.getByLabel('What is it called?'), 'River Keepers')
  await hand.write(page.getByLabel('What for, in one sentence?'), 'To keep our river alive.')
  await hand.press(button(page, 'Create the community'))
  await hand.arrive(page, 'First steps')

  await step(page, 'Choose up to three tools').waitFor()
  await hand.press(button(page, 'Use these'))
  await step(page, 'Edit three starter discussions').waitFor()
  await hand.press(button(page, 'Post what is ticked'))
  await step(page, 'Set the door').waitFor()
  await hand.press(button(page, 'Set the door'))
  await step(page, 'Add a first date').waitFor()
  await hand.press(button(page, 'Add the date'))
  await step(page, 'Invite a second host').waitFor()
  await hand.write(page.getByLabel('Who?'), 'ines@example.org')
  await hand.press(button(page, 'Invite as a host'))
  await step(page, 'See it as a newcomer').waitFor()
  await hand.press(page.locator('section.panel').getByRole('link', { name: 'See it as a newcomer' }))
  await hand.arrive(page, 'See it as a newcomer')
  await page.getByText('To keep our river alive.').waitFor()
  await page.getByText('What brings you here?').waitFor()
  await hand.press(button(page, 'I have seen it'))
  await step(page, 'People to greet first').waitFor()
  await hand.write(page.getByLabel('Their names'), 'Yara Quispe\nKwame Addai\nOdile Ferrand')
  await hand.press(button(page, 'Put them on my list'))
  await step(page, 'Invite five people').waitFor()
  const five = ['bashir', 'sana', 'luc', 'henrik', 'maud'].map((name) => `${name}@example.org`)
  await hand.write(page.getByLabel('Their email addresses'), five.join('\n'))
  await hand.press(button(page, 'Invite these people'))
  await page.getByText('All nine steps are done.').waitFor()
}

const ways: [string, Hand, Look][] = [
  ['with a mouse', mouse, {}],
  ['without scripts', plain, { scripts: false }],
]

describe.each(ways)('a host’s first hour, %s', (way, hand, look) => {
  it('is gone from a name to five who are invited, with few clicks', async () => {
    const host = await stage.person('Ada Umeh')
    const page = await stage.as(host, look)
    const counted = counting(hand)
    const began = Date.now()
    await firstHour(page, counted)
    const seconds = ((Date.now() - began) / 1000).toFixed(1)
    console.log(`first hour, ${way}: ${counted.clicks} clicks, ${counted.fields} fields, ${seconds} s by machine`)
    expect(counted.clicks).toBeLessThanOrEqual(MOST_CLICKS)
    expect(counted.fields).toBeLessThanOrEqual(MOST_FIELDS)
    const { url } = (await host.json('/')).json().communities[0]
    expect((await host.json(`${url}/discussions`)).json().discussions).toHaveLength(3)
    expect((await host.json(`${url}/beginning`)).json()).toMatchObject({ done: 9, current: null })
  })
})

it('is gone on with the keyboard alone', async () => {
  const host = await stage.person('Ada Umeh')
  const place = await stage.community(host, 'Keys')
  const page = await stage.as(host)
  await page.goto(`${place.path}/beginning?step=door`)
  await keys.choose(page.getByRole('radio', { name: /^They ask/ }))
  await keys.press(button(page, 'Set the door'))
  await step(page, 'Choose up to three tools').waitFor()
  await keys.press(button(page, 'Later'))
  await step(page, 'Edit three starter discussions').waitFor()
  await keys.press(link(page, 'People to greet first'))
  await step(page, 'People to greet first').waitFor()
  await keys.write(page.getByLabel('Their names'), 'Yara Quispe')
  await keys.press(button(page, 'Put them on my list'))
  await step(page, 'Edit three starter discussions').waitFor()
  await keys.press(link(page, 'People to greet first'))
  await keys.press(page.getByRole('button', { name: /^I greeted them.*Yara Quispe/ }))
  await page.getByRole('button', { name: /^Not yet after all.*Yara Quispe/ }).waitFor()
})

it('is left and taken up again elsewhere: on a phone, at night', async () => {
  const host = await stage.person('Ada Umeh')
  const place = await stage.community(host, 'Elsewhere')
  const desk = await stage.as(host)
  await desk.goto(`${place.path}/beginning`)
  await button(desk, 'Use these').click()
  await step(desk, 'Edit three starter discussions').waitFor()
  await button(desk, 'Later').click()
  await step(desk, 'Set the door').waitFor()
  const phone = await stage.as(host, { width: 320, height: 640, touch: true, dark: true })
  await phone.goto(place.path)
  await phone.getByText('Next: Set the door').waitFor()
  await phone.getByRole('link', { name: 'First steps: 2 of 9' }).tap()
  await step(phone, 'Set the door').waitFor()
  expect(await findingsOf(phone)).toEqual([])
})

it('lets others than its host know nothing of it', async () => {
  const host = await stage.person('Ada Umeh')
  const place = await stage.community(host, 'Not Theirs')
  const member = await stage.person('Luc Marchetti')
  await stage.join(place, member)
  const page = await stage.as(member)
  await page.goto(place.path)
  expect(await page.getByText('First steps:').count()).toBe(0)
})
