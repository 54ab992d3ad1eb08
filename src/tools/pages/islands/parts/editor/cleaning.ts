import { word97Lists } from './word-lists.ts'

/** What is left of something pasted, and pictures that were within it. */
interface Cleaned {
  html: string
  pictures: { src: string; alt: string }[]
  /** How many pictures lie where nobody can fetch them. */
  lost: number
}

/** How a style is said in elements. */
const STYLES: [RegExp, string][] = [
  [/(?:^|;)\s*font-weight:\s*(bold|bolder|[6-9]\d\d)/i, 'strong'],
  [/(?:^|;)\s*font-style:\s*italic/i, 'em'],
  [/(?:^|;)\s*text-decoration[^;]*:[^;]*line-through/i, 's'],
]
const GONE =
  'script, style, meta, link, title, template, object, embed, iframe, svg, math, form input, button, select, textarea, .MsoCommentReference, .MsoCommentText, [data-style*="mso-element:comment"], [data-style*="mso-hide:all"], [data-style*="display:none"], [data-style*="display: none"]'
const KEPT = new Set([
  ...['href', 'src', 'alt', 'title', 'start', 'align', 'colspan', 'rowspan', 'data-done', 'data-note', 'data-footnote'],
])

/**
 * HTML from a clipboard (Word's, Google Docs', a web page's) as the few elements a page knows. Nothing of it is ever part of
 * this page: it is read in a document of its own, in which nothing runs and nothing is fetched.
 */
export function cleaned(html: string): Cleaned {
  const { body } = new DOMParser().parseFromString(harmless(html), 'text/html')
  for (const one of body.querySelectorAll(GONE)) one.remove()
  word97Lists(body)
  footnotes(body)
  styles(body)
  lists(body)
  tables(body)
  links(body)
  const pictures = images(body)
  tidy(body)
  return { html: body.innerHTML, ...pictures }
}

