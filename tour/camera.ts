import type { Browser, BrowserContext, Page } from 'playwright-core'
import sharp from 'sharp'
import { DEMO_PASSWORD } from '../seeds/load.ts'
import type { As, TourPicture } from './pictures.ts'

/** Of one picture, in bytes: the pages that show them are read on weak connections, too. */
const LARGEST = 60_000

const WIDE = { viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1 }
const PHONE = { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true }

/**
 * Takes one picture of the demonstration.
 * @param address of the running site
 * @returns WebP, as good as it can be in 60 kB
 * @throws where a page is refused, or does not show what the list says
 */
export async function take(browser: Browser, address: string, picture: TourPicture): Promise<Buffer> {
  const windows: BrowserContext[] = []
  const as: As = async (handle, path) => {
    const context = await browser.newContext({
      ...(picture.phone ? PHONE : WIDE),
      baseURL: address,
      colorScheme: picture.dark ? 'dark' : 'light',
      reducedMotion: 'reduce',
      timezoneId: 'Europe/Paris',
      locale: 'en-GB',
    })
    windows.push(context)
    await signIn(context, handle)
    return opened(await context.newPage(), path)
  }
  try {
    let page = await as(picture.who, picture.at)
    if (picture.follow) page = await opened(page, await pathOf(page, picture.follow))
    await picture.first?.(page, as)
    await settled(page)
    return await packed(await page.screenshot())
  } finally {
    await Promise.all(windows.map((context) => context.close()))
  }
}

async function signIn(context: BrowserContext, handle: string): Promise<void> {
  const page = await context.newPage()
  await page.goto('/sign-in')
  await page.fill('input[name=email]', `${handle}@copse.example`)
  await page.fill('input[name=password]', DEMO_PASSWORD)
  await Promise.all([
    page.waitForURL((url) => url.pathname !== '/sign-in'),
    page.locator('form[action="/sign-in"] button:not([formaction])').click(),
  ])
  await page.close()
}

/** The page with this address; it hears what happens. */
async function opened(page: Page, path: string): Promise<Page> {
  const line = page.waitForEvent('websocket')
  const answer = await page.goto(path)
  if (!answer?.ok()) throw new Error(`${path} answers ${answer?.status()}`)
  await line
  return page
}

/**
 * Where the first link in the main part with these words leads: numbers of things are not known beforehand. To the whole
 * of it, not to what is new there.
 */
async function pathOf(page: Page, words: string): Promise<string> {
  const path = await page.locator('main').getByRole('link', { name: words, exact: true }).first().getAttribute('href')
  return path!.replace(/#.*/, '')
}

/** Everything that is in sight has come and rests. */
async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle')
  await page.evaluate(async () => {
    await document.fonts.ready
    const inSight = [...document.images].filter((one) => {
      const { top, bottom } = one.getBoundingClientRect()
      return one.src && one.checkVisibility() && bottom > 0 && top < innerHeight
    })
    await Promise.all(inSight.map((one) => one.decode()))
  })
}

async function packed(shot: Buffer): Promise<Buffer> {
  for (let quality = 85; ; quality -= 5) {
    const made = await sharp(shot).webp({ quality, preset: 'text', smartSubsample: true, effort: 6 }).toBuffer()
    if (made.length <= LARGEST) return made
  }
}
