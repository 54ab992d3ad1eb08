/** Markdown of what a message shows, to quote it: its blocks, links and emphasis. Pictures become their words. */
export function markdownOf(from: Element | DocumentFragment): string {
  return blocks(from)
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

const BLOCKS = /^(P|UL|OL|BLOCKQUOTE|PRE|H[3-6]|TABLE|FIGURE|HR|LI|DIV)$/
const isBlock = (node: Node): node is Element => node instanceof Element && BLOCKS.test(node.tagName)
const AROUND: Record<string, string> = { STRONG: '**', EM: '*', S: '~~', CODE: '`' }

function blocks(from: Node): string {
  const nodes = [...from.childNodes]
  // Between blocks, spaces only make the markup easier to read.
  const spaced = !nodes.some(isBlock)
  return nodes
    .filter((node) => spaced || !(node instanceof Text) || node.data.trim())
    .map((node) => (isBlock(node) ? `\n\n${blockOf(node)}\n\n` : inline(node)))
    .join('')
}

function blockOf(element: Element): string {
  const within = () => blocks(element).trim()
  if (element.tagName === 'UL') return items(element, () => '- ')
  if (element.tagName === 'OL') return items(element, (i) => `${i + 1}. `)
  if (element.tagName === 'PRE') return `\`\`\`\n${element.textContent?.trimEnd()}\n\`\`\``
  if (element.tagName === 'BLOCKQUOTE') return within().replace(/^/gm, '> ')
  if (/^H\d/.test(element.tagName)) return `**${within()}**`
  if (element.tagName === 'HR') return '---'
  if (element.tagName === 'TABLE')
    return [...element.querySelectorAll('tr')].map((row) => [...row.children].map(inline).join(' · ')).join('  \n')
  return within()
}

function items(list: Element, sign: (i: number) => string): string {
  return [...list.children]
    .map(
      (item, i) =>
        sign(i) +
        blocks(item)
          .trim()
          .replace(/\n{2,}/g, '\n')
          .replace(/\n/g, '\n  '),
    )
    .join('\n')
}

function inline(node: Node): string {
  if (node instanceof Text) return plain(node.data)
  if (!(node instanceof Element)) return ''
  const within = [...node.childNodes].map(inline).join('')
  if (node instanceof HTMLBRElement) return '  \n'
  if (node instanceof HTMLImageElement) return node.alt && `(${plain(node.alt)})`
  if (node.tagName === 'CODE') return `\`${node.textContent}\``
  // Whoever is quoted as calling someone does not call them again.
  if (node instanceof HTMLAnchorElement && node.matches('.mention')) return within
  if (node instanceof HTMLAnchorElement)
    return node.querySelector('img') ? within : `[${within}](${node.getAttribute('href')})`
  const sign = AROUND[node.tagName]
  return sign && within.trim() ? within.replace(/^(\s*)([\s\S]*?)(\s*)$/, `$1${sign}$2${sign}$3`) : within
}

/** Signs that would mean something are written so that they do not; nobody is called by a quotation. */
export function plain(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_[\]<~]/g, '\\$&')
    .replace(/(^|[^\p{L}\p{N}])@(?=[\p{L}\p{N}_])/gu, '$1\\@')
}
