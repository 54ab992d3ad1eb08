import type { Page } from 'playwright-core'

/** A page that someone of the demonstration has open, by handle and address. */
export type As = (handle: string, path: string) => Promise<Page>

/** One picture of the tour. */
export interface TourPicture {
  /** Of the file in docs/tour. */
  name: string
  /** Who sees it, by handle: the page is in their language. */
  who: string
  at: string
  /** The words of a link on that page; what it leads to is shown. */
  follow?: string
  phone?: boolean
  dark?: boolean
  /** What is done first, perhaps together with others. */
  first?: (page: Page, as: As) => Promise<void>
}

const RIVER = '/c/river-keepers'

/** What docs/tour.md shows, in its order. */
export const pictures: TourPicture[] = [
  { name: 'home', who: 'ada', at: RIVER },
  {
    name: 'discussion',
    who: 'mei',
    at: `${RIVER}/search?q=brown+water`,
    follow: 'Brown water after rain: soil or sewage?',
  },
  {
    name: 'room',
    who: 'kwame',
    at: `${RIVER}/rooms`,
    follow: 'At the water',
    dark: true,
    first: toTheEnd,
  },
  {
    name: 'writing-together',
    who: 'ada',
    at: `${RIVER}/pages`,
    follow: 'A first day at the river',
    first: writeTogether,
  },
  { name: 'shelf', who: 'mei', at: `${RIVER}/files`, follow: 'Meetings' },
  { name: 'calendar', who: 'ada', at: `${RIVER}/calendar`, dark: true, first: scrolled('table.month') },
  {
    name: 'finding-a-date',
    who: 'odile',
    at: `${RIVER}/find`,
    follow: 'An hour with Kisumu',
    first: scrolled('h2:has-text("Quand pourriez-vous venir")'),
  },
  {
    name: 'meeting',
    who: 'bashir',
    at: `${RIVER}/calendar?view=agenda`,
    follow: 'Evening of all keepers',
    phone: true,
    first: scrolled('#agenda'),
  },
  {
    name: 'journey',
    who: 'dylan',
    at: `${RIVER}/journeys`,
    follow: 'Reading a river in six weeks',
    first: scrolled('.panel'),
  },
  { name: 'thanks', who: 'sana', at: `${RIVER}/thanks`, phone: true, dark: true },
]

/** What stood above the place to write while there was more below has gone, with the room that it took. */
async function toTheEnd(page: Page): Promise<void> {
  const down = () => page.evaluate(() => scrollTo({ top: document.body.scrollHeight, behavior: 'instant' }))
  await down()
  await page.locator('[data-to-end]').waitFor({ state: 'hidden' })
  await down()
}

/** Scrolls until what this selector finds stands at the top of the window, with some air. */
function scrolled(selector: string): (page: Page) => Promise<void> {
  return (page) =>
    page
      .locator(selector)
      .first()
      .evaluate((one) => scrollBy({ top: one.getBoundingClientRect().top - 24, behavior: 'instant' }))
}

/** Both have the page open; the other writes in it. */
async function writeTogether(page: Page, as: As): Promise<void> {
  const path = `${new URL(page.url()).pathname}/edit`
  const other = await as('kwame', path)
  await page.goto(path)
  for (const one of [page, other]) await one.locator('copse-page-editor[data-shared]').waitFor()
  await other.locator('.ProseMirror li').nth(2).click()
  await other.keyboard.press('End')
  await other.keyboard.type(' Gloves on.')
  await page.getByText('Gloves on.').waitFor()
  // The name goes after a few seconds: here it stays.
  await page.locator('.caret .flag').evaluate((flag) => {
    for (const one of flag.getAnimations()) one.pause()
  })
  await page.locator('.caret').evaluate((one) => scrollBy(0, one.getBoundingClientRect().bottom + 160 - innerHeight))
}
