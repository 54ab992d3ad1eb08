import { type Html, html, nothing } from '../../../platform/html.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import type { Mine } from '../../../spine/spaces/communities.ts'
import type { Known } from '../../../spine/spaces/known.ts'
import type { Waiting } from '../../../spine/waiting.ts'
import { layout, steppedHue } from '../../../ui/layout.ts'
import { liveList } from '../../../ui/live.ts'
import { buttonLink, emblem, emptyPlace, icon, inLanguage } from '../../../ui/parts.ts'
import { type ComingDate, comingSection } from '../../calendar/index.ts'
import { allReadButton, discussionRow, type Latest } from '../../discussions/index.ts'
import { newsTitle } from './news.ts'
import { lookAfterSection, waitingPanel } from './waiting.ts'

type Shown = Mine & { url: string }

interface Home {
  waiting: Waiting[]
  toLookAfter: Waiting[]
  communities: Shown[]
  others: (Known & { url: string })[]
  founds: boolean
  news: Map<string, Latest[]>
  since: Date | null
  coming: ComingDate[]
}

export function personHome(ctx: Request, it: Home): Html {
  const { t } = ctx.locale
  const first = ctx.me!.name.split(' ')[0]!
  return layout(ctx, {
    title: t('home.title'),
    main: html`<div class="title"${liveList(ctx, 'all')}><h1>${t('home.hello', { name: first })}</h1></div>
<div class="home wide"><div class="stack">
${waitingPanel(ctx, it.waiting, true, it.waiting.length === 5)}
${[...it.news].flatMap(([slug, news]) => it.communities.filter((one) => one.slug === slug).map((one) => newsSection(ctx, one, news, it.since)))}
${[...it.news.values()].flat().some((one) => one.unread) ? allReadButton(ctx, '/discussions/reading') : nothing}
${it.communities.length === 0 ? emptyPlace(ctx, t('home.no-community'), html`<p class="cluster">${it.founds ? buttonLink('/communities/new', t('home.begin')) : nothing} ${buttonLink('/join', t('home.have-invitation'), 'second')}</p>`) : nothing}
</div><div class="stack">
${comingSection(ctx, it.coming, { heading: t('home.week'), to: '/calendar', all: t('home.my-dates') })}
${lookAfterSection(ctx, it.toLookAfter, true)}
${
  it.communities.length
    ? html`<section aria-labelledby="mine"><h2 id="mine">${t('home.communities')}</h2>${communityList(ctx, it.communities)}
${it.founds ? html`<p>${buttonLink('/communities/new', html`${icon(ctx, 'plus')} ${t('home.begin')}`, 'plain')}</p>` : nothing}</section>`
    : nothing
}
${othersSection(ctx, it.others)}
</div></div>`,
  })
}

/** What is new in one community, its circles among it. */
function newsSection(ctx: Request, one: Shown, news: Latest[], since: Date | null): Html {
  const { t } = ctx.locale
  return html`<section aria-labelledby="new-${one.slug}"><div class="head"><h2 id="new-${one.slug}">${one.name} <span class="quiet">${newsTitle(ctx, news, since)}</span></h2> <a href="${one.url}/discussions">${t('home.all-of-it')}<span class="vh">: ${one.name}</span></a></div>
<ul class="rows" role="list">${news.map((each) => discussionRow(ctx, each))}</ul></section>`
}

/** Communities of the site that one may know of without belonging. */
function othersSection(ctx: Request, others: Home['others']): Html {
  if (!others.length) return nothing
  const { t } = ctx.locale
  return html`<section aria-labelledby="others"><h2 id="others">${t('home.others')}</h2><ul class="rows" role="list">${others.map(
    (one) =>
      html`<li class="hue-${steppedHue(one.hue)}">${emblem(ctx, one)}<a class="name" href="${one.url}">${inLanguage(ctx, one.lang, one.name)}</a><p class="quiet">${one.requested ? t('home.requested') : inLanguage(ctx, one.lang, one.purpose)}</p></li>`,
  )}</ul></section>`
}

/** Communities, each with the circles one belongs to; a circle whose community is not one's own stands by itself. */
function communityList(ctx: Request, all: Shown[]): Html {
  const known = new Set(all.map((one) => one.slug))
  const roots = all.filter((one) => one.parent === null || !known.has(one.parent))
  return html`<ul class="rows" role="list">${roots.map((one) => community(ctx, one, all))}</ul>`
}

function community(ctx: Request, one: Shown, all: Shown[]): Html {
  const { t } = ctx.locale
  const facts = [
    t('ui.people-count', { count: one.people }),
    one.standing === 'member' ? '' : t(`home.standing.${one.standing}`),
    one.closed ? t('home.closed') : '',
  ].filter(Boolean)
  const circles = under(one, all)
  return html`<li class="hue-${steppedHue(one.hue)}">${emblem(ctx, one)}<a class="name" href="${one.url}">${one.name}</a><p class="quiet">${facts.join(', ')}</p>
${circles.length ? html`<p class="cluster quiet circles">${circles.map((circle) => html`<a href="${circle.url}">${circle.name}</a>`)}</p>` : nothing}</li>`
}

/** One's circles within a community, and within those. */
function under(one: Shown, all: Shown[]): Shown[] {
  return all.filter((each) => each.parent === one.slug).flatMap((each) => [each, ...under(each, all)])
}
