import { type Html, html } from '../../../../platform/html.ts'
import { type Request, spaceOf } from '../../../../spine/request/ctx.ts'
import { placeNav } from '../../../../spine/spaces/tabs.ts'
import { layout } from '../../../../ui/layout.ts'
import { buttonLink, icon } from '../../../../ui/parts.ts'
import type { Format } from '../formats.ts'

/** The ways to meet, each with its questions in a fold, and a way to begin with it. */
export function formatsPage(ctx: Request, formats: Format[]): Html {
  const { t } = ctx.locale
  return layout(ctx, {
    title: t('meeting.formats'),
    place: 'calendar',
    main: html`${placeNav(ctx, 'calendar', 'calendar')}<div class="title"><h1>${t('meeting.formats')}</h1><p class="lead">${t('meeting.formats.lead')}</p></div>
${formats.map((one) => row(ctx, one))}`,
  })
}

function row(ctx: Request, it: Format): Html {
  const { t } = ctx.locale
  const questions = it.agenda.map(
    ({ min, ask }) => html`<li>${ask} <span class="quiet">${t('calendar.minutes', { count: min })}</span></li>`,
  )
  const use = html`${t('meeting.formats.use')}<span class="vh">: ${it.name}</span>`
  return html`<section class="stack template" id="${it.key}" aria-labelledby="f-${it.key}"><h2 id="f-${it.key}">${it.name}</h2><p>${it.for}</p>
<p class="quiet">${t('meeting.formats.facts', { count: it.minutes, size: it.size })}</p>
<details class="more"><summary>${icon(ctx, 'chevron-right', true)} ${t('meeting.formats.questions')}<span class="vh">: ${it.name}</span></summary><ol class="agenda">${questions}</ol><p class="quiet">${t('meeting.afterwards')} ${it.after}</p></details>
<p>${buttonLink(`/c/${spaceOf(ctx).slug}/events/new?format=${it.key}`, use, 'second')}</p></section>`
}
