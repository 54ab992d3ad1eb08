import { type Html, html, nothing, trusted } from '../../../platform/html.ts'
import { excerptOf } from '../../../platform/markdown/markdown.ts'
import { pageOf } from '../../../spine/messages/read.ts'
import { mayStart, type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { placeNav } from '../../../spine/spaces/tabs.ts'
import { layout } from '../../../ui/layout.ts'
import { liveList } from '../../../ui/live.ts'
import { PAGE } from '../../../ui/page-size.ts'
import { buttonLink, emptyPlace, icon, inLanguage } from '../../../ui/parts.ts'
import { timeOf } from '../../../ui/time.ts'
import type { ListedRoom } from '../list.ts'
import { hoursSaid } from './quiet.ts'

/** The rooms of a space and of its circles; where there is none, the one that is suggested. */
export function listPage(ctx: Request, rooms: ListedRoom[]): Html {
  const { t } = ctx.locale
  const here = `/c/${spaceOf(ctx).slug}/rooms`
  const opens = mayStart(spaceOf(ctx))
  const [alive, closed] = [rooms.filter((one) => !one.closed), rooms.filter((one) => one.closed)]
  return layout(ctx, {
    title: t('rooms.title'),
    place: 'talk',
    main: html`<link rel="stylesheet" href="${ctx.site.assets.rooms}">${placeNav(ctx, 'talk', 'rooms')}
<div class="title"${liveList(ctx, [spaceOf(ctx).id])}><div class="head"><h1>${t('rooms.title')}</h1>${opens && rooms.length ? buttonLink(`${here}/new`, html`${icon(ctx, 'plus')} ${t('rooms.new')}`) : nothing}</div>
<p class="lead">${t('rooms.lead')}</p></div>
${rooms.length ? html`<ul class="rows rooms" role="list">${alive.map((one) => row(ctx, one))}</ul>` : emptyPlace(ctx, t('rooms.none'), opens ? suggestion(ctx, here) : undefined)}
${closed.length ? html`<details class="more"><summary>${icon(ctx, 'chevron-right', true)} ${t('rooms.closed', { count: closed.length })}</summary><ul class="rows rooms" role="list">${closed.map((one) => row(ctx, one))}</ul></details>` : nothing}`,
  })
}

/** The first room is for whatever has no other place: it stands ready, and can be called something else. */
function suggestion(ctx: Request, here: string): Html {
  const { t } = ctx.locale
  const first = new URLSearchParams({ title: t('rooms.first'), about: t('rooms.first.about') })
  return buttonLink(`${here}/new?${first}`, t('rooms.first.open'))
}

function row(ctx: Request, one: ListedRoom): Html {
  const { t } = ctx.locale
  const words = one.lastHtml ? excerptOf(one.lastHtml, 120) : ''
  return html`<li data-row="${one.id}"${one.unread ? trusted(' class="fresh"') : nothing}>${icon(ctx, one.level === 'muted' ? 'bell-off' : 'messages-square')}<span class="head"><a class="name" href="${placeIn(one)}">${inLanguage(ctx, one.lang, one.title)}</a>
${newSign(ctx, one)}${one.circle ? html` <span class="sign written">${one.circle}</span>` : nothing}${one.pinned ? html` <span class="sign">${icon(ctx, 'pin', true)} ${t('rooms.first-sign')}</span>` : nothing}</span>
${one.about ? html`<p class="quiet written">${one.about}</p>` : nothing}
${words ? html`<p class="excerpt"><span class="by written">${t('ui.says', { name: one.lastBy })}</span> ${inLanguage(ctx, one.lastLang, words)}</p>` : nothing}
<p class="quiet">${one.lastNumber ? timeOf(ctx, one.lastAt) : t('rooms.nothing-yet')}${one.quietHours ? html` · ${hoursSaid(ctx, one)}` : nothing}</p></li>`
}

/** A room is entered where it becomes new, else at its end. */
export function placeIn(one: Pick<ListedRoom, 'url' | 'lastNumber' | 'firstUnread'>): string {
  const number = one.firstUnread ?? one.lastNumber
  if (!number) return one.url
  const latest = number > one.lastNumber - PAGE
  return `${one.url}${latest ? '' : `?page=${pageOf(number)}`}#m${number}`
}

/** How much is new, and whether one is named there. */
export function newSign(ctx: Request, one: Pick<ListedRoom, 'unread' | 'named'>): Html {
  const { t } = ctx.locale
  if (one.named) return html`<span class="sign need">${t('rooms.named')}</span>`
  return one.unread ? html`<span class="sign new">${t('rooms.new-count', { count: one.unread })}</span>` : nothing
}
