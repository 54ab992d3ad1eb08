import type { Page } from 'playwright-core'

/** What sticks out of the page sideways: the page itself if it scrolls, and words or controls that are cut off. */
export function sticksOut(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.scrollingElement!
    const found = scrollWidth > clientWidth ? [`the page is ${scrollWidth} wide, the window ${clientWidth}`] : []
    const hidden = (element: Element) =>
      !element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }) ||
      element.closest('[aria-hidden="true"]') !== null ||
      getComputedStyle(element).clipPath !== 'none'
    const scrolls = (element: Element | null): boolean =>
      element !== null &&
      (['auto', 'scroll'].includes(getComputedStyle(element).overflowX) || scrolls(element.parentElement))
    const report = (element: Element, box: DOMRect, words: string) => {
      if (box.width === 0 || (box.right <= clientWidth + 1 && box.left >= -1)) return
      if (hidden(element) || scrolls(element)) return
      found.push(
        `<${element.tagName.toLowerCase()} class="${element.className}"> “${words.trim().slice(0, 40)}” from ${Math.round(box.left)} to ${Math.round(box.right)}`,
      )
    }
    for (const control of document.querySelectorAll('a, button, input, select, textarea, summary, img, pre'))
      report(control, control.getBoundingClientRect(), control.textContent ?? '')
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const range = document.createRange()
    while (texts.nextNode()) {
      const text = texts.currentNode
      if (!text.textContent?.trim() || !text.parentElement) continue
      range.selectNodeContents(text)
      report(text.parentElement, range.getBoundingClientRect(), text.textContent)
    }
    return found.slice(0, 10)
  })
}
