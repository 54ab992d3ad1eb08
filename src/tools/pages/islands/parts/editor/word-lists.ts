/** One paragraph that Word shows as an item of a list. */
interface Item {
  paragraph: Element
  list: string
  level: number
  ordered: boolean
  start: number
}

const NUMBER = /^\(?(?:(\d{1,4})|[a-z]{1,4}|[ivxlcdm]{1,8})[.)]/i

/**
 * Word has no lists in its HTML: its items are paragraphs whose style says `mso-list:l0 level2 lfo1`, each beginning with
 * its sign. They become lists in lists.
 */
export function word97Lists(body: HTMLElement): void {
  for (const paragraph of [...body.querySelectorAll('[data-style*="mso-list"]')]) {
    if (!paragraph.isConnected || !itemOf(paragraph)) continue
    const run: Item[] = []
    for (let next: Element | null = paragraph; next; next = next.nextElementSibling) {
      const item = itemOf(next)
      if (!item || (run[0] && item.level === 1 && item.list !== run[0].list && run[0].level === 1)) break
      run.push(item)
    }
    paragraph.before(listOf(run, body.ownerDocument))
    for (const { paragraph: old } of run) old.remove()
  }
}

function itemOf(paragraph: Element): Item | undefined {
  const found = /mso-list:\s*(l\d+)\s+level(\d+)/i.exec(paragraph.getAttribute('data-style') ?? '')
  if (!found || !/^(P|DIV|H[1-6])$/.test(paragraph.tagName)) return undefined
  const sign = paragraph.querySelector('[data-style*="mso-list:Ignore" i]')?.textContent ?? ''
  const number = NUMBER.exec(sign.trim())
  return {
    paragraph,
    list: found[1]!,
    level: Number(found[2]),
    ordered: number !== null,
    start: Number(number?.[1] ?? 1),
  }
}

function listOf(items: Item[], page: Document): Element {
  const made = (item: Item) => {
    const list = page.createElement(item.ordered ? 'ol' : 'ul')
    if (item.ordered && item.start !== 1) list.setAttribute('start', String(item.start))
    return list
  }
  const root = made(items[0]!)
  const open: { list: Element; level: number }[] = [{ list: root, level: items[0]!.level }]
  for (const item of items) {
    while (open.length > 1 && open.at(-1)!.level > item.level) open.pop()
    const above = open.at(-1)!
    if (item.level > above.level) {
      const list = made(item)
      ;(above.list.lastElementChild ?? above.list.appendChild(page.createElement('li'))).append(list)
      open.push({ list, level: item.level })
    }
    for (const sign of item.paragraph.querySelectorAll('[data-style*="mso-list:Ignore" i]')) sign.remove()
    const entry = page.createElement('li')
    entry.append(...item.paragraph.childNodes)
    open.at(-1)!.list.append(entry)
  }
  return root
}
