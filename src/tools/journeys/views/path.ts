import { type Html, html, nothing, trusted } from '../../../platform/html.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import { icon } from '../../../ui/parts.ts'
import type { ShownGoer, ShownStep } from '../present.ts'
import { doing } from './joining.ts'
import type { JourneyLook } from './journey.ts'
import { awayWords, byStage, line, stepFacts, stepIcons } from './words.ts'

/** So many of those who are at a step are named there. */
const NAMED = 3

/** All steps in order, under their stages, with what one has done and who is where. */
export function path(ctx: Request, it: JourneyLook): Html {
  const { t } = ctx.locale
  if (!it.steps.length) return it.changes ? html`<p class="quiet">${t('journeys.no-steps')}</p>` : nothing
  return html`<section id="path" aria-labelledby="path-heading"><h2 id="path-heading">${t('journeys.path', { count: it.steps.length })}</h2>
${byStage(it.steps).map(({ stage, steps }) => html`${stage ? html`<h3 class="written stage" lang="${it.lang}">${stage}</h3>` : nothing}<ol class="rows acts path" role="list">${steps.map((step) => row(ctx, it, step))}</ol>`)}</section>`
}

function row(ctx: Request, it: JourneyLook, step: ShownStep): Html {
  const { t } = ctx.locale
  const at = it.group.filter((one) => one.at === step.id && one.person.id !== ctx.me?.id)
  const around = [
    ...(step.doneCount ? [html`${t('journeys.done-by', { count: step.doneCount })}`] : []),
    ...(at.length ? [hereWords(ctx, at)] : []),
  ]
  return html`<li id="s-${step.id}"${step.done ? trusted(' class="did"') : nothing}>${icon(ctx, step.done ? 'circle-check' : stepIcons[step.kind])}<a class="name written" lang="${it.lang}" href="${step.url}">${step.title}</a>
<p class="quiet">${step.done ? html`<strong>${t('journeys.did')}</strong> <span aria-hidden="true">·</span> ` : nothing}${line(stepFacts(ctx, step))}</p>
${step.away ? html`<p class="quiet">${awayWords(ctx, step.kind)}</p>` : around.length ? html`<p class="quiet">${line(around)}</p>` : nothing}
${act(ctx, it, step)}</li>`
}

/** What can be done right there; the next step has it above. */
function act(ctx: Request, it: JourneyLook, step: ShownStep): Html {
  const what = step.id === it.nextStep ? nothing : doing(ctx, it, step)
  return what === nothing ? nothing : html`<div class="act">${what}</div>`
}

/** "Luc is here", "Luc, Yara and 2 others are here". */
function hereWords(ctx: Request, at: ShownGoer[]): Html {
  const { t } = ctx.locale
  const names = at.slice(0, NAMED).map(({ person }) => person.name)
  const more = at.length - names.length
  const all = ctx.locale.list(more > 0 ? [...names, t('journeys.others', { count: more })] : names)
  return ctx.locale.rich('journeys.here', { names: html`<span class="written">${all}</span>`, count: at.length })
}
