import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { oneTimePath } from '../../src/spine/people/signing-in.ts'
import { root } from '../setup.ts'
import type { Hand } from './hands.ts'
import type { Look, Stage } from './stage.ts'

const picture = join(root, 'test/e2e/jars.png')
const PASSWORD = 'three quiet rivers'

/** What Copse is for, from the first minute: two people meet, talk, help each other, and come back. */
export async function mainJob(stage: Stage, hand: Hand, look: Look = {}): Promise<void> {
  const ada = await stage.as(undefined, look)
  const link = await foundSite(stage, ada, hand)
  const luc = await stage.as(undefined, look)
  await joinBy(luc, link, hand)
  await ask(luc, hand)
  await answer(ada, hand)
  await accept(luc, hand)
  await edit(luc, hand)
  await removeAndUndo(luc, hand)
  await comeBack(luc, hand)
}

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })
const to = (page: Page, name: string | RegExp) => page.getByRole('main').getByRole('link', { name }).first()
const place = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'River Keepers' }).getByRole('link', { name })
const message = (page: Page, number: number) => page.locator(`#m${number}`)
const more = (page: Page, number: number) => message(page, number).locator('summary')

/** The operator opens the link from the terminal, makes the community, and an invitation to it. */
async function foundSite(stage: Stage, page: Page, hand: Hand): Promise<string> {
  const [{ id }] = await stage.site.database.app<[{ id: number }]>`select make_first_run() id`
  await page.goto(oneTimePath(stage.site, 'first-run', id))
  await hand.write(page.getByLabel('What is it called?'), 'River Keepers')
  await hand.write(page.getByLabel('What for, in one sentence?'), 'To keep our river alive.')
  await signUp(page, hand, 'Ada Umeh', 'ada@example.org')
  await hand.press(button(page, 'Create the community'))
  await hand.arrive(page, 'First steps')
  await hand.press(to(page, 'Invite five people'))
  await hand.press(to(page, /^All invitations/))
  await hand.arrive(page, 'Invite people')
  const byLink = page.locator('form').filter({ has: page.getByRole('heading', { name: 'By a link' }) })
  await hand.write(byLink.getByLabel('A word from you'), 'Luc, we need someone who knows fields.')
  await hand.press(button(page, 'Make a link'))
  const made = page.getByLabel('Link', { exact: true })
  await made.waitFor()
  return made.inputValue()
}

async function signUp(page: Page, hand: Hand, name: string, email: string): Promise<void> {
  await hand.write(page.getByLabel('Your name'), name)
  await hand.choose(page.getByRole('radio', { name: 'English' }))
  await hand.write(page.getByLabel('Email'), email)
  await hand.write(page.getByLabel('Password'), PASSWORD)
}

async function joinBy(page: Page, link: string, hand: Hand): Promise<void> {
  await page.goto(link)
  await page.getByRole('heading', { name: 'Ada Umeh invites you to River Keepers' }).waitFor()
  await page.getByText('Luc, we need someone who knows fields.').waitFor()
  await signUp(page, hand, 'Luc Marchetti', 'luc@example.org')
  await hand.press(button(page, 'I agree, join'))
  // The first steps are a test of their own.
  await hand.arrive(page, 'What shall we call you?')
  await hand.press(button(page, 'Go to Home'))
  await hand.arrive(page, 'River Keepers')
}

async function ask(page: Page, hand: Hand): Promise<void> {
  await hand.press(to(page, 'Start a discussion'))
  await hand.arrive(page, 'Start a discussion')
  await hand.write(page.getByLabel('Title'), 'Brown water after rain')
  await hand.choose(page.getByRole('radio', { name: /^Question/ }))
  await hand.write(page.getByLabel('Your text'), 'After every rain the river goes **brown**. Why?')
  await hand.attach(page, picture, 'Three jars of river water, the last one brown')
  await hand.write(page.getByLabel('Tags'), 'water, jar test')
  await hand.press(button(page, 'Start the discussion'))
  await hand.arrive(page, 'Brown water after rain')
  expect(await page.locator('#m1 strong').textContent()).toBe('brown')
  await page.getByRole('img', { name: 'Three jars of river water, the last one brown' }).waitFor()
  await page.getByRole('link', { name: '#jar-test' }).waitFor()
  // Luc goes on: who has it open reads the answer as it comes, and nothing waits at home.
  await hand.press(place(page, 'People'))
  await hand.arrive(page, 'People')
}

