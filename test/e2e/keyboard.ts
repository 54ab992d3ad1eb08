import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'

const FARTHEST = 200

/** Goes to an element by the Tab key. On the way every stop must be seen: a ring around it, nothing over it. */
export async function tabTo(target: Locator): Promise<void> {
  await target.waitFor()
  const page = target.page()
  await expectFocusKept(page)
  for (let step = 0; step < FARTHEST; step++) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
    const fault = await faultOfFocus(page)
    if (fault) throw new Error(`${fault} on the way to ${target} in ${page.url()}`)
  }
  throw new Error(`${target} was not reached with ${FARTHEST} Tabs in ${page.url()}`)
}

/** Nobody who came by a visit has to begin at the top again: something on the page has the focus. */
async function expectFocusKept(page: Page): Promise<void> {
  const kept = () =>
    page.evaluate(() => !document.getElementById('spoken')?.textContent || document.activeElement !== document.body)
  await expect.poll(kept, { message: `the focus is lost in ${page.url()}` }).toBe(true)
}

/** What is wrong with where the focus is, if anything (WCAG 2.4.7, 2.4.11). */
function faultOfFocus(page: Page): Promise<string | undefined> {
  return page.evaluate(() => {
    const at = document.activeElement as HTMLElement | null
    // Past the last stop the focus goes to the browser's own controls and comes back.
    if (!at || at === document.body || at === document.documentElement) return undefined
    const name = `<${at.tagName.toLowerCase()}> “${(at.getAttribute('aria-label') ?? at.textContent ?? '').trim().slice(0, 40)}”`
    const box = at.getBoundingClientRect()
    // The parts of a date or a time are within it: it shows its ring as long as one of them has the focus.
    if (
      !at.matches(':focus-visible, [type="date"]:focus-within, [type="time"]:focus-within') ||
      getComputedStyle(at).outlineStyle === 'none'
    )
      return `${name} shows no focus`
    const inside = box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth
    if (!inside) return `${name} has the focus but is out of sight`
    const clamp = (value: number, most: number) => Math.min(Math.max(value, 1), most - 1)
    const points = [0.1, 0.5, 0.9].flatMap((x) =>
      [0.1, 0.5, 0.9].map((y) => [
        clamp(box.left + box.width * x, innerWidth),
        clamp(box.top + box.height * y, innerHeight),
      ]),
    )
    const seen = points.some(([x, y]) => {
      const top = document.elementFromPoint(x!, y!)
      return top && (at.contains(top) || top.contains(at))
    })
    return seen ? undefined : `${name} has the focus but something covers it`
  })
}
