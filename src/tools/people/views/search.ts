import { type Html, html, nothing, trusted } from '../../../platform/html.ts'
import { type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { select } from '../../../ui/form.ts'
import { icon } from '../../../ui/parts.ts'
import type { Looked } from '../directory.ts'
import { address } from '../search.ts'

/** One form: words to look for, and below them what narrows the list. Works by loading the page. */
export function searchForm(ctx: Request, it: Looked): Html {
  const { t } = ctx.locale
  const narrowed = it.standing || it.badge || it.language || it.place
  return html`<search><form class="search-form" method="get" action="/c/${spaceOf(ctx).slug}/members">
${it.view === 'table' ? html`<input type="hidden" name="view" value="table">` : nothing}
<div class="field"><label for="q">${t('people.search')}</label><p class="quiet" id="q-hint">${t('people.search.hint')}</p>
<div class="line"><input id="q" type="search" name="q" value="${it.q ?? ''}" maxlength="120" autocomplete="off" aria-describedby="q-hint"><button class="button" type="submit">${icon(ctx, 'search')} ${t('people.search.now')}</button></div></div>
<details class="more"${narrowed ? trusted(' open') : nothing}><summary>${icon(ctx, 'chevron-right', true)} ${t('people.narrow')}</summary>
<div class="narrowing">${choicesIn(ctx, it)}</div></details>
${it.q || narrowed ? html`<p class="quiet"><a href="${address(spaceOf(ctx).slug, { view: it.view === 'table' ? 'table' : undefined })}">${t('people.everyone')}</a></p>` : nothing}
</form></search>`
}

function choicesIn(ctx: Request, it: Looked): Html {
  const { t } = ctx.locale
  const anyone: [string, string] = ['', t('people.narrow.any')]
  // What was chosen stays to be seen, also where nobody says it any more.
  const places =
    it.place && !it.choices.places.includes(it.place) ? [it.place, ...it.choices.places] : it.choices.places
  const languages = it.choices.languages
    .map((tag): [string, string] => [tag, ctx.locale.languageName(tag)])
    .sort(([, a], [, b]) => a.localeCompare(b, ctx.locale.intl))
  return html`
${select(ctx, { name: 'standing', label: t('people.narrow.standing'), value: it.standing ?? '', options: [anyone, ['host', t('people.host')], ['member', t('people.member')], ['guest', t('people.guest')]] })}
${select(ctx, { name: 'badge', label: t('people.badge'), value: it.badge ?? '', options: [anyone, ...(['funder', 'manager', 'host-organisation'] as const).map((badge): [string, string] => [badge, t(`ui.badge.${badge}`)])] })}
${languages.length ? select(ctx, { name: 'language', label: t('people.languages'), value: it.language ?? '', options: [anyone, ...languages] }) : nothing}
${places.length ? select(ctx, { name: 'place', label: t('people.field.place'), value: it.place ?? '', options: [anyone, ...places.map((place): [string, string] => [place, place])] }) : nothing}
<p><button class="button second" type="submit">${t('people.narrow.now')}</button></p>`
}
