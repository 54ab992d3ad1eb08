import { type Html, html, nothing } from '../../../platform/html.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import type { Mine } from '../../../spine/spaces/communities.ts'
import { layout } from '../../../ui/layout.ts'
import { buttonLink, emblem, emptyPlace, icon, inLanguage } from '../../../ui/parts.ts'
import { timeOf } from '../../../ui/time.ts'
import { discussionRow, type Latest, type Unanswered } from '../../discussions/index.ts'
import type { Waiting } from '../waiting.ts'
import { waitingPanel } from './waiting.ts'

interface Home {
  waiting: Waiting[]
  toLookAfter: Unanswered[]
  communities: (Mine & { url: string; latest: Latest[] })[]
}

export function personHome(ctx: Request, it: Home): Html {
  const { t } = ctx.locale
  const first = ctx.me!.name.split(' ')[0]!
  return layout(ctx, {
    title: t('home.title'),
    main: html`<div class="title"><h1>${t('home.hello', { name: first })}</h1></div>
<div class="home wide"><div class="stack">
${waitingPanel(ctx, it.waiting, true)}
${it.communities
  .filter((one) => one.latest.length)
  .map(
    (
      one,
    ) => html`<section aria-labelledby="new-${one.slug}"><div class="head"><h2 id="new-${one.slug}">${t('home.new-in', { community: one.name })}</h2> <a href="${one.url}/discussions">${t('home.all-of-it')}</a></div>
<ul class="rows" role="list">${one.latest.map((each) => discussionRow(ctx, each))}</ul></section>`,
  )}
${it.communities.length === 0 ? emptyPlace(ctx, t('home.no-community'), html`<p class="cluster">${buttonLink('/communities/new', t('home.begin'))} ${buttonLink('/join', t('home.have-invitation'), 'second')}</p>`) : nothing}
</div><div class="stack">
${
  it.communities.length
    ? html`<section aria-labelledby="mine"><h2 id="mine">${t('home.communities')}</h2><ul class="rows" role="list">${it.communities.map((one) => community(ctx, one))}</ul>
<p>${buttonLink('/communities/new', html`${icon(ctx, 'plus')} ${t('home.begin')}`, 'plain')}</p></section>`
    : nothing
}
${it.toLookAfter.length ? html`<section aria-labelledby="look-after"><h2 id="look-after">${t('home.to-look-after')}</h2><ul class="rows" role="list">${it.toLookAfter.map((one) => lookAfter(ctx, one))}</ul></section>` : nothing}
</div></div>`,
  })
}

function community(ctx: Request, one: Mine & { url: string }): Html {
  return html`<li class="hue-${Math.round(one.hue / 5) * 5}">${emblem(ctx, one)}<a class="name" href="${one.url}">${one.name}</a><p class="quiet">${ctx.locale.t('ui.people-count', { count: one.people })}${one.standing === 'member' ? nothing : `, ${ctx.locale.t(`home.standing.${one.standing}`)}`}</p></li>`
}

function lookAfter(ctx: Request, one: Unanswered): Html {
  return html`<li>${icon(ctx, 'message-circle-question-mark')}<a class="name" href="${one.url}">${inLanguage(ctx, one.lang, one.title)}</a><p class="quiet">${ctx.locale.t('home.unanswered', { name: one.by, community: one.space })}, ${timeOf(ctx, one.at, false)}</p></li>`
}
