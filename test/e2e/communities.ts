import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Community } from '../site.ts'
import type { Hand } from './hands.ts'
import type { Look, Stage } from './stage.ts'

const PASSWORD = 'three quiet rivers'
const button = (page: Page, name: string | RegExp) => page.getByRole('main').getByRole('button', { name })
const link = (page: Page, name: string | RegExp) => page.getByRole('main').getByRole('link', { name }).first()
const place = (page: Page, space: string, name: string) =>
  page.getByRole('navigation', { name: space }).getByRole('link', { name, exact: true })

/** A circle from its first day: a host begins it, a member asks to come in, a funder comes as a guest and speaks. */
export async function circleStory(stage: Stage, hand: Hand, look: Look = {}): Promise<void> {
  const ada = await stage.person('Ada Umeh')
  const luc = await stage.person('Luc Marchetti')
  const river = await stage.community(ada)
  await stage.join(river, luc)
  const [host, member] = [await stage.as(ada, look), await stage.as(luc, look)]
  await startCircle(host, river, hand)
  await askToJoin(member, river, hand)
  await welcome(host, hand)
  await talkThere(member, river, hand)
  const door = await inviteGuest(host, hand)
  const guest = await stage.as(undefined, look)
  await comeAsGuest(guest, door, hand)
  await giveBadge(host, hand)
  await speakForFunder(guest, hand)
  await member.reload()
  await member.getByText('for the funder').waitFor()
}

async function startCircle(page: Page, river: Community, hand: Hand): Promise<void> {
  await page.goto(river.path)
  await hand.press(place(page, 'River Keepers', 'People'))
  await hand.arrive(page, 'People')
  await hand.press(link(page, 'Circles'))
  await hand.arrive(page, 'Circles')
  await hand.press(link(page, 'Start a circle'))
  await hand.arrive(page, 'Start a circle in River Keepers')
  await hand.write(page.getByLabel('What is it called?'), 'Weirs')
  await hand.write(page.getByLabel('What for, in one sentence?'), 'Which boards come out, and when.')
  await hand.choose(page.getByRole('radio', { name: /^People of River Keepers may know of it/ }))
  await hand.press(button(page, 'Start the circle'))
  await hand.arrive(page, 'Weirs')
  await hand.press(link(page, 'Settings'))
  await hand.arrive(page, 'Settings of the circle')
  await hand.write(page.getByLabel('Questions at the door'), 'Which weir do you know best?')
  await hand.press(page.locator('#door').getByRole('button', { name: 'Save' }))
  await hand.arrive(page, 'Settings of the circle')
  expect(await page.getByLabel('Questions at the door').inputValue()).toBe('Which weir do you know best?')
}

async function askToJoin(page: Page, river: Community, hand: Hand): Promise<void> {
  await page.goto(`${river.path}/circles`)
  await hand.press(link(page, /^Ask to join/))
  await hand.arrive(page, 'Weirs')
  await page.getByText('Only the hosts read your answers').waitFor()
  await hand.write(page.getByLabel('Which weir do you know best?'), 'The one below my meadow.')
  await hand.press(button(page, 'Ask to join'))
  await page.getByText('A host will open the door').waitFor()
}

/** Ada finds him among what she looks after, reads his answer, and opens with a word. */
async function welcome(page: Page, hand: Hand): Promise<void> {
  await page.goto('/')
  await hand.press(
    page
      .getByRole('region', { name: 'To look after' })
      .getByRole('listitem')
      .filter({ hasText: 'at the door' })
      .getByRole('link'),
  )
  await hand.arrive(page, 'At the door')
  await page.getByText('The one below my meadow.').waitFor()
  await hand.write(page.getByLabel('A word to Luc'), 'We have been waiting for you.')
  await hand.press(button(page, 'Welcome Luc'))
  await page.getByText('Nobody is at the door.').waitFor()
}

/** What he says in the circle stands in the community’s Talk too, with the circle’s name, for those who are in it. */
async function talkThere(page: Page, river: Community, hand: Hand): Promise<void> {
  await page.goto('/')
  await hand.press(link(page, 'Weirs'))
  await hand.arrive(page, 'Weirs')
  await hand.press(link(page, 'Start a discussion'))
  await hand.arrive(page, 'Start a discussion')
  await hand.write(page.getByLabel('Title'), 'Low water')
  await hand.write(page.getByLabel('Your text'), 'The boards are dry.')
  await hand.press(button(page, 'Start the discussion'))
  await hand.arrive(page, 'Low water')
  await page.goto(`${river.path}/discussions`)
  await page.getByText('in Weirs').waitFor()
  await hand.press(link(page, 'Low water'))
  await hand.arrive(page, 'Low water')
}

async function inviteGuest(page: Page, hand: Hand): Promise<string> {
  await page.goto('/c/weirs/invitations')
  const form = page.locator('form').filter({ has: page.getByRole('heading', { name: 'By a link' }) })
  await hand.choose(form.getByRole('radio', { name: /^Guest/ }))
  await hand.day(form.getByLabel('Last day as a guest'), '2099-12-31')
  await hand.press(form.getByRole('button', { name: 'Make a link' }))
  const made = page.getByLabel('Link', { exact: true })
  await made.waitFor()
  return made.inputValue()
}

/** She sees the circle and nothing around it. */
async function comeAsGuest(page: Page, door: string, hand: Hand): Promise<void> {
  await page.goto(door)
  await page.getByText('You come as a guest, until').waitFor()
  await hand.write(page.getByLabel('Your name'), 'Rosa Lindell')
  await hand.write(page.getByLabel('Email'), 'rosa@example.org')
  await hand.write(page.getByLabel('Password'), PASSWORD)
  await hand.press(button(page, 'I agree, join'))
  await hand.arrive(page, 'Weirs')
  expect(await page.getByText('River Keepers').count()).toBe(0)
  expect(await page.getByRole('link', { name: 'Start a discussion' }).count()).toBe(0)
}

async function giveBadge(page: Page, hand: Hand): Promise<void> {
  await page.goto('/c/weirs/members/rosa-lindell')
  await hand.pick(page.getByLabel('Badge'), 'funder')
  await hand.press(button(page, 'Save'))
  await hand.arrive(page, 'People')
}

async function speakForFunder(page: Page, hand: Hand): Promise<void> {
  await hand.press(place(page, 'Weirs', 'Talk'))
  await hand.arrive(page, 'Discussions')
  await hand.press(link(page, 'Low water'))
  await hand.arrive(page, 'Low water')
  await hand.write(page.getByLabel('Your reply'), 'We can pay for new boards.')
  await hand.pick(page.getByLabel('Who is speaking?'), 'For the funder')
  await hand.press(page.locator('#reply').getByRole('button', { name: 'Reply' }))
  await page.locator('#m2').getByText('for the funder').waitFor()
}
