import { type Html, html, nothing } from '../../../../platform/html.ts'
import type { Request } from '../../../../spine/request/ctx.ts'
import { icon } from '../../../../ui/parts.ts'
import type { ShownOption, ShownQuestion } from '../present.ts'
import { spanText } from './words.ts'

/** So many people stand beside each other. */
const MOST = 12

/** Everyone's answers at one look, where there is room for it: the same as stands at each option. */
export function grid(ctx: Request, it: ShownQuestion): Html {
  const { t } = ctx.locale
  if (it.people.length < 2 || it.people.length > MOST || it.options.length < 2) return nothing
  return html`<section class="answers wide" data-counted="grid"><h2 id="everyone">${t('finding.everyone')}</h2>
<div class="scroll" tabindex="0" role="region" aria-labelledby="everyone"><table><thead><tr><th scope="col">${t('calendar.fact.when')}</th>${it.people.map(({ name }) => html`<th scope="col" class="written">${name}</th>`)}</tr></thead>
<tbody>${it.options.map((one) => html`<tr><th scope="row"><time datetime="${one.from}">${spanText(ctx, one.span)}</time></th>${it.people.map(({ id }) => cell(ctx, one, id))}</tr>`)}</tbody></table></div></section>`
}

function cell(ctx: Request, one: ShownOption, person: number): Html {
  const { t } = ctx.locale
  const says = (people: ShownOption['yes']) => people.some(({ id }) => id === person)
  if (says(one.yes)) return html`<td class="yes">${icon(ctx, 'check', true)} ${t('finding.cell.yes')}</td>`
  if (says(one.ifNeedBe))
    return html`<td class="maybe">${icon(ctx, 'circle-dashed', true)} ${t('finding.if-need-be')}</td>`
  if (says(one.no)) return html`<td class="no">${icon(ctx, 'x', true)} ${t('finding.cell.no')}</td>`
  return html`<td><span class="vh">${t('finding.cell.none')}</span></td>`
}
