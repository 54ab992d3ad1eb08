import { type Html, html, nothing, trusted } from '../../../platform/html.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import { placeNav } from '../../../spine/spaces/tabs.ts'
import { layout } from '../../../ui/layout.ts'
import { icon } from '../../../ui/parts.ts'
import type { Journey } from '../journeys.ts'
import type { SharedWords } from '../own-way.ts'
import type { ShownStep } from '../present.ts'
import { byStage, dayWords, line, stepFacts, stepIcons } from './words.ts'

interface Look {
  it: Journey
  guides: { name: string }[]
  goingCount: number
  steps: ShownStep[]
  shared: SharedWords[]
}

/** What a group did together, and what it shared: to look back on, and to print. */
export function lookingBackPage(ctx: Request, look: Look): Html {
  const { t } = ctx.locale
  const { it, goingCount, steps, guides } = look
  const names = html`<span class="written">${ctx.locale.list(guides.map(({ name }) => name))}</span>`
  return layout(ctx, {
    title: t('journeys.looking-back'),
    place: 'calendar',
    kind: 'reading journey',
    main: html`${placeNav(ctx, 'calendar', 'journeys')}
<div class="title"><h1>${t('journeys.looking-back')}</h1><p class="quiet"><a class="written" lang="${it.lang}" href="${it.url}">${it.title}</a></p>
<p class="lead">${it.beginsOn ? ctx.locale.rich('journeys.back.since', { count: goingCount, day: dayWords(ctx, it.beginsOn) }) : t('journeys.back.went', { count: goingCount })}${guides.length ? html` ${ctx.locale.rich('journeys.back.guides', { names })}` : nothing}</p></div>
${byStage(steps).map(({ stage, steps: some }) => html`${stage ? html`<h2 class="written stage" lang="${it.lang}">${stage}</h2>` : nothing}${some.map((step) => one(ctx, look, step))}`)}
<p class="no-print"><a href="${it.url}/my-way">${t('journeys.my-way')}</a></p>`,
  })
}

function one(ctx: Request, { it, shared }: Look, step: ShownStep): Html {
  const { t } = ctx.locale
  const words = shared.filter(({ stepId }) => stepId === step.id)
  const facts = [
    ...stepFacts(ctx, step),
    ...(step.doneCount ? [html`${t('journeys.done-by', { count: step.doneCount })}`] : []),
  ]
  return html`<section class="stack way"><h3 class="written with-icon" lang="${it.lang}">${icon(ctx, stepIcons[step.kind], true)} <span>${step.title}</span></h3><p class="quiet">${line(facts)}</p>
${words.map(({ html: said, lang, name }) => html`<figure class="shared"><div class="prose written" lang="${lang}">${trusted(said)}</div><figcaption class="quiet written">${name}</figcaption></figure>`)}</section>`
}