/** Ada quotes the question, answers it, and calls Luc by name. */
async function answer(page: Page, hand: Hand): Promise<void> {
  await hand.press(place(page, 'Talk'))
  await hand.arrive(page, 'Discussions')
  await hand.press(to(page, 'Brown water after rain'))
  await hand.arrive(page, 'Brown water after rain')
  await hand.press(message(page, 1).getByRole('link', { name: 'Reply' }))
  const text = page.getByLabel('Your reply')
  await expect.poll(() => text.inputValue()).toContain('> After every rain')
  await hand.mention(text, 'luc-marchetti')
  await hand.write(text, 'it is soil from the field above the weir.')
  await hand.press(page.locator('#reply').getByRole('button', { name: 'Reply' }))
  await message(page, 2).getByText('soil from the field').waitFor()
  expect(await message(page, 2).locator('blockquote').textContent()).toContain('After every rain')
  await message(page, 2).getByRole('link', { name: 'Luc Marchetti' }).waitFor()
  expect(await text.inputValue()).toBe('')
  await expectInSight(message(page, 2))
}

/** Whoever wrote something is shown it. */
async function expectInSight(what: Locator): Promise<void> {
  const seen = () =>
    what.evaluate((one) => one.getBoundingClientRect().top < innerHeight && one.getBoundingClientRect().bottom > 0)
  await expect.poll(seen).toBe(true)
}

/** It waits for Luc at home; he thanks, and chooses it as the answer. */
async function accept(page: Page, hand: Hand): Promise<void> {
  await hand.press(place(page, 'Home'))
  await hand.arrive(page, 'River Keepers')
  await hand.press(
    page.getByRole('region', { name: 'Waiting for you' }).getByRole('link', { name: 'Brown water after rain' }),
  )
  await hand.press(message(page, 2).getByRole('button', { name: 'Thanks' }))
  await expect
    .poll(() => message(page, 2).getByRole('button', { name: 'Thanks 1' }).getAttribute('aria-pressed'))
    .toBe('true')
  await hand.press(more(page, 2))
  await hand.press(message(page, 2).getByRole('button', { name: 'This answers it' }))
  await message(page, 2).getByText('Luc Marchetti chose this answer').waitFor()
}

async function edit(page: Page, hand: Hand): Promise<void> {
  await hand.press(more(page, 1))
  await hand.press(message(page, 1).getByRole('link', { name: 'Edit' }))
  await page.getByRole('heading', { level: 1, name: /^Change/ }).waitFor()
  await hand.write(page.locator('textarea'), ' I took three jars.')
  await hand.press(
    page
      .locator('form')
      .filter({ has: page.locator('textarea') })
      .locator('button[type=submit]'),
  )
  await message(page, 1).getByText('I took three jars.').waitFor()
  await expectInSight(message(page, 1))
  await message(page, 1).getByRole('link', { name: 'edited' }).waitFor()
}

async function removeAndUndo(page: Page, hand: Hand): Promise<void> {
  await hand.write(page.getByLabel('Your reply'), 'Thank you, Ada.')
  await hand.press(page.locator('#reply').getByRole('button', { name: 'Reply' }))
  await message(page, 3).getByText('Thank you, Ada.').waitFor()
  await hand.press(more(page, 3))
  await hand.press(message(page, 3).getByRole('button', { name: 'Remove' }))
  await message(page, 3).getByText('Luc Marchetti removed this message.').waitFor()
  await hand.press(message(page, 3).getByRole('button', { name: 'Undo' }))
  await message(page, 3).getByText('Thank you, Ada.').waitFor()
}

async function comeBack(page: Page, hand: Hand): Promise<void> {
  // On a phone the way is by one's own face.
  const settings = page.getByRole('link', { name: 'Your settings' })
  if (!(await settings.isVisible())) {
    await hand.press(page.locator('.me .self'))
    await settings.first().waitFor()
  }
  await hand.press(settings.last())
  await hand.arrive(page, 'Your settings')
  await hand.press(button(page, 'Sign out'))
  await hand.arrive(page, 'Welcome back')
  await hand.write(page.getByLabel('Email'), 'luc@example.org')
  await hand.write(page.getByLabel('Password'), PASSWORD)
  await hand.press(button(page, 'Sign in'))
  await hand.arrive(page, 'Hello Luc')
  await page.getByRole('heading', { name: /^River Keepers/ }).waitFor()
}
