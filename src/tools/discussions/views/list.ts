import { type Html, html, nothing } from '../../../platform/html.ts'
import { excerptOf } from '../../../platform/markdown/markdown.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import { mayStart, spaceOf } from '../../../spine/request/ctx.ts'
import { placeNav } from '../../../spine/spaces/tabs.ts'
import { layout } from '../../../ui/layout.ts'
import { liveList } from '../../../ui/live.ts'
import { buttonLink, emptyPlace, icon, inLanguage, onlyPeople } from '../../../ui/parts.ts'
import { timeOf } from '../../../ui/time.ts'
import { addressOf } from '../address.ts'
import type { Announcement } from '../announcement.ts'
import type { DiscussionCard } from '../card.ts'
import type { ListWish } from '../list.ts'
import type { ShownTag } from '../tidying.ts'
import { allReadButton } from './all-read.ts'
import { filters } from './filters.ts'
import { discussionRow } from './row.ts'

interface List {
  discussions: (DiscussionCard & { openingHtml?: string })[]
  movedUp: number
  next: string | null
  wish: ListWish
  tags: { name: string; count: number }[]
  tag: ShownTag | null
  announcement: Announcement | null
}

export function listPage(ctx: Request, list: List): Html {
  const { t } = ctx.locale
  const space = spaceOf(ctx)
  const here = `/c/${space.slug}/discussions`
  const { wish } = list
  const filtered = Boolean(wish.tag || wish.show || wish.intent)
  const start = mayStart(space)
    ? buttonLink(`${here}/new`, html`${icon(ctx, 'plus')} ${t('discussions.start')}`, 'always')
    : nothing
  return layout(ctx, {
    title: t('discussions.title'),
    place: 'talk',
    main: html`${placeNav(ctx, 'talk', 'list')}
<div class="title"${liveList(ctx, [space.id])}><div class="head"><h1>${t('discussions.title')}</h1> ${list.discussions.length || filtered ? start : nothing}</div></div>
${list.announcement && !filtered ? announcementPanel(ctx, list.announcement) : nothing}
${filters(ctx, wish, list.tags)}
${list.tag ? tagLine(ctx, list.tag) : nothing}
${list.movedUp && wish.before ? html`<p class="panel good">${ctx.locale.rich('discussions.moved-up', { count: list.movedUp, newest: html`<a href="${addressOf(space.slug, wish)}">${t('discussions.newest')}</a>` })}</p>` : nothing}
${list.discussions.length ? html`<ul class="rows" role="list">${list.discussions.map((one) => discussionRow(ctx, one, opening(ctx, one)))}</ul>` : emptyPlace(ctx, t(filtered ? 'discussions.none-such' : 'discussions.none'), filtered ? html`<a href="${here}">${t('discussions.show-all')}</a>` : start)}
${list.next ? html`<p><a class="button second" href="${list.next}" rel="next">${t('discussions.earlier')}</a></p>` : nothing}
${(!wish.show || wish.show === 'new') && list.discussions.some((one) => one.unread) ? allReadButton(ctx, `${here}/reading`, wish) : nothing}
${onlyPeople(ctx)}`,
  })
}

/** What the hosts tell everyone, until it has been opened. */
export function announcementPanel(ctx: Request, it: Announcement): Html {
  const { t } = ctx.locale
  const words = excerptOf(it.excerptHtml, 200)
  return html`<section class="panel announcement" aria-labelledby="announced"><p class="quiet with-icon">${icon(ctx, 'megaphone', true)} <span>${t('discussions.announced', { name: it.by })}${ctx.space?.slug === it.space.slug ? nothing : html`, <span class="from">${it.space.name}</span>`}, ${timeOf(ctx, it.at, false)}</span></p>
<h2 id="announced"><a href="${it.url}">${inLanguage(ctx, it.lang, it.title)}</a></h2>
${words ? html`<p>${inLanguage(ctx, it.lang, words)}</p>` : nothing}</section>`
}

/** What a tag means, above what carries it. */
function tagLine(ctx: Request, tag: ShownTag): Html {
  const { t } = ctx.locale
  return html`<p class="quiet">${tag.description ? html`<span class="written">${tag.description}</span> ` : nothing}<a href="/c/${spaceOf(ctx).slug}/tags/${encodeURIComponent(tag.name)}">${t('discussions.tags.look', { name: tag.name })}</a></p>`
}

/** Stories are chosen by how they begin. */
function opening(ctx: Request, one: DiscussionCard & { openingHtml?: string }): Html {
  const words = one.openingHtml ? excerptOf(one.openingHtml, 220) : ''
  return words ? html`<p class="excerpt story">${inLanguage(ctx, one.lang, words)}</p>` : nothing
}
