import { type Html, html, nothing } from '../../../platform/html.ts'
import { type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { type Again, choices, field, formKey, problems, select, verb } from '../../../ui/form.ts'
import { layout } from '../../../ui/layout.ts'
import { inLanguage } from '../../../ui/parts.ts'
import { type Page, states } from '../pages.ts'
import { templateIn } from '../templates.ts'
import { ownField } from './forms.ts'
import { subNav } from './sub.ts'

/** A form about a page. */
export function frame(ctx: Request, it: Page, title: string, again: Again, main: Html): Html {
  return layout(ctx, {
    title,
    place: 'library',
    main: html`${subNav(ctx, 'pages')}<div class="title"><h1>${title}</h1><p class="quiet"><a href="${it.url}">${inLanguage(ctx, it.lang, it.title)}</a></p></div>
${problems(ctx, again)}
${main}`,
  })
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
${it.authorId === ctx.me?.id || it.ownerId !== null ? ownField(ctx, it.ownerId !== null, again) : nothing}
<p><button class="button" type="submit">${t('ui.keep')}</button></p></form>`,
  )
}

/** A page whose owner has left: a host can open it to everyone. */
export function openOwnPage(ctx: Request, it: Page, owner: string): Html {
  const { t } = ctx.locale
  const space = spaceOf(ctx).name
  return frame(
    ctx,
    it,
    t('pages.tend'),
    {},
    html`<section class="panel stack"><p>${t('pages.own.of', { name: owner })} ${t('pages.own.left', { name: owner })}</p>
<p>${t('pages.own.open.hint', { space })}</p><div class="cluster">${verb(`${it.url}/opening`, t('pages.own.open'))}</div></section>`,
  )
}
