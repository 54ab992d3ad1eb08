import type { Page } from 'playwright-core'

/** Words on the page that no locale gave: neither accented nor marked as a person's own. */
export function plainWords(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const own =
      '.said, .prose, abbr, .toc ol, a[hreflang], .glossary dd, .wanted, .templates .rows, .template, .written, .excerpt, .found .name, mark, .source, .secret, textarea, .tags, .brand, .file, [aria-hidden], time, option, #sessions .name, script, noscript'
    const bent = /[áëïôüÅÉÎÖÛçñ~§]/
    const unbendable =
      /^[^\p{L}]*$|^[#@]|@[\w.-]+\.\w+|\(\w+\/\w+\)$|^(English|Français|River Keepers)$|^[\d ]+· Copse$|^[\d.,\s]+(bytes?|kB|MB|GB)$/u
    // Days and months are the formatter's words, which no locale of ours bends.
    const dated =
      /\b((Mon|Tues?|Wed(nes)?|Thu(rs)?|Fri|Sat(ur)?|Sun)(day)?|Jan(uary)?|Feb(ruary)?|Mar(ch)?|Apr(il)?|May|June?|July?|Aug(ust)?|Sept?(ember)?|Oct(ober)?|Nov(ember)?|Dec(ember)?)\b/g
    const found: string[] = []
    const judge = (words: string | null | undefined) => {
      const text = words?.replace(dated, '').replace(/\s+/g, ' ').trim()
      if (text && !bent.test(text) && !unbendable.test(text)) found.push(text)
    }
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (texts.nextNode()) {
      const { parentElement, textContent } = texts.currentNode
      if (parentElement && !parentElement.closest(own)) judge(textContent)
    }
    for (const element of document.querySelectorAll('[aria-label], [title], [placeholder]')) {
      if (element.closest(own)) continue
      for (const name of ['aria-label', 'title', 'placeholder']) judge(element.getAttribute(name))
    }
    judge(document.title)
    return found
  })
}
