import { type Html, html, nothing } from '../../../platform/html.ts'
import { type Request, spaceOf } from '../../../spine/request/ctx.ts'
import type { DoorRules } from '../../../spine/spaces/door.ts'
import type { Welcoming } from '../../../spine/spaces/welcoming.ts'
import { verb } from '../../../ui/form.ts'
import { layout } from '../../../ui/layout.ts'
import { buttonLink, emblem, icon, inLanguage } from '../../../ui/parts.ts'
import { timeOf } from '../../../ui/time.ts'
import type { ComingDate } from '../../calendar/index.ts'
import type { Latest } from '../../discussions/index.ts'
import { asked } from '../../welcome/index.ts'
import { pathAddress } from '../path.ts'

/** What there is to see of a community for somebody new. */
export interface Seen {
  rules: DoorRules
  welcoming: Welcoming
  latest: Latest[]
  dates: ComingDate[]
}

/** The community from outside and on the first day inside, to look at. */
export function newcomerPage(ctx: Request, it: Seen): Html {
  const { t } = ctx.locale
  const { slug } = spaceOf(ctx)
  return layout(ctx, {
    title: t('beginning.newcomer'),
    place: 'home',
    main: html`<div class="title"><h1>${t('beginning.newcomer')}</h1><p class="lead">${t('beginning.newcomer.lead')}</p></div>
${outside(ctx, it)}
${inside(ctx, it)}
<div class="cluster">${verb(`/c/${slug}/beginning/newcomer`, t('beginning.newcomer.seen'), {}, '')} <a href="${pathAddress(slug)}">${t('beginning.back')}</a></div>`,
  })
}

function outside(ctx: Request, { rules, welcoming }: Seen): Html {
  const { t } = ctx.locale
  const space = spaceOf(ctx)
  const known = {
    hidden: () => t('beginning.seen.hidden'),
    listed: () => t('beginning.seen.listed'),
    announced: () => t('beginning.seen.announced'),
    open: () => t('beginning.seen.open'),
  }
  const way = {
    invitation: () => t('beginning.seen.invitation'),
    request: () => t('beginning.seen.request'),
    free: () => t('beginning.seen.free'),
  }
  const questions = rules.joining === 'request' ? rules.questions : []
  return html`<section class="stack" aria-labelledby="outside"><h2 id="outside">${t('beginning.outside')}</h2>
<p class="readers">${icon(ctx, rules.visibility === 'hidden' ? 'eye-off' : 'eye', true)} <span>${known[rules.visibility]()}</span></p>
<div class="panel stack"><div class="cluster">${emblem(ctx, space)}<h3>${inLanguage(ctx, space.lang, space.name)}</h3></div>
${space.purpose ? html`<p class="written">${inLanguage(ctx, space.lang, space.purpose)}</p>` : html`<p class="quiet">${t('beginning.no-purpose')}</p>`}
${asked(ctx, welcoming, { address: `/c/${space.slug}/door`, lang: space.lang })}
<p>${way[rules.joining]()}</p>
${questions.length ? html`<ul class="written">${questions.map((question) => html`<li>${inLanguage(ctx, space.lang, question)}</li>`)}</ul>` : nothing}</div>
<p class="quiet">${t('beginning.newcomer.say.hint')}</p><p>${buttonLink(`/c/${space.slug}/settings/welcome`, t('beginning.newcomer.say'), 'second')}</p></section>`
}

function inside(ctx: Request, { latest, dates }: Seen): Html {
  const { t } = ctx.locale
  const empty = (words: string) => html`<p class="quiet">${words}</p>`
  return html`<section class="stack" aria-labelledby="inside"><h2 id="inside">${t('beginning.inside')}</h2>
<div class="panel stack"><h3>${t('beginning.inside.talk')}</h3>
${latest.length ? html`<ul>${latest.map((one) => html`<li><a class="written" href="${one.url}">${inLanguage(ctx, one.lang, one.title)}</a></li>`)}</ul>` : empty(t('beginning.inside.no-talk'))}
<h3>${t('beginning.inside.dates')}</h3>
${dates.length ? html`<ul>${dates.map((one) => html`<li><a class="written" href="${one.url}">${inLanguage(ctx, one.lang, one.title)}</a>, ${timeOf(ctx, one.from)}</li>`)}</ul>` : empty(t('beginning.inside.no-dates'))}
<h3>${t('beginning.inside.people')}</h3><p>${t('ui.people-count', { count: spaceOf(ctx).people })}</p></div></section>`
}
