import { type Html, html, nothing } from '../../../platform/html.ts'
import { mayStart, type Request, spaceOf } from '../../../spine/request/ctx.ts'
import type { Known } from '../../../spine/spaces/known.ts'
import type { Waiting } from '../../../spine/waiting.ts'
import { layout, steppedHue } from '../../../ui/layout.ts'
import { liveList } from '../../../ui/live.ts'
import { banner, buttonLink, emblem, emptyPlace, icon, inLanguage, onlyPeople } from '../../../ui/parts.ts'
import { homeLine, type Step } from '../../beginning/index.ts'
import { type ComingDate, comingSection, type Mark, todayLine } from '../../calendar/index.ts'
import {
  type Announcement,
  announcementPanel,
  discussionRow,
  excerptView,
  type Latest,
} from '../../discussions/index.ts'
import { type ShownThanks, thanksColumns } from '../../thanks/index.ts'
import { youAreHere } from '../../welcome/index.ts'
import { newsTitle } from './news.ts'
import { lookAfterSection, waitingPanel } from './waiting.ts'

interface Home {
  waiting: Waiting[]
  toLookAfter: Waiting[]
  circles: (Known & { url: string })[]
  latest: Latest[]
  announcement: Announcement | null
  since: Date | null
  coming: ComingDate[]
  today: Mark[]
  thanks: ShownThanks[]
  /** They are new here, and have not had enough of their first steps. */
  newcomer: boolean
  steps: Step[] | null
}

export function communityHome(ctx: Request, it: Home): Html {
  const { t } = ctx.locale
  const space = spaceOf(ctx)
  const here = `/c/${space.slug}`
  const start =
    mayStart(space) && space.tools.includes('discussions')
      ? buttonLink(`${here}/discussions/new`, html`${icon(ctx, 'plus')} ${t('home.start')}`, 'always')
      : nothing
  // Where nothing was said yet, it stands where that would be.
  const empty = space.tools.includes('discussions') && it.latest.length === 0
  return layout(ctx, {
    title: t('ui.place.home'),
    place: 'home',
    main: html`<div class="title"${liveList(ctx, [space.id])}>${banner(ctx)}<h1>${space.name}</h1>
${space.purpose ? html`<p class="lead" lang="${space.lang}">${space.purpose}</p>` : nothing}
<p class="cluster">${empty ? nothing : start}${space.standing === 'host' ? html`<a class="button plain" href="${here}/settings">${icon(ctx, 'settings-2', true)} ${t('home.settings')}</a>` : nothing}</p>${todayLine(ctx, it.today)}</div>
${it.steps ? homeLine(ctx, it.steps) : nothing}
${it.newcomer ? youAreHere(ctx) : nothing}
${it.announcement ? announcementPanel(ctx, it.announcement) : nothing}
${waitingPanel(ctx, it.waiting, false)}
${comingSection(ctx, it.coming, { heading: t('home.coming'), to: `${here}/calendar`, all: t('home.calendar') })}
${
  space.tools.includes('discussions')
    ? html`<section aria-labelledby="new"><div class="head"><h2 id="new">${newsTitle(ctx, it.latest, it.since)}</h2> ${it.latest.length ? html`<a href="${here}/discussions">${t('home.all-of-it')}</a>` : nothing}</div>
${it.latest.length ? html`<ul class="rows" role="list">${it.latest.map((one) => discussionRow(ctx, one, excerptView(ctx, one)))}</ul>` : emptyPlace(ctx, t('home.nothing-yet'), start)}</section>`
    : nothing
}
${it.thanks.length ? html`<section aria-labelledby="thanks"><div class="head"><h2 id="thanks">${t('home.thanks')}</h2> <a href="${here}/thanks">${t('home.all-thanks')}</a></div>${thanksColumns(ctx, it.thanks)}</section>` : nothing}
${circlesSection(ctx, it.circles, here)}
${lookAfterSection(ctx, it.toLookAfter, false)}
${onlyPeople(ctx)}
${space.standing === 'visitor' ? nothing : html`<p class="quiet"><a href="${here}/about/log">${t('home.log')}</a> · <a href="${here}/connections">${t('home.connections')}</a></p>`}`,
  })
}

/** One's circles here, and a way to the others. */
function circlesSection(ctx: Request, circles: Home['circles'], here: string): Html {
  const { t } = ctx.locale
  const mine = circles.filter((one) => one.standing && !one.closed)
  if (!circles.length) return nothing
  return html`<section aria-labelledby="circles"><div class="head"><h2 id="circles">${t('home.circles')}</h2> <a href="${here}/circles">${t('home.all-circles')}</a></div>
<ul class="rows" role="list">${mine.map((one) => html`<li class="hue-${steppedHue(one.hue)}">${emblem(ctx, one)}<a class="name" href="${one.url}">${inLanguage(ctx, one.lang, one.name)}</a><p class="quiet">${inLanguage(ctx, one.lang, one.purpose)}</p></li>`)}</ul></section>`
}
