import type { NodeSpec } from 'prosemirror-model'
import { numberIn } from './attributes.ts'

/** Lists, of tasks too. */
export const lists = {
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
} satisfies Record<string, NodeSpec>

/** Loose lists have paragraphs in their items. */
function isTight(list: HTMLElement): boolean {
  return list.hasAttribute('data-tight') || !list.querySelector(':scope > li > p ~ p')
}

function doneIn(item: HTMLElement): boolean | null {
  if (item.dataset.done) return item.dataset.done === 'true'
  const box = item.querySelector<HTMLElement>(':scope > .box, :scope > p > .box')
  return box && item.classList.contains('task') ? box.classList.contains('done') : null
}
