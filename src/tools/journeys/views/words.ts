import { type Html, html, nothing } from '../../../platform/html.ts'
import { type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { icon, inLanguage } from '../../../ui/parts.ts'
import { saidDay } from '../../../ui/time.ts'
import { saidWhen, type Timed } from '../../calendar/index.ts'
import type { ShownListed, ShownStep } from '../present.ts'
import type { StepKind } from '../steps.ts'

/** What a kind of step looks like; its word stands beside it. */
export const stepIcons: Record<StepKind, string> = {
  meet: 'calendar-days',
  read: 'book-open',
  do: 'hand-helping',
  reflect: 'quote',
  talk: 'messages-square',
}

export function kindWord(ctx: Request, kind: StepKind): string {
  const { t } = ctx.locale
  return {
    meet: t('journeys.kind.meet'),
    read: t('journeys.kind.read'),
    do: t('journeys.kind.do'),
    reflect: t('journeys.kind.reflect'),
    talk: t('journeys.kind.talk'),
  }[kind]
}

/** A day as people say it, with the day itself at hand. */
export function dayWords(ctx: Request, day: string): Html {
  return html`<time datetime="${day}">${saidDay(ctx, day).day}</time>`
}

/** When a journey is, and how it stands, one after the other: "Begins on 7 December", "At your own pace". */
export function stateWords(ctx: Request, it: ShownListed): Html[] {
  const { t, rich } = { t: ctx.locale.t, rich: ctx.locale.rich.bind(ctx.locale) }
  if (it.state === 'draft') return [html`${t('journeys.state.draft')}`]
  if (it.state === 'ended')
    return [
      it.endsOn
        ? rich('journeys.state.ended-on', { day: dayWords(ctx, it.endsOn) })
        : html`${t('journeys.state.ended')}`,
    ]
  const when =
    it.beginsOn === null
      ? html`${t('journeys.own-pace')}`
      : it.state === 'open'
        ? rich('journeys.state.begins', { day: dayWords(ctx, it.beginsOn) })
        : rich('journeys.state.since', { day: dayWords(ctx, it.beginsOn) })
  const until = it.joinable && it.joinUntil ? [rich('journeys.join-until', { day: dayWords(ctx, it.joinUntil) })] : []
  return [when, ...until]
}

/** The date of a step as the calendar says it. */
function whenWords(ctx: Request, meeting: NonNullable<ShownStep['meeting']>): string {
  const timed: Timed = { ...meeting, fromAt: new Date(meeting.from), untilAt: new Date(meeting.until) }
  return saidWhen(ctx.locale, timed, ctx.timeZone, ctx.now)
}

/** On site, online, or both. */
function whereWords(ctx: Request, { place, link, dialIn }: NonNullable<ShownStep['meeting']>): Html {
  const { t } = ctx.locale
  const online = link !== '' || dialIn !== ''
  if (place && online) return html`<span class="written">${place}</span>, ${t('journeys.or-online')}`
  if (place) return html`<span class="written">${place}</span>`
  return online ? html`${t('journeys.online')}` : nothing
}

/**
 * What is known of a step besides its title: kind, when, where, how long, whether one may leave it out. Of a day that is over
 * only who arranges the steps is told: nobody is late on a journey.
 */
export function stepFacts(ctx: Request, step: ShownStep, arranging = false): Html[] {
  const { t } = ctx.locale
  const { meeting } = step
  const where = meeting ? whereWords(ctx, meeting) : nothing
  const off = meeting?.cancelled ? html`<strong>${t('journeys.off')}</strong> ` : nothing
  return [
    html`${kindWord(ctx, step.kind)}`,
    ...(meeting ? [html`${off}${whenWords(ctx, meeting)}`] : []),
    ...(where === nothing ? [] : [where]),
    ...(!meeting && step.day ? opens(ctx, step.day, arranging) : []),
    ...(step.minutes ? [html`${t('journeys.minutes', { count: step.minutes })}`] : []),
    ...(step.must ? [] : [html`${t('journeys.may')}`]),
  ]
}

function opens(ctx: Request, day: string, arranging: boolean): Html[] {
  const { when } = saidDay(ctx, day)
  if (when === 'today') return [html`${ctx.locale.t('journeys.opens-today')}`]
  if (when === 'late' && !arranging) return []
  return [ctx.locale.rich('journeys.opens', { day: dayWords(ctx, day) })]
}

/** Facts in one line, as signs that may break between them. */
export function line(parts: readonly Html[]): Html {
  return html`${parts.map((part, i) => html`${i ? html` <span aria-hidden="true">·</span> ` : nothing}<span>${part}</span>`)}`
}

/** What a step leads to, as a link; or that it was taken away. */
export function leadsTo(ctx: Request, step: ShownStep): Html {
  const { t } = ctx.locale
  if (step.led)
    return html`<a class="written" href="${step.led.url}">${inLanguage(ctx, step.led.lang, step.led.title)}</a>`
  if (step.address)
    return html`<a class="written" href="${step.address}" rel="noopener nofollow">${step.address}</a> ${icon(ctx, 'external-link', true)}`
  return step.away
    ? html`<span class="quiet">${awayWords(ctx, step.kind)}</span>`
    : html`${t('journeys.leads-nowhere')}`
}

export function awayWords(ctx: Request, kind: StepKind): string {
  const { t } = ctx.locale
  return {
    meet: t('journeys.away.meet'),
    read: t('journeys.away.read'),
    do: t('journeys.away.read'),
    reflect: t('journeys.away.read'),
    talk: t('journeys.away.talk'),
  }[kind]
}

/** The steps of each stage, in order. */
export function byStage<S extends { stage: string }>(steps: readonly S[]): { stage: string; steps: S[] }[] {
  const stages: { stage: string; steps: S[] }[] = []
  for (const step of steps) {
    const last = stages.at(-1)
    if (last?.stage === step.stage) last.steps.push(step)
    else stages.push({ stage: step.stage, steps: [step] })
  }
  return stages
}

export const here = (ctx: Request) => `/c/${spaceOf(ctx).slug}/journeys`
