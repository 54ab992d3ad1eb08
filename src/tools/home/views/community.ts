import { type Html, html, nothing } from '../../../platform/html.ts'
import { type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { layout } from '../../../ui/layout.ts'
import { banner, buttonLink, emptyPlace, icon } from '../../../ui/parts.ts'
import { discussionRow, excerptView, type Latest } from '../../discussions/index.ts'
import type { Steps } from '../routes.ts'
import type { Waiting } from '../waiting.ts'
import { waitingPanel } from './waiting.ts'

interface Home {
  waiting: Waiting[]
  latest: Latest[]
  steps: Steps | null
}

export function communityHome(ctx: Request, it: Home): Html {
  const { t } = ctx.locale
  const space = spaceOf(ctx)
  const here = `/c/${space.slug}`
  const start =
    space.closed || space.standing === 'guest'
      ? nothing
      : buttonLink(`${here}/discussions/new`, html`${icon(ctx, 'plus')} ${t('home.start')}`, 'always')
  return layout(ctx, {
    title: t('ui.place.home'),
    place: 'home',
    main: html`<div class="title">${banner(ctx)}<h1>${space.name}</h1>
${space.purpose ? html`<p class="lead" lang="${space.lang}">${space.purpose}</p>` : nothing}
<p class="cluster">${start}${space.standing === 'host' ? html`<a class="button plain" href="${here}/settings">${icon(ctx, 'settings-2', true)} ${t('home.settings')}</a>` : nothing}</p></div>
${waitingPanel(ctx, it.waiting, false)}
${it.steps ? stepsView(ctx, it.steps, here) : nothing}
<section aria-labelledby="new"><div class="head"><h2 id="new">${t(it.latest.some((one) => one.unread) ? 'home.new' : 'home.latest')}</h2> ${it.latest.length ? html`<a href="${here}/discussions">${t('home.all-of-it')}</a>` : nothing}</div>
${it.latest.length ? html`<ul class="rows" role="list">${it.latest.map((one) => discussionRow(ctx, one, excerptView(ctx, one)))}</ul>` : emptyPlace(ctx, t('home.nothing-yet'), start)}</section>
<p class="quiet with-icon">${icon(ctx, 'lock', true)} <span>${t('ui.only-people', { count: space.people, community: space.name })}</span></p>`,
  })
}

/** The host's first hour: what is done is ticked, the rest is one tap away. */
function stepsView(ctx: Request, steps: Steps, here: string): Html {
  const { t } = ctx.locale
  const step = (done: boolean, name: string, address: string) =>
    html`<li>${icon(ctx, done ? 'circle-check' : 'arrow-right')}${done ? html`<span class="name">${t(`home.step.${name}`)} <span class="vh">${t('home.step.done')}</span></span>` : html`<a class="name" href="${address}">${t(`home.step.${name}`)}</a>`}<p class="quiet">${t(`home.step.${name}.hint`)}</p></li>`
  return html`<section class="panel" aria-labelledby="steps"><h2 id="steps">${t('home.steps')}</h2><ul class="rows" role="list">
${step(steps.begun, 'begin', `${here}/discussions/new`)}${step(steps.invited, 'invite', `${here}/invitations`)}${step(steps.dressed, 'dress', `${here}/settings`)}</ul></section>`
}
