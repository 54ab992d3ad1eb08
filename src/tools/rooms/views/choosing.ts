import { type Html, html, nothing, trusted } from '../../../platform/html.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import { placeNav } from '../../../spine/spaces/tabs.ts'
import { type Again, formKey, problems } from '../../../ui/form.ts'
import { layout } from '../../../ui/layout.ts'
import { emptyPlace, icon, inLanguage } from '../../../ui/parts.ts'
import { timeOf } from '../../../ui/time.ts'
import { dayFrom, type Week } from '../choosing.ts'

/** What was said in a week, each with a box: of chosen words a page that sums it up is made, or something else. */
export function choosingPage(ctx: Request, week: Week, again: Again = {}): Html {
  const { t } = ctx.locale
  const { room, since, said, more, makings } = week
  const here = `${room.url}/choosing`
  const chosen = [again.typed?.messages ?? []].flat()
  const day = (days: number) =>
    ctx.locale.date(new Date(dayFrom(since, days)), 'UTC', { weekday: 'long', day: 'numeric', month: 'long' })
  const later = dayFrom(since, 7)
  const isPast = Date.parse(later) < ctx.now.getTime()
  return layout(ctx, {
    title: t('rooms.choose.title', { room: room.title }),
    place: 'talk',
    main: html`<link rel="stylesheet" href="${ctx.site.assets.rooms}">${placeNav(ctx, 'talk', 'rooms')}
<div class="title"><h1>${t('rooms.choose')}</h1>
<p class="quiet">${t('rooms.choose.lead')}</p>
<p><a class="with-icon written" href="${room.url}">${icon(ctx, 'chevron-left', true)} <span>${room.title}</span></a></p></div>
${problems(ctx, again)}
<nav class="cluster" aria-label="${t('rooms.choose.weeks')}"><a class="button second" rel="prev" href="${here}?since=${dayFrom(since, -7)}">${t('rooms.choose.before')}</a> <b>${t('rooms.choose.span', { from: day(0), to: day(6) })}</b> ${isPast ? html`<a class="button second" rel="next" href="${here}?since=${later}">${t('rooms.choose.after')}</a>` : nothing}</nav>
${
  said.length
    ? html`<form class="stack" method="post" action="${here}">${formKey()}<input type="hidden" name="since" value="${since}">
<fieldset class="stack chosen"><legend class="vh">${t('rooms.said')}</legend>
${said.map((one) => html`<label class="choice"><input type="checkbox" name="messages" value="${one.number}"${chosen.includes(String(one.number)) ? trusted(' checked') : nothing}> <span><b class="written">${one.name}</b> <span class="quiet">${timeOf(ctx, one.at.toISOString())}</span> <span class="written">${inLanguage(ctx, one.lang, one.words)}</span></span></label>`)}</fieldset>
<p class="cluster">${makings.map((one) => html`<button class="button${one.tool === 'pages' ? '' : ' second'}" type="submit" name="make" value="${one.tool}">${icon(ctx, one.icon, true)} ${one.words(ctx.locale)}</button>`)}</p></form>
${more ? html`<p><a class="button second" rel="next" href="${here}?since=${since}&amp;after=${more}">${t('rooms.later')}</a></p>` : nothing}`
    : emptyPlace(ctx, t('rooms.choose.none'))
}`,
  })
}
