import { type Html, html, nothing, trusted } from '../platform/html.ts'
import type { Frame } from './frame.ts'
import { icon } from './parts.ts'

/** The tools in their order, each with its icon. The plain ones are always there, the others once more are wanted, or where there is a microphone. */
const tools: [name: string, sign: string, when?: 'more' | 'heard'][] = [
  ['bold', 'bold'],
  ['italic', 'italic', 'more'],
  ['strike', 'strikethrough', 'more'],
  ['heading', 'heading', 'more'],
  ['list', 'list'],
  ['numbers', 'list-ordered', 'more'],
  ['quote', 'quote', 'more'],
  ['code', 'code', 'more'],
  ['table', 'table', 'more'],
  ['link', 'link'],
  ['title', 'messages-square', 'more'],
  ['picture', 'image'],
  ['record', 'mic', 'heard'],
  ['name', 'at-sign'],
  ['preview', 'eye'],
]

/**
 * Writes Markdown for those who do not know its signs: a few tools, or all of them. Only with script; of all its buttons
 * one is a stop for the Tab key (ARIA toolbar pattern), arrow keys lead to the others.
 */
export function toolbar(frame: Frame, files: boolean): Html {
  const { t } = frame.locale
  const shown = tools.filter(([name]) => files || (name !== 'picture' && name !== 'record'))
  return html`<div class="tools" role="toolbar" aria-label="${t('ui.tools')}" hidden data-toolbar>${shown.map(
    ([name, sign, when], i) =>
      html`<button class="button plain only" type="button" tabindex="${i === 0 ? 0 : -1}" data-tool="${name}" aria-label="${t(`ui.tool.${name}`)}" title="${t(`ui.tool.${name}`)}"${when ? trusted(when === 'more' ? ' hidden data-more' : ' hidden data-hears') : nothing}>${icon(frame, sign)}</button>`,
  )}<button class="button plain more-tools" type="button" tabindex="-1" data-tool="more" data-fewer="${t('ui.tools.fewer')}">${t('ui.tools.more')}</button></div>`
}
