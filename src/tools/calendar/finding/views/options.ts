import { type Html, html, nothing, trusted } from '../../../../platform/html.ts'
import type { Request } from '../../../../spine/request/ctx.ts'
import { type Again, field, verb } from '../../../../ui/form.ts'
import { icon, joinFirst } from '../../../../ui/parts.ts'
import type { ShownOption, ShownQuestion } from '../present.ts'
import { type Suits, suits } from '../replies.ts'
import { hardWords, namesOf, spanText, spanWords } from './words.ts'

/** So many people are named at an option; of more there are numbers, and their names in a fold. */
const NAMED = 12

/** The options, each with what one says to it oneself; all are kept with one button. */
export function optionList(ctx: Request, it: ShownQuestion, order: 'time' | 'fit', again: Again): Html {
  const { t } = ctx.locale
  const shown = order === 'fit' ? [...it.options].sort((a, b) => a.rank - b.rank) : it.options
  const answers = it.mayAnswer && shown.some(open)
  const list = html`<ul class="options" role="list">${shown.map((one) => option(ctx, it, one, again))}</ul>`
  return html`<section class="stack wide" id="options" aria-labelledby="which"><div class="head"><h2 id="which">${t(answers ? 'finding.which' : 'finding.options')}</h2>${shown.length > 2 ? sorting(ctx, it, order) : nothing}</div>
${answers ? html`<copse-suits data-saved="${t('finding.saved')}" data-failed="${t('finding.not-saved')}">${list}<form class="stack" id="replies" method="post" action="${it.url}/answers"><p class="quiet">${t('finding.seen')}</p><p class="cluster"><button class="button" type="submit">${t('finding.keep')}</button></p></form></copse-suits>${it.options.some(({ mine }) => mine) ? verb(`${it.url}/answers`, t('finding.take-back'), { clear: 'true' }, 'plain') : nothing}` : list}
${it.mayComment || it.closed ? nothing : joinFirst(ctx)}</section>`
}

const open = ({ withdrawn, over }: ShownOption) => withdrawn === null && !over

function sorting(ctx: Request, { url }: ShownQuestion, order: 'time' | 'fit'): Html {
  const { t } = ctx.locale
  const link = (which: 'time' | 'fit', words: string) =>
    html`<a href="${url}${which === 'fit' ? '?order=fit' : ''}#options"${which === order ? trusted(' aria-current="page"') : nothing}>${words}</a>`
  return html`<nav class="filters" aria-label="${t('finding.order')}">${link('time', t('finding.order.time'))}${link('fit', t('finding.order.fit'))}</nav>`
}

function option(ctx: Request, it: ShownQuestion, one: ShownOption, again: Again): Html {
  const { t } = ctx.locale
  const merit = {
    'most-yes': t('finding.merit.most-yes'),
    'nobody-excluded': t('finding.merit.nobody-excluded'),
    'fewest-nights': t('finding.merit.fewest-nights'),
  }
  return html`<li id="option-${one.id}"${one.withdrawn ? trusted(' class="off"') : nothing}><div class="when"><p><strong>${spanWords(ctx, one.span)}</strong></p>
<p class="cluster merits" data-counted="merits-${one.id}">${one.merits.map((which) => html`<span class="sign new">${icon(ctx, 'check', true)} ${merit[which]}</span> `)}</p>
${one.withdrawn ? html`<p>${t('finding.withdrawn')} <q class="written">${one.withdrawn}</q></p>` : one.over ? html`<p class="quiet">${t('calendar.over')}</p>` : hardWords(ctx, one.hard)}</div>
${it.mayAnswer && open(one) ? radios(ctx, one, again) : nothing}
<div class="who"><div data-counted="who-${one.id}">${whoSays(ctx, it, one)}</div>${it.tendsIt && !it.closed && open(one) ? tending(ctx, it, one, again) : nothing}</div></li>`
}

function radios(ctx: Request, one: ShownOption, again: Again): Html {
  const { t } = ctx.locale
  const words: Record<Suits, string> = {
    yes: t('finding.yes'),
    'if-need-be': t('finding.if-need-be'),
    no: t('finding.no'),
  }
  const said = again.typed?.[`o${one.id}`] ?? one.mine
  return html`<fieldset class="suits"><legend><time class="vh" datetime="${one.from}">${spanText(ctx, one.span)}</time></legend>${suits.map((reply) => html`<label class="suit"><input type="radio" form="replies" name="o${one.id}" value="${reply}"${said === reply ? trusted(' checked') : nothing}> <span>${words[reply]}</span></label>`)}</fieldset>`
}

function whoSays(ctx: Request, it: ShownQuestion, one: ShownOption): Html {
  const { t } = ctx.locale
  const groups: [string, ShownOption['yes']][] = [
    [t('finding.who.yes', { count: one.yes.length }), one.yes],
    [t('finding.who.if-need-be', { count: one.ifNeedBe.length }), one.ifNeedBe],
    [t('finding.who.no', { count: one.no.length }), one.no],
  ]
  const said = groups.filter(([, people]) => people.length)
  const missing = one.missing.length
    ? html`<p class="with-icon">${icon(ctx, 'triangle-alert', true)} <span>${ctx.locale.rich('finding.missing', { names: namesOf(one.missing), count: one.missing.length })}</span></p>`
    : nothing
  if (!said.length) return html`<p class="quiet">${t('finding.nobody-yet')}</p>`
  if (it.people.length <= NAMED)
    return html`${missing}<ul class="plain-list">${said.map(([words, people]) => html`<li>${words} <span class="quiet">${namesOf(people)}</span></li>`)}</ul>`
  return html`${missing}<details class="more"><summary>${icon(ctx, 'chevron-right', true)} ${said.map(([words]) => words).join(', ')}</summary><ul class="plain-list">${said.map(([words, people]) => html`<li>${words} <span class="quiet">${namesOf(people)}</span></li>`)}</ul></details>`
}

/** For whoever decides: this one it is, or not this one. */
function tending(ctx: Request, it: ShownQuestion, one: ShownOption, again: Again): Html {
  const { t } = ctx.locale
  const when = html`<span class="vh">: </span><time class="vh" datetime="${one.from}">${spanText(ctx, one.span)}</time>`
  const answered = one.yes.length + one.ifNeedBe.length + one.no.length > 0
  const shown = again.errors?.why !== undefined && again.typed?.option === String(one.id)
  const take = it.every ? nothing : verb(`${it.url}/taking`, html`${t('finding.take')}${when}`, { picks: one.id })
  const drop = answered
    ? html`<details class="more"${shown ? trusted(' open') : nothing}><summary>${icon(ctx, 'chevron-right', true)} ${t('finding.drop')}${when}</summary>
<form class="stack" method="post" action="${it.url}/options/${one.id}/removal"><input type="hidden" name="option" value="${one.id}">${field(ctx, { name: 'why', id: `why-${one.id}`, label: t('finding.drop.why'), most: 300, required: true }, shown ? again : {})}
<p><button class="button second" type="submit">${t('finding.drop')}</button></p></form></details>`
    : verb(`${it.url}/options/${one.id}/removal`, html`${t('finding.drop')}${when}`, {}, 'plain')
  return html`<div class="cluster deciding">${take}${drop}</div>`
}
