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
    who: 'ada',
    at: `${RIVER}/search?q=brown+water`,
    follow: 'Brown water after rain: soil or sewage?',
  },
  { name: 'room', who: 'yara', at: `${RIVER}/rooms`, follow: 'At the water', dark: true },
  { name: 'writing-together', who: 'ada', at: `${RIVER}/pages`, follow: 'A first day at the river', first: writeTogether },
  { name: 'shelf', who: 'ada', at: `${RIVER}/files` },
  { name: 'calendar', who: 'ada', at: `${RIVER}/calendar`, dark: true },
  { name: 'finding-a-date', who: 'odile', at: `${RIVER}/find`, follow: 'An hour with Kisumu' },
  { name: 'meeting', who: 'bashir', at: `${RIVER}/calendar?view=agenda`, follow: 'Evening of all keepers', phone: true },
  { name: 'journey', who: 'fatou', at: `${RIVER}/journeys`, follow: 'Reading a river in six weeks' },
  { name: 'thanks', who: 'sana', at: `${RIVER}/thanks`, phone: true, dark: true },
]

/** Both have the page open; the other writes in it. */
async function writeTogether(page: Page, as: As): Promise<void> {
  const path = `${new URL(page.url()).pathname}/edit`
  const other = await as('kwame', path)
  await page.goto(path)
  for (const one of [page, other]) await one.locator('copse-page-editor[data-shared]').waitFor()
  await other.locator('.ProseMirror li').nth(1).click()
  await other.keyboard.press('End')
  await other.keyboard.type(' Water shoes will do.')
  await page.locator('.caret .flag').waitFor()
  await page.getByText('Water shoes will do.').waitFor()
}
