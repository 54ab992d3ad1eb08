import { type Html, html, nothing, trusted } from '../../../platform/html.ts'
import type { Frame } from '../../../ui/frame.ts'
import { icon } from '../../../ui/parts.ts'

/** Signs that only this toolbar has: not in the sprite that every page fetches (Lucide, ISC licence). */
const drawn: Record<string, string> = {
  redo: '<path d="m15 14 5-5-5-5"/><path d="M20 9H9.5A5.5 5.5 0 0 0 4 14.5 5.5 5.5 0 0 0 9.5 20H13"/>',
  heading2: '<path d="M4 12h8M4 18V6M12 18V6M21 18h-4c0-4 4-3 4-6 0-1.5-2-2.5-4-1"/>',
  heading3:
    '<path d="M4 12h8M4 18V6M12 18V6M17.5 10.5c1.7-1 3.5 0 3.5 1.5a2 2 0 0 1-2 2"/><path d="M17 17.5c2 1.5 4 .3 4-1.5a2 2 0 0 0-2-2"/>',
  heading4: '<path d="M12 18V6M17 10v3a1 1 0 0 0 1 1h3M21 10v8M4 12h8M4 18V6"/>',
  tasks: '<path d="m3 17 2 2 4-4M3 7l2 2 4-4M13 6h8M13 12h8M13 18h8"/>',
  block: '<path d="m10 10-2 2 2 2M14 14l2-2-2-2"/><rect width="18" height="18" x="3" y="3" rx="2"/>',
  footnote:
    '<path d="m4 19 8-8M12 19l-8-8M20 12h-4c0-1.5.442-2 1.5-2.5S20 8.334 20 7.002c0-.472-.17-.93-.484-1.29a2.105 2.105 0 0 0-2.617-.436c-.42.239-.738.614-.899 1.06"/>',
  rule: '<path d="M5 12h14"/>',
}

/** The tools in their order, each with its sign and the keys that do the same: told in its name, and only there. */
const tools: [name: string, sign: string | null, keys?: string][] = [
  ['heading2', null, 'Ctrl+Alt+2'],
  ['heading3', null, 'Ctrl+Alt+3'],
  ['heading4', null, 'Ctrl+Alt+4'],
  ['bold', 'bold', 'Ctrl+B'],
  ['italic', 'italic', 'Ctrl+I'],
  ['strike', 'strikethrough', 'Ctrl+Shift+X'],
  ['code', 'code', 'Ctrl+E'],
  ['link', 'link', 'Ctrl+K'],
  ['list', 'list', 'Ctrl+Shift+8'],
  ['numbers', 'list-ordered', 'Ctrl+Shift+7'],
  ['tasks', null, 'Ctrl+Shift+9'],
  ['quote', 'quote'],
  ['callout', 'megaphone'],
  ['picture', 'image'],
  ['table', 'table'],
  ['block', null],
  ['footnote', null],
  ['rule', null],
  ['undo', 'undo-2', 'Ctrl+Z'],
  ['redo', null, 'Ctrl+Y'],
]

const dialogs = new Set(['link', 'callout', 'picture'])

/** What can be done with the words: one stop for the Tab key, arrow keys lead from one to the next (ARIA toolbar pattern). */
export function richTools(frame: Frame, field: string): Html {
  const { t } = frame.locale
  return html`<div class="tools rich-tools" role="toolbar" aria-label="${t('pages.editor.tools')}" aria-controls="${field}" hidden data-rich-tools>${tools.map(
    ([name, sign, keys], i) => {
      const label = keys ? `${t(`pages.editor.tool-${name}`)} (${keys})` : t(`pages.editor.tool-${name}`)
      return html`<button class="button plain only" type="button" tabindex="${i === 0 ? 0 : -1}" data-tool="${name}" aria-label="${label}" title="${label}"${dialogs.has(name) ? trusted(' aria-haspopup="dialog"') : nothing}>${sign ? icon(frame, sign) : drawnIcon(name)}</button>`
    },
  )}</div>`
}

const tableTools = [
  'rowAbove',
  'rowBelow',
  'columnBefore',
  'columnAfter',
  'align',
  'removeRow',
  'removeColumn',
  'removeTable',
  'leaveTable',
]

/** What can be done with a table, there as long as one is in it. */
export function tableToolbar(frame: Frame): Html {
  const { t } = frame.locale
  return html`<div class="tools table-tools" role="toolbar" aria-label="${t('pages.editor.table-tools')}" hidden data-table-tools>${tableTools.map(
    (name, i) =>
      html`<button class="button plain" type="button" tabindex="${i === 0 ? 0 : -1}" data-tool="${name}">${t(`pages.editor.tool-${name}`)}</button>`,
  )}</div>`
}

function drawnIcon(name: string): Html {
  return trusted(`<svg class="icon" width="20" height="20" viewBox="0 0 24 24" aria-hidden="true">${drawn[name]}</svg>`)
}
