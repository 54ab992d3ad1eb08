import { type Html, html, nothing } from '../../../platform/html.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import type { Mine } from '../../../spine/spaces/communities.ts'
import { copiedHere } from '../../../ui/copied.ts'
import { verb } from '../../../ui/form.ts'
import { layout, steppedHue } from '../../../ui/layout.ts'
import { emblem, icon, mark } from '../../../ui/parts.ts'
import { settingsNav } from '../../../ui/settings.ts'
import { dayOf } from '../../../ui/time.ts'
import type { ShownFeed } from '../mine.ts'

interface Shown {
  feeds: ShownFeed[]
  spaces: Mine[]
}

/** One's feeds: of everything, of each place, and of places one has left. */
export function feedsPage(ctx: Request, { feeds, spaces }: Shown): Html {
  const { t } = ctx.locale
  const said = feeds.filter(({ form }) => form === 'atom')
  const dates = feeds.filter(({ form, space }) => form === 'calendar' && (!space || space.slug))
  const all = said.find(({ space }) => !space)
  const left = feeds.filter(({ space }) => space && !space.slug)
  return layout(ctx, {
    title: t('feeds.title'),
    main: html`<link rel="stylesheet" href="${ctx.site.assets.settings}">${settingsNav(ctx, 'feeds')}
<div class="title"><h1>${t('feeds.title')}</h1><p class="lead">${t('feeds.lead')}</p></div>
<p class="panel with-icon">${icon(ctx, 'key-round')} <span>${t('feeds.warning')} ${t('feeds.warning.end')}</span></p>
<section aria-labelledby="everything"><h2 id="everything">${t('feeds.everything')}</h2>
<ul class="rows feeds" role="list"><li>${mark(ctx)}<span class="name">${t('feeds.everything.name')}</span><p class="quiet">${t('feeds.everything.hint')}</p>${feedParts(ctx, all, t('feeds.everything.name'))}</li></ul></section>
<section class="stack" aria-labelledby="signing-in"><h2 id="signing-in">${t('feeds.signing-in')}</h2><p class="quiet">${t('feeds.signing-in.hint')} <a href="/me/applications/new">${t('feeds.signing-in.make')}</a></p>
${copiedHere(ctx, 'address-own', t('feeds.address', { name: t('feeds.everything.name') }), `${ctx.home}/me/feed.atom`)}</section>
${
  spaces.length
    ? html`<section aria-labelledby="places"><h2 id="places">${t('feeds.places')}</h2><ul class="rows feeds" role="list">${spaces.map((space) => place(ctx, space, said))}</ul></section>`
    : nothing
}
${
  dates.length
    ? html`<section aria-labelledby="dates"><h2 id="dates">${t('feeds.dates')}</h2><p class="quiet">${t('feeds.dates.hint')}</p><ul class="rows feeds" role="list">${dates.map((feed) => ofDates(ctx, feed))}</ul></section>`
    : nothing
}
${
  left.length
    ? html`<section aria-labelledby="left"><h2 id="left">${t('feeds.left')}</h2><p class="quiet">${t('feeds.left.hint')}</p>
<ul class="rows feeds" role="list">${left.map((feed) => html`<li id="feed-${feed.id}">${icon(ctx, 'lock')}<span class="name">${t('feeds.left.name')}</span><p class="quiet">${madeOn(ctx, feed)}</p>${ending(ctx, feed, t('feeds.left.name'))}</li>`)}</ul></section>`
    : nothing
}`,
  })
}

function place(ctx: Request, space: Mine, feeds: ShownFeed[]): Html {
  const feed = feeds.find((one) => one.space?.slug === space.slug)
  return html`<li class="hue-${steppedHue(space.hue)}" id="place-${space.slug}">${emblem(ctx, space)}<span class="name">${space.name}</span>${feedParts(ctx, feed, space.name, space.slug)}</li>`
}

function ofDates(ctx: Request, feed: ShownFeed): Html {
  const { t } = ctx.locale
  const name = feed.space?.name ? t('feeds.dates.of', { name: feed.space.name }) : t('feeds.dates.all')
  return html`<li>${icon(ctx, 'calendar-days')}<span class="name">${name}</span>${feedParts(ctx, feed, name)}</li>`
}

/** The address with what can be done with it, or the button that makes one. */
function feedParts(ctx: Request, feed: ShownFeed | undefined, name: string, slug?: string): Html {
  const { t } = ctx.locale
  const about = html`<span class="vh">: ${name}</span>`
  if (!feed)
    return html`<div class="act">${verb('/me/feeds', html`${t('feeds.make')}${about}`, slug ? { space: slug } : {})}</div>`
  return html`<div class="feed" id="feed-${feed.id}">${copiedHere(ctx, `address-${feed.id}`, t('feeds.address', { name }), feed.address ?? '')}
<p class="quiet">${madeOn(ctx, feed)}</p>
<div class="cluster">${verb(`/me/feeds/${feed.id}/renewal`, html`${t('feeds.renew')}${about}`, {}, 'plain')}${ending(ctx, feed, name)}</div></div>`
}

function ending(ctx: Request, feed: ShownFeed, name: string): Html {
  return verb(
    `/me/feeds/${feed.id}/ending`,
    html`${ctx.locale.t('feeds.end')}<span class="vh">: ${name}</span>`,
    {},
    'plain',
  )
}

function madeOn(ctx: Request, feed: ShownFeed): Html {
  return html`${ctx.locale.rich('feeds.made', { date: dayOf(ctx, feed.madeAt) })}`
}
