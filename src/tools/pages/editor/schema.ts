import { type DOMOutputSpec, type MarkSpec, type Node, type NodeSpec, Schema } from 'prosemirror-model'
import { isOwnPath, isSafeAddress } from '../../../platform/markdown/addresses.ts'
import { calloutKinds } from '../../../platform/markdown/document/callouts.ts'

/** What stands in lines that cannot be broken: headings, titles, cells. Paragraphs take breaks besides. */
const UNBROKEN = 'said*'

const word = (element: HTMLElement, name: string) => element.getAttribute(name) ?? ''

const shownAttrs = {
  src: { validate: 'string' },
  alt: { default: '', validate: 'string' },
  title: { default: '', validate: 'string' },
}
/** The marks of what is no text, where the text is shared: see `carried.ts`. */
const marked = { default: '', validate: 'string' }

const nodes = {
  /**
   * `definitions` are the addresses of `[reference]` links, as they were written: what was not touched still needs them. Notes
   * stand at the end; where two write at once, one's paragraph may come behind the other's note, and nothing must be lost.
   */
  doc: { content: '(block | footnote)+', attrs: { definitions: { default: '', validate: 'string' } } },

  paragraph: { content: 'inline*', group: 'block', parseDOM: [{ tag: 'p' }], toDOM: () => ['p', 0] },

  heading: {
    content: UNBROKEN,
    group: 'block',
    defining: true,
    attrs: { level: { default: 2, validate: numberIn(1, 6) } },
    parseDOM: [1, 2, 3, 4, 5, 6].map((level) => ({ tag: `h${level}`, attrs: { level } })),
    // The page has its own h1.
    toDOM: ({ attrs }) => [`h${Math.max(attrs.level, 2)}`, { 'data-level': attrs.level }, 0],
  },

  blockquote: {
    content: 'block+',
    group: 'block',
    defining: true,
    parseDOM: [{ tag: 'blockquote' }],
    toDOM: () => ['blockquote', 0],
  },

  callout: {
    content: 'calloutTitle block+',
    group: 'block',
    defining: true,
    attrs: { kind: { default: 'note', validate: kindIn } },
    parseDOM: [
      {
        tag: 'div.callout',
        getAttrs: (element) => ({ kind: calloutKinds.find((kind) => element.classList.contains(kind)) ?? 'note' }),
      },
    ],
    toDOM: ({ attrs }) => ['div', { class: `callout ${attrs.kind}` }, 0],
  },

  /** Empty, it is called by its kind. */
  calloutTitle: {
    content: UNBROKEN,
    defining: true,
    parseDOM: [{ tag: 'p.callout-title', priority: 60 }],
    toDOM: () => ['p', { class: 'callout-title' }, 0],
  },

  codeBlock: {
    content: 'text*',
    group: 'block',
    marks: '',
    code: true,
    defining: true,
    attrs: { info: { default: '', validate: 'string' } },
    parseDOM: [
      {
        tag: 'pre',
        preserveWhitespace: 'full',
        getAttrs: (element) => ({
          info: /language-([\w+#.-]{1,40})/.exec(element.querySelector('code')?.className ?? '')?.[1] ?? '',
        }),
      },
    ],
    toDOM: ({ attrs }) => ['pre', ['code', attrs.info ? { class: `language-${languageOf(attrs.info)}` } : {}, 0]],
  },

  rule: { group: 'block', parseDOM: [{ tag: 'hr' }], toDOM: () => ['hr'] },

  bulletList: {
    content: 'listItem+',
    group: 'block',
    attrs: { tight: { default: true, validate: 'boolean' }, sign: { default: '-', validate: 'string' } },
    parseDOM: [{ tag: 'ul', getAttrs: (element) => ({ tight: isTight(element) }) }],
    toDOM: ({ attrs }) => ['ul', attrs.tight ? { 'data-tight': '' } : {}, 0],
  },

  orderedList: {
    content: 'listItem+',
    group: 'block',
    attrs: {
      tight: { default: true, validate: 'boolean' },
      start: { default: 1, validate: numberIn(0, 999_999_999) },
      sign: { default: '.', validate: 'string' },
    },
    parseDOM: [
      {
        tag: 'ol',
        getAttrs: (element) => ({ tight: isTight(element), start: Number(element.getAttribute('start') ?? 1) || 0 }),
      },
    ],
    toDOM: ({ attrs }) => [
      'ol',
      { ...(attrs.start === 1 ? {} : { start: attrs.start }), ...(attrs.tight && { 'data-tight': '' }) },
      0,
    ],
  },

  /** `done` is null in an item that is no task. */
  listItem: {
    content: 'block+',
    defining: true,
    attrs: { done: { default: null, validate: 'boolean|null' } },
    parseDOM: [{ tag: 'li', getAttrs: (element) => ({ done: doneIn(element) }) }],
    toDOM: ({ attrs }) => ['li', attrs.done === null ? {} : { class: 'task', 'data-done': String(attrs.done) }, 0],
  },

  /** The first row is the header: Markdown knows no other tables. */
  table: {
    content: 'row+',
    group: 'block',
    isolating: true,
    parseDOM: [{ tag: 'table' }],
    toDOM: () => ['table', ['tbody', 0]],
  },
  row: { content: '(headCell | cell)+', parseDOM: [{ tag: 'tr' }], toDOM: () => ['tr', 0] },
  headCell: cell('th'),
  cell: cell('td'),

  /** A picture that stands alone; with a title, which is its caption, it is a figure. */
  picture: {
    group: 'block',
    atom: true,
    draggable: true,
    attrs: shownAttrs,
    parseDOM: [{ tag: 'figure', getAttrs: figureAttrs }],
    toDOM: (node) => [
      'figure',
      shownPicture(node),
      ...(node.attrs.title ? [['figcaption', node.attrs.title] as DOMOutputSpec] : []),
    ],
  },

  /** What is said at the end under a number. Only at the end of the document, whatever place it was written in. */
  footnote: {
    content: 'block+',
    defining: true,
    isolating: true,
    attrs: { label: { validate: 'string' } },
    parseDOM: [{ tag: 'section[data-footnote]', getAttrs: (element) => ({ label: word(element, 'data-footnote') }) }],
    toDOM: ({ attrs }) => ['section', { class: 'footnote', 'data-footnote': attrs.label }, 0],
  },

  text: { group: 'inline said' },

  hardBreak: {
    inline: true,
    group: 'inline',
    selectable: false,
    attrs: { marked },
    parseDOM: [{ tag: 'br' }],
    toDOM: () => ['br'],
    leafText: () => '\n',
  },

  image: {
    inline: true,
    group: 'inline said',
    draggable: true,
    attrs: { ...shownAttrs, marked },
    parseDOM: [
      { tag: 'img[src]', getAttrs: imageAttrs },
      { tag: 'span[data-src]', getAttrs: imageAttrs },
    ],
    toDOM: shownPicture,
    leafText: ({ attrs }) => attrs.alt,
  },

  /** `[[Title#Section|words]]`, by what stands between the brackets. */
  pageLink: {
    inline: true,
    group: 'inline said',
    atom: true,
    attrs: { inside: { validate: 'string' }, marked },
    parseDOM: [{ tag: 'span[data-page-link]', getAttrs: (element) => ({ inside: word(element, 'data-page-link') }) }],
    toDOM: ({ attrs }) => ['span', { class: 'page-link', 'data-page-link': attrs.inside }, shownLink(attrs.inside)],
    leafText: ({ attrs }) => shownLink(attrs.inside),
  },

  footnoteMark: {
    inline: true,
    group: 'inline said',
    atom: true,
    attrs: { label: { validate: 'string' }, marked },
    parseDOM: [{ tag: 'sup[data-note]', getAttrs: (element) => ({ label: word(element, 'data-note') }) }],
    toDOM: ({ attrs }) => ['sup', { class: 'footnote-ref', 'data-note': attrs.label }],
  },
} satisfies Record<string, NodeSpec>

const marks = {
  /** `bare` is how an address without words was written: `bare`, or in `<…>`; no address of its own then. */
  link: {
    attrs: {
      href: { validate: 'string' },
      title: { default: '', validate: 'string' },
      bare: { default: false, validate: 'string|boolean' },
    },
    inclusive: false,
    parseDOM: [
      {
        tag: 'a[href]',
        getAttrs: (element) => {
          const href = word(element, 'href')
          return isSafeAddress(href) && href !== '' && { href, title: word(element, 'title') }
        },
      },
    ],
    toDOM: ({ attrs }) => [
      'a',
      { ...(isSafeAddress(attrs.href) && { href: attrs.href }), ...(attrs.title && { title: attrs.title }) },
      0,
    ],
  },
  em: {
    parseDOM: [{ tag: 'em' }, { tag: 'i' }],
    toDOM: () => ['em', 0],
  },
  strong: {
    parseDOM: [{ tag: 'strong' }, { tag: 'b' }],
    toDOM: () => ['strong', 0],
  },
  strike: { parseDOM: [{ tag: 's' }, { tag: 'del' }, { tag: 'strike' }], toDOM: () => ['s', 0] },
  code: { code: true, parseDOM: [{ tag: 'code' }, { tag: 'kbd' }, { tag: 'tt' }], toDOM: () => ['code', 0] },
  /** A sign that was written with a backslash so that it makes no address or mention of what it stands in. */
  literal: {
    inclusive: false,
    parseDOM: [{ tag: 'span[data-literal]' }],
    toDOM: () => ['span', { 'data-literal': '' }, 0],
  },
} satisfies Record<string, MarkSpec>

/** The document as it is edited: what the Markdown of documents can say, and nothing else. */
export const schema = new Schema({ nodes: nodes as Record<keyof typeof nodes, NodeSpec>, marks })

function numberIn(least: number, most: number) {
  return (value: unknown) => {
    if (!Number.isInteger(value) || Number(value) < least || Number(value) > most)
      throw new RangeError('no such number')
  }
}

function kindIn(value: unknown): void {
  if (!calloutKinds.some((kind) => kind === value)) throw new RangeError('no such callout')
}

/** What is shown of `[[…]]`. */
function shownLink(inside: string): string {
  return (inside.split('|')[1] ?? inside).trim()
}

/** The first word of a code block's information is its language. */
export function languageOf(info: string): string {
  return /^\s*([\w+#.-]{1,40})/.exec(info)?.[1] ?? ''
}

function cell(tag: 'th' | 'td'): NodeSpec {
  return {
    content: UNBROKEN,
    isolating: true,
    attrs: { align: { default: '', validate: 'string' } },
    parseDOM: [{ tag, getAttrs: (element) => ({ align: alignOf(element) }) }],
    toDOM: ({ attrs }) => [tag, attrs.align ? { align: attrs.align } : {}, 0],
  }
}

function alignOf(element: HTMLElement): string {
  const align = element.getAttribute('align')?.toLowerCase() ?? ''
  return ['left', 'center', 'right'].includes(align) ? align : ''
}

/** Loose lists have paragraphs in their items. */
function isTight(list: HTMLElement): boolean {
  return list.hasAttribute('data-tight') || !list.querySelector(':scope > li > p ~ p')
}

function doneIn(item: HTMLElement): boolean | null {
  if (item.dataset.done) return item.dataset.done === 'true'
  const box = item.querySelector<HTMLElement>(':scope > .box, :scope > p > .box')
  return box && item.classList.contains('task') ? box.classList.contains('done') : null
}

function imageAttrs(element: HTMLElement) {
  const src = word(element, 'data-src') || word(element, 'src')
  return (
    isSafeAddress(src) &&
    src !== '' && { src, alt: word(element, 'alt') || word(element, 'data-alt'), title: word(element, 'title') }
  )
}

function figureAttrs(figure: HTMLElement) {
  const picture = figure.querySelector<HTMLElement>('img[src], span[data-src]')
  const attrs = picture && imageAttrs(picture)
  return attrs && { ...attrs, title: figure.querySelector('figcaption')?.textContent?.trim() || attrs.title }
}

/** A picture elsewhere is not fetched: who writes tells nobody that they write. */
function shownPicture({ attrs: { src, alt, title } }: Node): DOMOutputSpec {
  if (isOwnPath(src)) return ['img', { src, alt, ...(title && { title }) }]
  return ['span', { class: 'far-picture', 'data-src': src, 'data-alt': alt, title }, alt || src]
}
