import { expect, it } from 'vitest'
import { openStage, type Page } from './stage.ts'

/** What is looked at on a page that is used again is what somebody sees who was never here. */

const stage = await openStage()
const ada = await stage.person('Ada Umeh')
const community = await stage.community(ada)
let first: unknown

/** All that one page could leave to the next. */
const seen = (page: Page) =>
  page.evaluate(async () => ({
    cookies: document.cookie,
    stored: [
      localStorage.length,
      sessionStorage.length,
      (await indexedDB.databases()).length,
      (await caches.keys()).length,
    ],
    letters: getComputedStyle(document.documentElement).fontSize,
    window: [innerWidth, innerHeight],
    dark: matchMedia('(prefers-color-scheme: dark)').matches,
    calm: matchMedia('(prefers-reduced-motion: reduce)').matches,
    printed: matchMedia('print').matches,
    axe: 'axe' in window,
  }))

it('is left with something of everything', async () => {
  const page = await stage.again(ada)
  await page.goto(`${community.path}/discussions/new`)
  first = await seen(page)
  await page.evaluate(async () => {
    for (const store of [localStorage, sessionStorage]) store.setItem('here', 'was somebody')
    // biome-ignore lint/suspicious/noDocumentCookie: as pages do
    document.cookie = 'here=somebody'
    await caches.open('here')
    await new Promise((opened) => (indexedDB.open('here').onsuccess = opened))
    addEventListener('beforeunload', (event) => event.preventDefault())
    Object.assign(window, { axe: true })
  })
  await page.getByLabel('Title').fill('Not saved')
  const settings = await page.context().newCDPSession(page)
  await settings.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } })
  await settings.detach()
  await page.emulateMedia({ colorScheme: 'dark', media: 'print' })
  await page.setViewportSize({ width: 320, height: 640 })
  for (const [name, value] of Object.entries(await seen(page)))
    if (name !== 'calm') expect(value, name).not.toEqual((first as Record<string, unknown>)[name])
})

it('is as new for the next, who may be nobody', async () => {
  const page = await stage.again()
  expect(await page.context().cookies()).toEqual([])
  await page.goto('/sign-in')
  await page.getByRole('button', { name: 'Sign in', exact: true }).waitFor()
  // Of who is signed in a page keeps their number; of nobody nothing.
  expect(await seen(page)).toEqual({ ...(first as object), stored: [0, 0, 0, 0] })
})
