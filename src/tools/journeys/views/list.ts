import { type Html, html, nothing } from '../../../platform/html.ts'
import { mayStart, type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { placeNav } from '../../../spine/spaces/tabs.ts'
import { layout } from '../../../ui/layout.ts'
import { buttonLink, emptyPlace, icon, inLanguage } from '../../../ui/parts.ts'
import type { ShownListed } from '../present.ts'
import { here, line, stateWords } from './words.ts'

/** The journeys of a community: one's own first, then those that one can join, then the others. */
export function listPage(ctx: Request, { journeys, next }: { journeys: ShownListed[]; next: string | null }): Html {
  const { t } = ctx.locale
  const start = mayStart(spaceOf(ctx))
    ? buttonLink(`${here(ctx)}/new`, html`${icon(ctx, 'plus')} ${t('journeys.new')}`)
    : undefined
  const own = (it: ShownListed) => (it.going || it.waits || it.guided || it.state === 'draft') && it.state !== 'ended'
  const open = (it: ShownListed) => !own(it) && it.joinable
  const running = (it: ShownListed) => !own(it) && !open(it) && it.state !== 'ended'
  return layout(ctx, {
    title: t('journeys.title'),
    place: 'calendar',
    main: html`${placeNav(ctx, 'calendar', 'journeys')}
<div class="title"><div class="head"><h1>${t('journeys.title')}</h1>${journeys.length ? start : nothing}</div>${journeys.length ? html`<p class="lead">${t('journeys.lead')}</p>` : nothing}</div>
${journeys.length ? nothing : emptyPlace(ctx, t('journeys.none'), start)}
${section(ctx, 'mine', t('journeys.mine'), journeys.filter(own))}
${section(ctx, 'open', t('journeys.open'), journeys.filter(open))}
${section(ctx, 'running', t('journeys.running'), journeys.filter(running))}
${section(
  ctx,
  'ended',
  t('journeys.ended'),
  journeys.filter((it) => it.state === 'ended'),
)}
${next ? html`<p><a class="button second" rel="next" href="${next}">${t('journeys.further')}</a></p>` : nothing}`,
  })
}

function section(ctx: Request, id: string, heading: string, some: ShownListed[]): Html {
  if (!some.length) return nothing
  return html`<section aria-labelledby="${id}"><h2 id="${id}">${heading}</h2><ul class="rows" role="list">${some.map((it) => row(ctx, it))}</ul></section>`
}

function row(ctx: Request, it: ShownListed): Html {
  const { t } = ctx.locale
  const facts = [
    ...stateWords(ctx, it),
    ...(it.takes ? [html`<span class="written">${it.takes}</span>`] : []),
    html`${t('journeys.going', { count: it.goingCount })}`,
    ...(it.going ? [html`${t('journeys.so-far', { done: it.doneCount, count: it.stepCount })}`] : []),
    ...(it.waits ? [html`${t('journeys.waiting.short')}`] : []),
    ...(it.guided ? [html`${t('journeys.you-guide')}`] : []),
  ]
  return html`<li>${icon(ctx, it.state === 'draft' ? 'lock' : 'footprints')}<a class="name written" href="${it.url}">${inLanguage(ctx, it.lang, it.title)}</a>
${it.forWhom ? html`<p class="written">${inLanguage(ctx, it.lang, it.forWhom)}</p>` : nothing}<p class="quiet">${line(facts)}</p></li>`
}
