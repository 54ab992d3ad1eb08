import { describe, expect, it } from 'vitest'
import { type Hand, keys, mouse, plain } from './hands.ts'
import { type Look, openStage, type Stage } from './stage.ts'

/** Words that are moved and kept, done with a mouse, with the keyboard alone, and without scripts. */
const ways: [string, Hand, Look][] = [
  ['with a mouse', mouse, {}],
  ['with the keyboard alone', keys, {}],
  ['without scripts, on a phone', plain, { scripts: false, width: 360, height: 740 }],
]

describe.each(ways)('%s', async (_, hand, look) => {
  const stage = await openStage()

  it('a host splits messages off, looks at both, and undoes it', () => splitting(stage, hand, look))
  it('somebody takes a discussion to where more read, and who is asked lets theirs come along', () =>
    movingAlong(stage, hand, look))
})

async function splitting(stage: Stage, hand: Hand, look: Look): Promise<void> {
  const ada = await stage.person('Ada Umeh')
  const luc = await stage.person('Luc Marchetti')
  const rivers = await stage.community(ada, 'River Keepers')
  await stage.join(rivers, luc)
  const it = await stage.discussion(rivers, luc, 'Brown water')
  await luc.post(`${it.path}/messages`, { text: 'Who has nets?' })
  await ada.post(`${it.path}/messages`, { text: 'I have two.', replyTo: 2 })
  await luc.post(`${it.path}/messages`, { text: 'Brown again today.' })

  const page = await stage.as(ada, look)
  await page.goto(it.path)
  await hand.press(page.locator('#m2 .menu summary'))
  await hand.press(page.locator('#m2').getByRole('link', { name: 'Split off from here' }))
  await hand.arrive(page, 'Split off into a discussion of its own')
  await hand.write(page.getByLabel('Title of the new discussion'), 'Nets')
  await hand.choose(page.getByRole('radio', { name: /the replies to it/ }))
  await hand.press(page.getByRole('button', { name: 'Split off', exact: true }))
  await hand.arrive(page, 'Nets')
  await page.getByText('Ada Umeh split this off from').waitFor()
  expect(await page.locator('.message').count()).toBe(2)

  await hand.press(page.getByRole('main').getByRole('link', { name: 'Brown water' }))
  await hand.arrive(page, 'Brown water')
  await page.getByText('Ada Umeh split 2 messages off into').waitFor()
  expect(await page.locator('.message').count()).toBe(2)
  // The old link leads to the new place, where the message is marked.
  await page.goto(`${it.path}/messages/3`)
  await page.locator('#m2:target').waitFor()
  expect(page.url()).toContain('nets')

  await hand.press(page.getByRole('button', { name: 'Undo' }))
  await hand.arrive(page, 'Brown water')
  expect(await page.locator('.message').count()).toBe(4)
}

async function movingAlong(stage: Stage, hand: Hand, look: Look): Promise<void> {
  const ada = await stage.person('Ada Umeh')
  const luc = await stage.person('Luc Marchetti')
  const ines = await stage.person('Ines Moreau')
  const rivers = await stage.community(ada, 'River Keepers')
  const weirs = await stage.community(luc, 'Weirs')
  await stage.join(rivers, luc)
  await stage.join(weirs, ines)
  const it = await stage.discussion(weirs, luc, 'Who reads the gauge?')
  await ines.post(`${it.path}/messages`, { text: 'I do, on Mondays.' })

  const page = await stage.as(luc, look)
  await page.goto(`${it.path}/moving`)
  const there = page.getByRole('radio', { name: /^River Keepers/ })
  await page.getByText('Only your one message goes.').waitFor()
  if (hand === keys) {
    await page.keyboard.press('Tab')
    while (!(await there.evaluate((one) => one === document.activeElement))) await page.keyboard.press('Tab')
    await page.keyboard.press('Space')
  } else await hand.choose(there)
  await hand.press(page.getByRole('button', { name: 'Move it' }))
  await hand.arrive(page, 'Who reads the gauge?')
  await page.getByText('Luc Marchetti would like to take this to another place').waitFor()

  const asked = await stage.as(ines, look)
  await asked.goto(it.path)
  await hand.press(asked.getByRole('link', { name: 'See and answer' }))
  await hand.arrive(asked, 'Move to another place')
  await asked.getByText('to River Keepers, where 2 people read').waitFor()
  await hand.press(asked.getByRole('button', { name: 'Yes, take it along' }))
  await hand.arrive(asked, 'Who reads the gauge?')
  await asked.getByText('took 2 messages').waitFor()

  await page.reload()
  await hand.press(page.getByRole('main').getByRole('link', { name: 'River Keepers' }))
  await hand.arrive(page, 'Who reads the gauge?')
  await page.getByText('I do, on Mondays.').waitFor()
}
