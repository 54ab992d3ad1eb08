import { type Html, html, nothing } from '../../../platform/html.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import { checkbox, formKey, verb } from '../../../ui/form.ts'
import { layout } from '../../../ui/layout.ts'
import { emptyPlace, icon } from '../../../ui/parts.ts'
import { timeOf } from '../../../ui/time.ts'

interface Found {
  check: string
  state: string
  says: string
  todo: string | null
}

interface Health {
  at: string | null
  findings: Found[]
  letters: { weekly: boolean; alarms: boolean }
}

const icons: Record<string, string> = {
  well: 'circle-check',
  unknown: 'message-circle-question-mark',
  warning: 'triangle-alert',
  wrong: 'x',
}

/** How the site is: first what needs a hand, then what is well. */
export function healthPage(ctx: Request, health: Health, looking: boolean): Html {
  const { t } = ctx.locale
  const toDo = health.findings.filter(({ state }) => state === 'wrong' || state === 'warning')
  const rest = health.findings.filter((finding) => !toDo.includes(finding))
  return layout(ctx, {
    title: t('operating.health'),
    main: html`<link rel="stylesheet" href="${ctx.site.assets.settings}"><div class="title"><h1>${t('operating.health')}</h1>
<p class="lead">${health.at === null ? t('operating.health.lead') : toDo.length ? t('operating.health.some', { count: toDo.length }) : t('operating.health.all-well')}</p>
<div class="cluster">${verb('/operating/health', t('operating.health.look'))}${health.at ? html`<p class="quiet">${t('operating.health.looked')} ${timeOf(ctx, health.at)}</p>` : nothing}</div></div>
${looking ? html`<p class="panel good" role="status">${t('operating.health.looking')} <a href="/operating/health">${t('operating.health.show')}</a></p>` : nothing}
${health.at === null && !looking ? emptyPlace(ctx, t('operating.health.none')) : nothing}
${toDo.length ? html`<section class="stack"><h2>${t('operating.health.to-do')}</h2>${list(ctx, toDo)}</section>` : nothing}
${rest.length ? html`<section class="stack"><h2>${t('operating.health.well')}</h2>${list(ctx, rest)}</section>` : nothing}
<section class="stack"><h2>${t('operating.health.letters')}</h2>
<form class="stack" method="post" action="/operating/health/letters">${formKey()}
<div class="choices">${checkbox({ name: 'weekly', words: t('operating.health.letters.weekly'), checked: health.letters.weekly })}
${checkbox({ name: 'alarms', words: t('operating.health.letters.alarms'), checked: health.letters.alarms })}</div>
<p><button class="button second" type="submit">${t('ui.keep')}</button></p></form></section>
<p class="quiet"><a href="/operating">${t('operating.title')}</a></p>`,
  })
}

function list(ctx: Request, findings: Found[]): Html {
  const { t } = ctx.locale
  return html`<ul class="rows health" role="list">${findings.map(
    ({ check, state, says, todo }) => html`<li data-state="${state}">${icon(ctx, icons[state]!)}
<p class="cluster"><strong>${t(`operating.check.${check}`)}</strong>${state === 'well' ? html`<span class="vh">${t('operating.state-of.well')}</span>` : html`<span class="sign${state === 'unknown' ? '' : ' need'}">${t(`operating.state-of.${state}`)}</span>`}</p>
<p>${says}</p>${todo ? html`<p class="quiet todo">${todo}</p>` : nothing}</li>`,
  )}</ul>`
}
