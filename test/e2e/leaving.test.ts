import { expect, it } from 'vitest'
import { workersOf } from '../workers.ts'
import { findingsOf } from './axe.ts'
import { finger, type Hand, keys, mouse, plain } from './hands.ts'
import { type Look, openStage } from './stage.ts'

/** Somebody takes their data along and asks to be forgotten. */

const stage = await openStage()
await workersOf(stage)
const ada = await stage.person('Ada Umeh')
const river = await stage.community(ada)

const ways: [string, Hand, Look][] = [
  ['with a mouse', mouse, {}],
  ['with the keyboard alone', keys, {}],
  ['without scripts', plain, { scripts: false }],
  ['on a phone', finger, { width: 360, height: 740, touch: true }],
]

it.each(ways)('takes a copy along and is forgotten, %s', async (way, hand, look) => {
  const ines = await stage.person('Ines Ferreira')
  await stage.join(river, ines)
  const said = await stage.discussion(river, ada, `Eels, ${way}`)
  await ines.post(`${said.path}/messages`, { text: 'They sleep in winter.' })
  const page = await stage.as(ines, look)
  await page.goto('/me')
  await hand.press(page.getByRole('link', { name: 'My data' }))
  await hand.arrive(page, 'My data')
  await hand.press(page.getByRole('button', { name: 'Make a copy' }))
  const fetchIt = page.getByRole('link', { name: /^Fetch it/ })
  if (look.scripts === false)
    await expect
      .poll(async () => {
        const again = page.getByRole('link', { name: 'Look again' })
        if (await again.isVisible()) await hand.press(again)
        return fetchIt.isVisible()
      })
      .toBe(true)
  else await fetchIt.waitFor()
  if (look.scripts !== false) expect(await findingsOf(page)).toEqual([])
  const download = page.waitForEvent('download')
  await hand.press(fetchIt)
  expect((await download).suggestedFilename()).toMatch(/^ines-ferreira.*\.zip$/)
  await hand.press(page.getByRole('link', { name: 'What that means' }))
  await hand.arrive(page, 'Be forgotten')
  await hand.choose(page.getByRole('radio', { name: /^Take my words away/ }))
  const handle = page.getByLabel(/^To be sure, type your handle/)
  await hand.write(handle, ines.handle)
  await hand.press(page.getByRole('button', { name: 'Forget me now' }))
  await hand.arrive(page, 'You are forgotten here')
  expect((await ines.json('/me')).statusCode).toBe(401)
  await expect
    .poll(async () => (await ada.json(said.path)).json().messages[1])
    .toMatchObject({ removed: true, html: '', author: { name: 'Someone who left' } })
})
