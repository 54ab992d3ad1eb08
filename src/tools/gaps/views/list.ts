import { type Html, html, nothing, trusted } from '../../../platform/html.ts'
import { mayStart, type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { placeNav } from '../../../spine/spaces/tabs.ts'
import { layout } from '../../../ui/layout.ts'
import { buttonLink, emptyPlace, icon, inLanguage } from '../../../ui/parts.ts'
import { dayOf } from '../../../ui/time.ts'
import type { ShownListed } from '../present.ts'
import { type GapState, states } from '../state.ts'

export interface List {
  gaps: ShownListed[]
  counts: Record<GapState, number>
  next: string | null
  state: GapState
  tag: string | undefined
}

/** What should be known here and is not yet. */
export function listPage(ctx: Request, { gaps, counts, next, state, tag }: List): Html {
  const { t } = ctx.locale
  const here = `/c/${spaceOf(ctx).slug}/gaps`
  const any = counts.open + counts.taken + counts.filled > 0
  const start = mayStart(spaceOf(ctx))
    ? buttonLink(`${here}/new`, html`${icon(ctx, 'plus')} ${t('gaps.new')}`, 'always')
    : undefined
  const filter = (one: GapState) =>
    html`<a href="${here}${one === 'open' ? '' : `?state=${one}`}"${one === state ? trusted(' aria-current="page"') : nothing}>${t(`gaps.state.${one}`)} ${counts[one]}</a>`
  return layout(ctx, {
    title: t('gaps.title'),
    place: 'library',
    main: html`${placeNav(ctx, 'library', 'gaps')}
<div class="title"><div class="head"><h1>${t('gaps.title')}</h1> ${any ? start : nothing}</div>${any ? html`<p class="lead">${t('gaps.lead')}</p>` : nothing}</div>
${any ? html`<nav class="filters" aria-label="${t('gaps.states')}">${states.map(filter)}</nav>${tag ? html`<p class="quiet">#${tag} <a href="${here}">${t('gaps.all')}</a></p>` : nothing}` : nothing}
${gaps.length ? html`<ul class="rows gaps" role="list">${gaps.map((one) => row(ctx, one))}</ul>` : emptyPlace(ctx, t(any ? `gaps.none.${state}` : 'gaps.none'), any ? undefined : start)}
${next ? html`<p><a class="button second" rel="next" href="${next}">${t('gaps.further')}</a></p>` : nothing}`,
  })
}

/** What a state looks like: never by its colour alone. */
export function stateIcon(state: GapState): string {
  return { open: 'circle-dashed', taken: 'sprout', filled: 'circle-check' }[state]
}

function row(ctx: Request, one: ShownListed): Html {
  const { t } = ctx.locale
  const here = `/c/${spaceOf(ctx).slug}/gaps`
  return html`<li>${icon(ctx, stateIcon(one.state))}<a class="name" href="${one.url}">${inLanguage(ctx, one.lang, one.title)}</a>
${one.excerpt ? html`<p class="excerpt">${inLanguage(ctx, one.lang, one.excerpt)}</p>` : nothing}
<p class="quiet cluster"><span>${t('gaps.asked', { name: one.author.name, others: one.wishes })}</span>${one.state === 'taken' ? html` <span class="from">${taking(ctx, one)}</span>` : nothing}${one.answer ? html` <span>${ctx.locale.rich('gaps.answered-by', { link: html`<a class="written" href="${one.answer.url}">${inLanguage(ctx, one.answer.lang, one.answer.title)}</a>` })}</span>` : nothing}${one.messageCount ? html` <span>${t('items.comments', { count: one.messageCount })}</span>` : nothing}${one.tags.slice(0, 4).map((tag) => html` <a href="${here}?tag=${encodeURIComponent(tag)}">#${tag}</a>`)}</p></li>`
}

/** "Luc is on it", with the day only as long as it is to come. */
export function taking(ctx: Request, one: Pick<ShownListed, 'taker' | 'until'>): Html {
  const name = one.taker!.name
  if (!one.until || one.until < ctx.now.toISOString().slice(0, 10))
    return html`${ctx.locale.t('gaps.taken-by', { name })}`
  return ctx.locale.rich('gaps.taken-until', { name, day: dayOf(ctx, one.until) })
}