/** Our policy complains of styles and handlers even in what is only read: they are looked at under another name, or not at all. */
function harmless(html: string): string {
  return html
    .replace(/<(style|script)\b[\s\S]*?<\/\1\s*>/gi, '')
    .replace(/<(?:base|meta|link)\b[^<>]*>/gi, '')
    .replace(/<[a-z][^<>]*>/gi, (tag) =>
      tag.replace(/([\s"'/])(style|on[a-z]+)(?=\s*=)/gi, (_, before, name) =>
        name.toLowerCase() === 'style' ? `${before}data-style` : `${before}data-gone`,
      ),
    )
}

const styleOf = (element: Element) => element.getAttribute('data-style') ?? ''

/** Weight, slant and strokes become elements; what only looks so goes. */
function styles(body: HTMLElement): void {
  for (const element of [...body.querySelectorAll<HTMLElement>('[data-style]')]) {
    const style = styleOf(element)
    // Google Docs wraps everything in a <b> that is not bold.
    if (/^(B|STRONG)$/.test(element.tagName) && /(?:^|;)\s*font-weight:\s*(normal|[1-5]\d\d)/i.test(style))
      unwrap(element)
    else if (/^(SPAN|FONT|A|DEL|INS|B|I|EM|STRONG)$/.test(element.tagName)) {
      for (const [pattern, tag] of STYLES)
        if (pattern.test(style) && !element.closest(`${tag}, h1, h2, h3, h4, h5, h6`)) wrapInside(element, tag)
    }
  }
}

/** A note of Word's or Google Docs': its mark, and what it says, which goes to the end. */
function footnotes(body: HTMLElement): void {
  for (const mark of [...body.querySelectorAll<HTMLAnchorElement>('a[href*="#"]')]) {
    const name = /#(_?(?:ftn|edn)t?(\d+))$/.exec(mark.getAttribute('href') ?? '')
    if (!name) continue
    const back = [...body.querySelectorAll<HTMLAnchorElement>('a[href*="#"]')].find(
      (one) =>
        one !== mark &&
        /#_?(?:ftn|edn)t?_?ref\d+$/.test(one.getAttribute('href') ?? '') &&
        one.getAttribute('href')!.endsWith(`ref${name[2]}`),
    )
    if (!back) {
      mark.remove()
      continue
    }
    const said =
      back.closest('div[id^="ftn"], div[id^="edn"], div[data-style*="mso-element"]') ?? back.closest('p') ?? back
    back.remove()
    const note = body.ownerDocument.createElement('section')
    note.setAttribute('data-footnote', name[2]!)
    note.append(...(said.tagName === 'P' ? [said] : said.childNodes))
    said.remove()
    body.append(note)
    const sup = body.ownerDocument.createElement('sup')
    sup.setAttribute('data-note', name[2]!)
    const around = mark.closest('sup') ?? mark
    around.replaceWith(sup)
  }
  for (const list of body.querySelectorAll('[data-style*="footnote-list"], [data-style*="endnote-list"]')) {
    for (const rule of list.querySelectorAll('hr')) rule.remove()
    if (!list.textContent?.trim()) list.remove()
  }
}

/** A list right within a list belongs to the item before it; boxes that were ticked are tasks. */
function lists(body: HTMLElement): void {
  for (const list of [...body.querySelectorAll(':is(ul, ol) > :is(ul, ol)')]) {
    const before = list.previousElementSibling
    if (before?.tagName === 'LI') before.append(list)
    else {
      const item = body.ownerDocument.createElement('li')
      list.replaceWith(item)
      item.append(list)
    }
  }
  for (const item of body.querySelectorAll('li')) {
    const box = item.querySelector('input[type="checkbox"]')
    const ticked = box?.hasAttribute('checked') ?? item.getAttribute('aria-checked') === 'true'
    if (box || item.getAttribute('role') === 'checkbox') item.setAttribute('data-done', String(ticked))
  }
}

/** Cells are one line each, rows as long as the first; a table of one cell was only a frame. */
function tables(body: HTMLElement): void {
  for (const table of [...body.querySelectorAll('table')].reverse()) {
    const cells = [...table.querySelectorAll('td, th')]
    if (cells.length === 1 || table.closest('td, th')) {
      table.replaceWith(...cells.flatMap((cell) => [...cell.childNodes, body.ownerDocument.createTextNode(' ')]))
      continue
    }
    for (const cell of cells) flatten(cell)
    for (const [i, row] of [...table.rows].entries())
      for (const cell of [...row.cells]) {
        for (let more = Math.min(cell.colSpan, 50); more > 1; more--)
          cell.after(body.ownerDocument.createElement(cell.tagName))
        for (let below = 1; below < Math.min(cell.rowSpan, 200); below++)
          table.rows[i + below]?.insertCell(Math.min(cell.cellIndex, table.rows[i + below]!.cells.length))
        cell.removeAttribute('colspan')
        cell.removeAttribute('rowspan')
      }
    for (const caption of table.querySelectorAll('caption')) table.before(...caption.childNodes)
    for (const odd of table.querySelectorAll('caption, colgroup, col')) odd.remove()
  }
}

function flatten(cell: Element): void {
  for (const block of [
    ...cell.querySelectorAll('p, div, li, ul, ol, h1, h2, h3, h4, h5, h6, pre, blockquote, br'),
  ].reverse())
    block.replaceWith(...block.childNodes, cell.ownerDocument.createTextNode(' '))
}

function links(body: HTMLElement): void {
  for (const link of body.querySelectorAll('a')) {
    const href = link.getAttribute('href') ?? ''
    const real = /^https:\/\/www\.google\.com\/url\?(?:.*&)?q=([^&]+)/.exec(href)?.[1]
    if (real) link.setAttribute('href', decodeURIComponent(real))
    if (!href || href.startsWith('#') || /^file:/i.test(href)) unwrap(link)
  }
}

function images(body: HTMLElement): { pictures: Cleaned['pictures']; lost: number } {
  const pictures: Cleaned['pictures'] = []
  let lost = 0
  for (const image of [...body.querySelectorAll('img, v\\:imagedata')]) {
    const src = image.getAttribute('src') ?? ''
    if (/^data:image\/(png|jpe?g|gif|webp|avif|bmp)[;,]/i.test(src))
      pictures.push({ src, alt: image.getAttribute('alt') ?? '' })
    else if (/^https?:|^\/(?![/\\])/i.test(src)) continue
    else lost += 1
    image.remove()
  }
  return { pictures, lost }
}

/** Attributes and wrappers go, and what is empty then. */
function tidy(body: HTMLElement): void {
  const walker = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_COMMENT)
  const comments: Node[] = []
  while (walker.nextNode()) comments.push(walker.currentNode)
  for (const comment of comments) (comment as Comment).remove()
  for (const element of [...body.querySelectorAll<HTMLElement>('*')]) {
    const language = /(?:^|\s)(?:language|lang|highlight-source)-([\w+#.-]{1,40})/.exec(element.className)?.[1]
    for (const { name } of [...element.attributes]) if (!KEPT.has(name)) element.removeAttribute(name)
    if (language && /^(PRE|CODE)$/.test(element.tagName)) element.setAttribute('class', `language-${language}`)
    if (/^(SPAN|FONT|INS|U|BIG|SMALL|CENTER|MARK|LABEL)$/.test(element.tagName) || element.tagName.includes(':'))
      unwrap(element)
  }
  for (const code of body.querySelectorAll('pre')) code.normalize()
  for (const code of body.querySelectorAll('pre :not(:has(*)), pre:not(:has(*))'))
    if (!code.nextSibling) code.textContent = code.textContent?.replace(/\n$/, '') ?? ''
  for (const paragraph of [...body.querySelectorAll('p, h1, h2, h3, h4, h5, h6')])
    if (!paragraph.textContent?.trim() && !paragraph.querySelector('img, sup')) paragraph.remove()
}

function unwrap(element: Element): void {
  element.replaceWith(...element.childNodes)
}

function wrapInside(element: Element, tag: string): void {
  const made = element.ownerDocument.createElement(tag)
  made.append(...element.childNodes)
  element.append(made)
}
