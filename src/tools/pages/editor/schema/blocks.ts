import type { NodeSpec } from 'prosemirror-model'
import { calloutKinds } from '../../../../platform/markdown/document/callouts.ts'
import { numberIn, UNBROKEN } from './attributes.ts'

/** Words in blocks of their own. */
export const blocks = {
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
} satisfies Record<string, NodeSpec>

function kindIn(value: unknown): void {
  if (!calloutKinds.some((kind) => kind === value)) throw new RangeError('no such callout')
}

/** The first word of a code block's information is its language. */
function languageOf(info: string): string {
  return /^\s*([\w+#.-]{1,40})/.exec(info)?.[1] ?? ''
}
