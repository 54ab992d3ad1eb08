import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { findingsOf } from './axe.ts'
import { finger, type Hand, heading, keys, plain } from './hands.ts'
import { tabTo } from './keyboard.ts'
import { sticksOut } from './overflow.ts'
import { type Look, openStage } from './stage.ts'

const stage = await openStage()
const ada = await stage.person('Ada Umeh')
const community = await stage.community(ada)

const phone = { width: 360, height: 740 }
const title = 'How you introduce yourself'

async function healthy(page: Page): Promise<void> {
  expect(await findingsOf(page)).toEqual([])
  expect(await sticksOut(page)).toEqual([])
}

/** A newcomer on the page where one introduces oneself, coming from the settings. */
async function newcomer(hand: Hand, look: Look): Promise<{ page: Page; handle: string }> {
  const one = await stage.person('Tobias Renn')
  await stage.join(community, one)
  const page = await stage.as(one, look)
  await page.goto('/me')
  await hand.press(page.getByRole('link', { name: 'Change it' }))
  await heading(page, title).waitFor()
  return { page, handle: one.handle }
}

const ways: [string, Hand, Look][] = [
  ['without scripts, on a phone', plain, { ...phone, scripts: false }],
  ['with a finger, on a phone', finger, { ...phone, touch: true }],
  ['with the keyboard alone', keys, {}],
]

describe.each(ways)('someone new, %s', (_, hand, look) => {
  it('says who they are, keeps one thing to themselves, and is found', async () => {
    const { page, handle } = await newcomer(hand, look)
    if (look.scripts !== false) await healthy(page)
    await hand.write(page.getByLabel('What I do', { exact: true }), 'I have moved into the house by the mill race.')
    await hand.write(page.getByLabel('Ask me about', { exact: true }), `stoves, ${handle.replaceAll('-', 'x')}`)
    await hand.write(page.getByLabel('Place', { exact: true }), 'Millbridge')
    const mine = page.getByLabel('Only I see this (Place)')
    if (hand === keys) await tabTo(mine).then(() => page.keyboard.press('Space'))
    else await hand.choose(mine)
    await hand.press(page.getByRole('button', { name: 'Save your introduction' }))
    await heading(page, 'Tobias Renn').waitFor()
    await page.getByText('Only you see: Place.').waitFor()
    if (look.scripts !== false) await healthy(page)

    const host = await stage.as(ada, look)
    await host.goto(`${community.path}/members`)
    await hand.write(host.getByLabel('Look for people'), handle.replaceAll('-', 'x'))
    await hand.press(host.getByRole('button', { name: 'Search' }))
    await expect.poll(() => host.locator('.people-faces > li').count()).toBe(1)
    await hand.press(host.getByRole('link', { name: 'Tobias Renn', exact: true }))
    await host.getByText('I have moved into the house').waitFor()
    expect(await host.getByText('Millbridge').count()).toBe(0)
  })
})

describe('a word of welcome', () => {
  it('is recorded, heard, thrown away, taken again and kept', async () => {
    const { page, handle } = await newcomer(finger, { ...phone, touch: true })
    const press = (name: string) => page.getByRole('button', { name, exact: true }).tap()
    await page.getByLabel('In writing').fill('Hello from the mill race.')
    await press('Record')
    await page.getByText(/^0:0[1-9] \/ 1:00$/).waitFor()
    await healthy(page)
    await press('Stop')
    await page.getByLabel('What you have just recorded').waitFor()
    await press('Throw it away')
    expect(await page.locator('#recording').evaluate((field: HTMLInputElement) => field.files?.length)).toBe(0)
    await press('Record')
    await page.getByText(/^0:0[1-9] \/ 1:00$/).waitFor()
    await press('Stop')
    await healthy(page)
    await press('Save the word of welcome')
    await heading(page, 'Tobias Renn').waitFor()
    await healthy(page)

    const host = await stage.as(ada)
    await host.goto(`/people/${handle}`)
    await host.getByText('Hello from the mill race.').waitFor()
    const heard = await host.getByLabel('Hear Tobias Renn').evaluate(async (player: HTMLAudioElement) => {
      player.muted = true
      await player.play()
      return player.error?.message ?? 'plays'
    })
    expect(heard).toBe('plays')
  })

  it('is a file where there is no script, and says what is missing', async () => {
    const { page } = await newcomer(plain, { ...phone, scripts: false })
    const recording = { name: 'hello.webm', mimeType: 'audio/webm', buffer: webm }
    await page.getByLabel('Your voice').setInputFiles(recording)
    stage.forgive(/^422 /)
    await page.getByRole('button', { name: 'Save the word of welcome' }).click()
    await page.getByRole('alert').getByText('Write what you say, too').waitFor()
    await page.getByLabel('In writing').fill('Hello.')
    await page.getByLabel('Your voice').setInputFiles(recording)
    await page.getByRole('button', { name: 'Save the word of welcome' }).click()
    await page.getByLabel('Hear Tobias Renn').waitFor()
    await page.goto('/me/profile')
    await page.getByRole('button', { name: 'Delete the recording' }).click()
    await heading(page, title).waitFor()
    expect(await page.getByLabel('Your recording').count()).toBe(0)
    expect(await page.getByLabel('In writing').inputValue()).toBe('Hello.')
  })

  it('can be a file where no microphone is given', async () => {
    const { page } = await newcomer(finger, { ...phone, touch: true })
    await page.evaluate(() => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotAllowedError'))
    })
    await page.getByRole('button', { name: 'Record' }).tap()
    await page.getByText('The browser gave us no microphone.').waitFor()
    await page.getByLabel('Your voice').waitFor()
  })
})

it('who asks for help asks someone kindly, who says “not now”', async () => {
  const luc = await stage.person('Luc Marchetti')
  const eszter = await stage.person('Eszter Balog')
  for (const one of [luc, eszter]) await stage.join(community, one)
  await eszter.post('/me/profile', { askAbout: 'willow' })
  const call = await stage.discussion(community, luc, 'Which willow?', { intent: 'help' })
  const page = await stage.as(luc, phone)
  await page.goto(call.path)
  await healthy(page)
  await page.getByRole('button', { name: 'Ask Eszter' }).click()
  await page.getByText('You asked today').waitFor()

  const asked = await stage.as(eszter, { ...phone, scripts: false })
  await asked.goto(call.path)
  await asked.getByText('Luc asks whether you can help').waitFor()
  await asked.getByRole('button', { name: 'Not now' }).click()
  await heading(asked, 'Which willow?').waitFor()
  expect(await asked.getByText('asks whether you can help').count()).toBe(0)

  await page.reload()
  await page.getByText('Not now.', { exact: true }).waitFor()
  await healthy(page)
})

/** The beginning of a WebM file. */
const webm = Buffer.concat([Buffer.from('1a45dfa387428284', 'hex'), Buffer.from('webm'), Buffer.alloc(64)])
