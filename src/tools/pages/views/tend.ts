import { type Html, html, nothing } from '../../../platform/html.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import { type Again, choices, field, formKey, problems, select } from '../../../ui/form.ts'
import { layout } from '../../../ui/layout.ts'
import { inLanguage } from '../../../ui/parts.ts'
import { type Page, states } from '../pages.ts'
import { templateIn } from '../templates.ts'
import type { Spot } from '../tree.ts'
import { subNav } from './sub.ts'

function frame(ctx: Request, it: Page, title: string, again: Again, main: Html): Html {
  return layout(ctx, {
    title,
    place: 'library',
    main: html`${subNav(ctx, 'none')}<div class="title"><h1>${title}</h1><p class="quiet"><a href="${it.url}">${inLanguage(ctx, it.lang, it.title)}</a></p></div>
${problems(ctx, again)}
${main}`,
  })
}

/** Where a page lies: under which other, and after which beside it. */
export function movingPage(ctx: Request, it: Page, places: Spot[], again: Again = {}): Html {
  const { t } = ctx.locale
  const chosen = Number(again.typed?.under ?? it.parentId ?? 0)
  const beside = places.filter(({ parentId }) => (parentId ?? 0) === chosen)
  const indented = ({ title, depth }: Spot) => `${'\u2003'.repeat(depth)}${title}`
  return frame(
    ctx,
    it,
    t('pages.move'),
    again,
    html`<form class="stack" method="post" action="${it.url}/moving">${formKey()}
${select(ctx, { name: 'under', label: t('pages.field.under'), value: String(chosen), options: [['0', t('pages.on-top')], ...places.map((one): [string, string] => [String(one.id), indented(one)])] }, again)}
${select(ctx, { name: 'after', label: t('pages.field.after'), hint: t('pages.field.after.hint'), value: '-1', options: [['-1', t('pages.last')], ['0', t('pages.first')], ...beside.map((one): [string, string] => [String(one.id), t('pages.after', { title: one.title })])] }, again)}
<p><button class="button" type="submit">${t('pages.move.now')}</button></p></form>`,
  )
}

/** How far the community is with a page, who looks after it, when it is looked at again. */
export function tendPagePage(
  ctx: Request,
  it: Page,
  now: { state: string; steward: string; reviewOn: string },
  people: { handle: string; name: string }[],
  again: Again = {},
): Html {
  const { t } = ctx.locale
  const months = templateIn('en', it.template)?.reviewMonths || 12
  return frame(
    ctx,
    it,
    t('pages.tend'),
    again,
    html`${it.reviewOn ? html`<form class="panel cluster" method="post" action="${it.url}/review"><p>${t('pages.review.hint')}</p><input type="hidden" name="months" value="${months}"><button class="button second" type="submit">${t('pages.review.done', { months })}</button></form>` : nothing}
<form class="stack" method="post" action="${it.url}/tending">${formKey()}
${choices(ctx, { name: 'state', legend: t('pages.field.state'), value: now.state, options: ['', ...states].map((value) => ({ value, words: t(`pages.state.${value || 'none'}`), hint: t(`pages.state.${value || 'none'}.hint`) })) }, again)}
${select(ctx, { name: 'steward', label: t('pages.field.steward'), hint: t('pages.field.steward.hint'), value: now.steward, options: [['', t('pages.nobody')], ...people.map(({ handle, name }): [string, string] => [handle, name])] }, again)}
${field(ctx, { name: 'reviewOn', label: t('pages.field.review'), type: 'date', value: now.reviewOn, hint: t('pages.field.review.hint') }, again)}
<p><button class="button" type="submit">${t('ui.keep')}</button></p></form>`,
  )
}
