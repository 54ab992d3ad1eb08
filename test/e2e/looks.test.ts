import { join } from 'node:path'
import { expect, it } from 'vitest'
import { root } from '../setup.ts'
import { openStage, type Page } from './stage.ts'

const stage = await openStage({ world: true })
await stage.owner`update person set lang = 'en'`
const ada = await stage.cast('ada')
const RIVER = '/c/river-keepers'
const [{ id }] = await stage.owner<[{ id: number }]>`select id from item where title like 'Brown water%'`
const brown = `${RIVER}/discussions/${id}`

const paper = (page: Page) => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)

it('keeps the chosen theme, whatever the device says', async () => {
  const page = await stage.as(ada)
  await page.goto('/me')
  const day = await paper(page)
  await page.getByLabel('Light or dark').selectOption({ label: 'Night' })
  await page.locator('form[action="/me/appearance"] button').click()
  await expect.poll(() => paper(page)).not.toBe(day)
  const night = await paper(page)
  await page.goto(RIVER)
  expect(await paper(page)).toBe(night)
})

it('shows the hue of the community one is in', async () => {
  const page = await stage.as(ada)
  const moss = async (path: string) => {
    await page.goto(path)
    return page.locator('.shell').evaluate((shell) => getComputedStyle(shell).getPropertyValue('--hue').trim())
  }
  expect(await moss(RIVER)).toBe('205')
  expect(await moss('/')).toBe('130')
})

it('prints what was said, and nothing to press', async () => {
  const page = await stage.as(ada)
  await page.goto(brown)
  await page.emulateMedia({ media: 'print' })
  expect(await page.locator('#m1 .said').isVisible()).toBe(true)
  for (const part of ['.side', '.composer', '.reply-bar']) expect(await page.locator(part).isVisible()).toBe(false)
})

it('shows the face of someone who gave a picture', async () => {
  const page = await stage.as(ada)
  await page.goto('/me')
  await page.getByLabel('A picture').setInputFiles(join(root, 'test/e2e/jars.png'))
  await page.getByRole('button', { name: 'Use this picture' }).click()
  await page.getByRole('button', { name: 'Take it away' }).waitFor()
  await page.goto(`${RIVER}/members`)
  const face = page.getByRole('listitem').filter({ hasText: 'Ada Umeh' }).locator('img.face')
  await face.scrollIntoViewIfNeeded()
  await expect.poll(() => face.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(0)
  expect(await face.getAttribute('alt')).toBe('')
})

it('is light: a discussion, seen for the first time, is at most 8 requests and 60 kB', async () => {
  const page = await stage.as(ada)
  const network = await page.context().newCDPSession(page)
  await network.send('Network.enable')
  const requests: string[] = []
  let bytes = 0
  network.on('Network.requestWillBeSent', ({ request }) => void requests.push(request.url))
  network.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength
  })
  await page.goto(brown, { waitUntil: 'networkidle' })
  console.log(`A discussion, cold: ${requests.length} requests, ${bytes} bytes`)
  expect(requests.length).toBeLessThanOrEqual(8)
  expect(bytes).toBeLessThanOrEqual(60_000)
})
