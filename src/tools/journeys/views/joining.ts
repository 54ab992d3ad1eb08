import { type Html, html, nothing } from '../../../platform/html.ts'
import { type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { checkbox, tap, verb } from '../../../ui/form.ts'
import { icon, joinFirst } from '../../../ui/parts.ts'
import type { ShownStep } from '../present.ts'
import type { JourneyLook } from './journey.ts'
import { leadsTo, line, stepFacts } from './words.ts'

/** What comes next for whoever looks: joining, waiting, the next step, or looking back. */
export function joining(ctx: Request, it: JourneyLook): Html {
  if (it.state === 'draft') return nothing
  if (it.waits) return waiting(ctx, it)
  if (it.going) return nextStep(ctx, it)
  if (spaceOf(ctx).standing === 'visitor') return joinFirst(ctx)
  return it.mayJoin ? join(ctx, it) : closed(ctx, it)
}

function join(ctx: Request, it: JourneyLook): Html {
  const { t } = ctx.locale
  const left = it.places === null ? null : Math.max(0, it.places - it.goingCount)
  const dates = it.steps.filter(({ must, meeting }) => must && meeting && !meeting.cancelled && !meeting.over)
  const words = left === 0 ? t('journeys.join.wait') : t('journeys.join')
  return html`<section class="panel good stack" aria-labelledby="join"><h2 id="join">${t('journeys.join.heading')}</h2>
${left === null ? nothing : html`<p>${left ? t('journeys.places', { count: left }) : t('journeys.full')}</p>`}
<form class="stack" method="post" action="${it.url}/joining">
${dates.length ? checkbox({ name: 'answers', words: t('journeys.join.answers', { count: dates.length }), hint: t('journeys.join.answers.hint'), checked: true }) : nothing}
<p><button class="button" type="submit">${words}</button></p></form></section>`
}

function closed(ctx: Request, it: JourneyLook): Html {
  const { t } = ctx.locale
  if (it.state === 'ended' || spaceOf(ctx).closed || it.guided) return nothing
  return html`<p class="panel">${t('journeys.joining-over')}</p>`
}

function waiting(ctx: Request, it: JourneyLook): Html {
  const { t } = ctx.locale
  return html`<section class="panel cluster" role="status"><p>${t('journeys.waiting', { count: it.before })}</p>${leaveForm(ctx, it)}</section>`
}

/** "Go on here": the step to go on with, to be done by one tap. */
function nextStep(ctx: Request, it: JourneyLook): Html {
  const { t } = ctx.locale
  const step = it.steps.find(({ id }) => id === it.nextStep)
  const just = it.steps.find(({ id, done }) => id === it.just && done)
  return html`${just ? justDone(ctx, just) : nothing}
<section class="panel good stack" aria-labelledby="next">${step ? goOn(ctx, it, step) : html`<h2 id="next">${t(it.stepCount ? 'journeys.all-done' : 'journeys.no-steps')}</h2>${it.stepCount ? html`<p><a href="${it.url}/my-way">${t('journeys.all-done.look')}</a></p>` : nothing}`}</section>`
}

function goOn(ctx: Request, it: JourneyLook, step: ShownStep): Html {
  const { t } = ctx.locale
  const led = step.led || step.address ? html`<p>${leadsTo(ctx, step)}</p>` : nothing
  return html`<h2 id="next">${t(it.doneCount ? 'journeys.next' : 'journeys.first')}</h2>
<p class="goal"><a class="written" lang="${it.lang}" href="${step.url}">${step.title}</a></p>
<p class="quiet">${line(stepFacts(ctx, step))}</p>${led}
<div class="cluster">${doing(ctx, it, step)}<a class="button second" href="${step.url}">${t('journeys.look-at')}</a></div>
<p class="quiet">${t('journeys.so-far', { done: it.doneCount, count: it.stepCount })}</p>`
}

/** What one tap can do with a step: to say that one comes, or that it is done. */
export function doing(ctx: Request, it: { mayTick: boolean }, step: ShownStep, from = '?from=path'): Html {
  const { t } = ctx.locale
  const { meeting } = step
  if (!it.mayTick || step.done) return nothing
  if (meeting && !meeting.over) {
    if (meeting.reply === 'yes')
      return html`<span class="sign new">${icon(ctx, 'check', true)} ${t('journeys.coming')}</span>`
    if (meeting.cancelled) return nothing
    return verb(
      `${step.url}/coming${from}`,
      html`${t('journeys.come')}<span class="vh written">: ${step.title}</span>`,
      {
        reply: 'yes',
      },
    )
  }
  // What is to be written or brought is done by that.
  if (step.kind === 'reflect' || step.bring) return nothing
  return tap(ctx, `${step.url}/doneness${from}`, t('journeys.done'), step.title)
}

/** After a tap without script: what it was, and a way back. */
function justDone(ctx: Request, step: ShownStep): Html {
  const { t } = ctx.locale
  return html`<section class="panel cluster" role="status"><p>${ctx.locale.rich('journeys.just', { title: html`<span class="written">${step.title}</span>` })}</p>
${verb(`${step.url}/doneness?from=path`, html`${t('ui.undo')}<span class="vh written">: ${step.title}</span>`, { on: 'false' })}</section>`
}

export function leaveForm(ctx: Request, it: { url: string }): Html {
  return verb(`${it.url}/leaving`, ctx.locale.t('journeys.leave'), {}, 'plain')
}
