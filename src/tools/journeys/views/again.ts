import { type Html, html, nothing } from '../../../platform/html.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import { placeNav } from '../../../spine/spaces/tabs.ts'
import { type Again, field, formKey, problems } from '../../../ui/form.ts'
import { layout } from '../../../ui/layout.ts'
import type { Shifted } from '../again.ts'
import type { Journey } from '../journeys.ts'

/** Going again with a new group: first the day it begins, which shifts the others. */
export function againPage(
  ctx: Request,
  { it, title, begins, dates }: { it: Journey; title: string; begins: string; dates: Shifted[] },
  again: Again = {},
): Html {
  const { t } = ctx.locale
  const days = again.typed?.days
  const typed = (i: number) => (Array.isArray(days) ? days[i] : days)
  return layout(ctx, {
    title: t('journeys.again'),
    place: 'calendar',
    main: html`${placeNav(ctx, 'calendar', 'journeys')}<div class="title"><h1>${t('journeys.again')}</h1><p class="quiet"><a class="written" lang="${it.lang}" href="${it.url}">${it.title}</a></p><p class="lead">${t('journeys.again.lead')}</p></div>
${problems(ctx, again)}
<form class="stack" method="post" action="${it.url}/again">${formKey()}
${field(ctx, { name: 'title', label: t('journeys.field.title'), required: true, most: 200, value: title }, again)}
${field(ctx, { name: 'begins', label: t('journeys.field.begins'), type: 'date', required: true, value: begins }, again)}
${dates.length ? html`<p><button class="button second" type="submit" formmethod="get" formnovalidate>${t('journeys.again.shift')}</button></p>` : nothing}
${
  dates.length
    ? html`<fieldset class="stack"><legend>${t('journeys.again.dates')}</legend><p class="quiet">${t('journeys.again.dates.hint')}</p>
${dates.map(({ stepId, title, day }, i) => html`<input type="hidden" name="steps" value="${stepId}">${field(ctx, { id: `day-${stepId}`, name: 'days', label: html`<span class="written" lang="${it.lang}">${title}</span>`, type: 'date', value: again.typed ? (typed(i) ?? '') : day })}`)}</fieldset>`
    : nothing
}
<p class="cluster"><button class="button" type="submit">${t('journeys.again.now')}</button> <a href="${it.url}">${t('journeys.not-now')}</a></p></form>`,
  })
}
