import type { MarkSpec } from 'prosemirror-model'
import { isSafeAddress } from '../../../../platform/markdown/addresses.ts'
import { word } from './attributes.ts'

/** How words are marked. */
export const marks = {
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
