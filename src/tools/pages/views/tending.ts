import { type Html, html, nothing } from '../../../platform/html.ts'
import { type ShownSilent, silentPart } from '../../../spine/outside/silent.ts'
import { mayStart, type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { wantingLink } from '../../../spine/spaces/wanting.ts'
import { layout } from '../../../ui/layout.ts'
import { emptyPlace, icon } from '../../../ui/parts.ts'
import { dayOf } from '../../../ui/time.ts'
import type { ShownFound } from '../tending.ts'
import { subNav } from './sub.ts'

interface Data {
  wanted: { title: string; count: number }[]
  orphans: ShownFound[]
  reviews: ShownFound[]
  outdated: ShownFound[]
  wishes: ShownFound[]
  silent: ShownSilent[]
  suggestions: ShownFound[]
}

/** What in the library asks for somebody, each with the step that helps. */
export function tendingPage(ctx: Request, data: Data): Html {
  const { t } = ctx.locale
  const writes = mayStart(spaceOf(ctx))
  const here = `/c/${spaceOf(ctx).slug}/pages`
  const part = (name: string, rows: ShownFound[], about: (one: ShownFound) => Html) =>
    rows.length
      ? html`<section class="stack" aria-labelledby="${name}"><h2 id="${name}">${t(`pages.tending.${name}`)}</h2>
<ul class="rows" role="list">${rows.map((one) => html`<li>${icon(ctx, 'file-text')}<a class="name" href="${one.url}" lang="${one.lang}">${one.title}</a> ${about(one)}</li>`)}</ul></section>`
      : nothing
  const nothingLeft = Object.values(data).every((rows) => rows.length === 0)
  return layout(ctx, {
    title: t('pages.shelf.tending'),
    place: 'library',
    main: html`${subNav(ctx, 'tending')}
<div class="title"><h1>${t('pages.shelf.tending')}</h1><p class="lead">${t('pages.tending.lead')}</p></div>
${nothingLeft ? emptyPlace(ctx, t('pages.tending.none')) : nothing}
${data.wanted.length ? html`<section class="stack" aria-labelledby="wanted"><h2 id="wanted">${t('pages.tending.wanted')}</h2><ul class="rows" role="list">${data.wanted.map((one) => html`<li>${icon(ctx, 'plus')}${writes ? html`<a class="name wanted" href="${here}/new?title=${encodeURIComponent(one.title)}">${one.title}</a>` : html`<span class="name wanted">${one.title}</span>`} <p class="quiet cluster"><span>${t('pages.tending.wanted-by', { count: one.count })}</span> ${wantingLink(ctx, one.title)}</p></li>`)}</ul></section>` : nothing}
${part('suggestions', data.suggestions, (one) => html`<p class="quiet"><a href="${one.url}/suggestions">${t('pages.suggestions.open', { count: Number(one.about) })}</a></p>`)}
${part('reviews', data.reviews, (one) => html`<p class="quiet">${ctx.locale.rich('pages.tending.since', { day: dayOf(ctx, one.about) })}</p>`)}
${part('outdated', data.outdated, (one) => html`<p class="quiet">${writes ? html`<a href="${one.url}/catching-up">${t('pages.catch-up')}</a>` : nothing}</p>`)}
${part('wishes', data.wishes, (one) => html`<p class="quiet">${writes ? html`<a href="${here}/new?of=${one.id}&amp;lang=${one.about}">${t('pages.translate-to', { language: ctx.locale.languageName(one.about) })}</a>` : ctx.locale.languageName(one.about)}</p>`)}
${silentPart(ctx, data.silent)}
${part('orphans', data.orphans, () => nothing)}`,
  })
}
