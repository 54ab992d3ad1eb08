import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { tabTo } from './keyboard.ts'

/** A way of using a page. The main job is told once and done by each of them. */
export interface Hand {
  /** Presses a link or a button. */
  press(what: Locator): Promise<void>
  /** Writes into a field, after what is there. */
  write(field: Locator, text: string): Promise<void>
  /** Chooses one of a closed list. */
  pick(list: Locator, words: string): Promise<void>
  /** Gives a day: 2099-12-31. */
  day(field: Locator, day: string): Promise<void>
  /** Chooses one of several answers. */
  choose(option: Locator): Promise<void>
  /** Writes `@` and the first letters, and takes the name that is offered. */
  mention(field: Locator, handle: string): Promise<void>
  /** Adds a picture and says what it shows. */
  attach(page: Page, path: string, shows: string): Promise<void>
  /** Waits for the page with this heading, and for what must be true on arrival. */
  arrive(page: Page, heading: string): Promise<void>
}

export const heading = (page: Page, words: string) => page.getByRole('heading', { level: 1, name: words, exact: true })

async function atHeading(page: Page, words: string): Promise<void> {
  await heading(page, words).waitFor()
}

async function write(field: Locator, text: string): Promise<void> {
  await field.fill((await field.inputValue()) + text)
}

/** With scripts a picture goes ahead, and its words are asked for where it then stands. */
async function describe(page: Page, fill: (field: Locator) => Promise<void>): Promise<void> {
  const field = page.getByLabel(/^What does .* show\?$/)
  await field.waitFor()
  await fill(field)
  // The words travel when the field is left.
  const said = page.waitForResponse((answer) => /\/attachments\/\d+$/.test(answer.url()))
  await page.keyboard.press('Tab')
  expect((await said).ok()).toBe(true)
}

export const mouse: Hand = {
  press: (what) => what.click(),
  write,
  pick: async (list, words) => void (await list.selectOption({ label: words })),
  day: (field, day) => field.fill(day),
  choose: (option) => option.check(),
  async mention(field, handle) {
    await field.pressSequentially(`@${handle.slice(0, 2)}`)
    await field
      .page()
      .getByRole('option', { name: `@${handle}` })
      .click()
  },
  async attach(page, path, shows) {
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('toolbar').getByRole('button', { name: 'Add a picture or a file' }).click()
    await (await chooser).setFiles(path)
    await describe(page, (field) => field.fill(shows))
  },
  arrive: atHeading,
}

/** As the mouse, by touch. */
export const finger: Hand = {
  ...mouse,
  press: (what) => what.tap(),
  choose: (option) => option.tap(),
  async mention(field, handle) {
    await field.pressSequentially(`@${handle.slice(0, 2)}`)
    await field
      .page()
      .getByRole('option', { name: `@${handle}` })
      .tap()
  },
}

/** Without scripts: names are typed out, pictures go along with the form. */
export const plain: Hand = {
  ...mouse,
  mention: (field, handle) => write(field, `@${handle} `),
  async attach(page, path, shows) {
    await page.getByText('Add a picture or a file').click()
    await page.getByLabel('Choose files').setInputFiles(path)
    await page.getByLabel('What the picture shows').fill(shows)
  },
}

/** The keyboard alone, and whoever uses it always sees where they are. */
export const keys: Hand = {
  async press(what) {
    await tabTo(what)
    await what.page().keyboard.press('Enter')
  },
  async write(field, text) {
    await tabTo(field)
    await field.page().keyboard.press('Control+End')
    await field.page().keyboard.insertText(text)
  },
  async pick(list, words) {
    await tabTo(list)
    await list.page().keyboard.type(words)
    expect(await list.locator('option:checked').textContent()).toBe(words)
  },
  async day(field, day) {
    await tabTo(field)
    const [year, month, date] = day.split('-') as [string, string, string]
    // Browsers ask for a day in the order of their own language: the one way, or the other from the first part on.
    await field.page().keyboard.type(date + month + year)
    if ((await field.inputValue()) !== day) {
      for (const _ of day) await field.page().keyboard.press('ArrowLeft')
      await field.page().keyboard.type(month + date + year)
    }
    expect(await field.inputValue()).toBe(day)
  },
  async choose(option) {
    const { keyboard } = option.page()
    const all = option.locator('xpath=ancestor::fieldset').locator('input')
    const chosen = all.and(option.page().locator(':checked'))
    // Of boxes each is a stop; of radios the one that is chosen, else the first.
    const box = (await option.getAttribute('type')) === 'checkbox'
    const stop = box ? option : (await chosen.count()) ? chosen : all.first()
    await tabTo(stop)
    const [from, to] = await Promise.all([placeOf(stop), placeOf(option)])
    if (from === to && !(await option.isChecked())) await keyboard.press('Space')
    for (let at = from; at !== to; at += to > from ? 1 : -1) await keyboard.press(to > from ? 'ArrowDown' : 'ArrowUp')
    expect(await option.isChecked()).toBe(true)
  },
  async mention(field, handle) {
    const page = field.page()
    await tabTo(field)
    await page.keyboard.press('Control+End')
    await page.keyboard.type(`@${handle.slice(0, 2)}`)
    const option = page.getByRole('option', { name: `@${handle}` })
    await option.waitFor()
    while ((await option.getAttribute('aria-selected')) !== 'true') await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
  },
  async attach(page, path, shows) {
    const tools = page.getByRole('toolbar').getByRole('button')
    const picture = page.getByRole('toolbar').getByRole('button', { name: 'Add a picture or a file' })
    // Asked for early: keys are faster than the order to catch the browser's own dialog.
    const chooser = page.waitForEvent('filechooser', { timeout: 30_000 })
    await tabTo(tools.first())
    while (!(await isFocused(picture))) await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    await (await chooser).setFiles(path)
    await describe(page, async (field) => {
      await tabTo(field)
      await page.keyboard.insertText(shows)
    })
  },
  async arrive(page, words) {
    await atHeading(page, words)
    await expectArrival(page)
  },
}

/** After a visit the heading has the focus and the title is spoken. */
export async function expectArrival(page: Page): Promise<void> {
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('H1')
  await expect.poll(() => page.locator('#spoken').textContent()).toBe(await page.title())
}

export function isFocused(what: Locator): Promise<boolean> {
  return what.evaluate((element) => element === document.activeElement)
}

function placeOf(radio: Locator): Promise<number> {
  return radio.evaluate((element) =>
    [...document.querySelectorAll(`input[name="${(element as HTMLInputElement).name}"]`)].indexOf(element),
  )
}
