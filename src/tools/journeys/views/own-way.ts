import { type Html, html, nothing, trusted } from '../../../platform/html.ts'
import { meOf, type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { placeNav } from '../../../spine/spaces/tabs.ts'
import { layout } from '../../../ui/layout.ts'
import { icon } from '../../../ui/parts.ts'
import { dayOf } from '../../../ui/time.ts'
import type { Journey } from '../journeys.ts'
import { byStage } from './words.ts'

interface WayStep {
  id: number
  title: string
  stage: string
  done: boolean
  doneAt: string | null
  words: { html: string; lang: string; shared: boolean } | null
}

/** "My way": what one did and wrote, to keep and to print. It is shown to nobody else. */
export function ownWayPage(
  ctx: Request,
  { it, steps, guides }: { it: Journey; steps: WayStep[]; guides: { name: string }[] },
): Html {
  const { t } = ctx.locale
  const did = steps.filter(({ done, words }) => done || words)
  return layout(ctx, {
    title: t('journeys.my-way'),
    place: 'calendar',
    kind: 'reading journey',
    main: html`${placeNav(ctx, 'calendar', 'journeys')}
<div class="title"><h1>${t('journeys.my-way')}</h1><p class="quiet"><a class="written" lang="${it.lang}" href="${it.url}">${it.title}</a></p>
<p class="quiet with-icon no-print">${icon(ctx, 'lock', true)} <span>${t('journeys.my-way.lead')}</span></p></div>
${did.length ? html`${went(ctx, it, did, guides)}${byStage(did).map(({ stage, steps: some }) => html`${stage ? html`<h2 class="written stage" lang="${it.lang}">${stage}</h2>` : nothing}${some.map((step) => one(ctx, it, step))}`)}<p class="no-print">${t('journeys.my-way.print')}</p>` : html`<p>${t('journeys.my-way.none')}</p>`}`,
  })
}

/** One line that says who went which way, when and with whom: no certificate, nobody was examined. */
function went(ctx: Request, it: Journey, did: WayStep[], guides: { name: string }[]): Html {
  const days = did.flatMap(({ doneAt }) => (doneAt ? [doneAt] : [])).sort()
  const written = (text: string) => html`<span class="written">${text}</span>`
  const values = {
    name: written(meOf(ctx).name),
    title: html`<strong class="written" lang="${it.lang}">${it.title}</strong>`,
    community: written(spaceOf(ctx).name),
    guides: written(ctx.locale.list(guides.map(({ name }) => name))),
  }
  if (!days.length) return nothing
  const [first, last] = [dayOf(ctx, days[0]!), dayOf(ctx, days.at(-1)!)]
  const line = guides.length
    ? ctx.locale.rich('journeys.went.with', { ...values, first, last })
    : ctx.locale.rich('journeys.went', {
        name: values.name,
        title: values.title,
        community: values.community,
        first,
        last,
      })
  return html`<p class="panel went">${line}</p>`
}

function one(ctx: Request, it: Journey, step: WayStep): Html {
  const { t } = ctx.locale
  return html`<section class="stack way"><h3 class="written" lang="${it.lang}">${step.title}</h3>
${step.done ? html`<p class="quiet with-icon">${icon(ctx, 'circle-check', true)} <span>${step.doneAt ? ctx.locale.rich('journeys.did-on', { day: dayOf(ctx, step.doneAt) }) : t('journeys.did')}</span></p>` : nothing}
${step.words ? html`<div class="prose written" lang="${step.words.lang}">${trusted(step.words.html)}</div><p class="quiet">${t(step.words.shared ? 'journeys.reflect.is-shared' : 'journeys.reflect.is-private')}</p>` : nothing}</section>`
}
