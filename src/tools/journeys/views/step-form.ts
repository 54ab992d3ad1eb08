import { type Html, html, nothing, trusted } from '../../../platform/html.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import { placeNav } from '../../../spine/spaces/tabs.ts'
import { type Again, checkbox, choices, field, formKey, problems, select } from '../../../ui/form.ts'
import { layout } from '../../../ui/layout.ts'
import { icon, readers } from '../../../ui/parts.ts'
import { type ComingDate, saidWhen } from '../../calendar/index.ts'
import type { Journey } from '../journeys.ts'
import type { ShownStep } from '../present.ts'
import type { Step, StepKind } from '../steps.ts'
import { kindWord } from './words.ts'

interface Look {
  it: Journey
  kind: StepKind
  step?: Step
  /** Where the step leads now. */
  led?: ShownStep['led']
  stages: string[]
  dates: ComingDate[]
  titles: string[]
  typed: Record<string, string>
}

/** A step that is added, or said otherwise. */
export function stepFormPage(ctx: Request, look: Look, again: Again = {}): Html {
  const { t } = ctx.locale
  const { it, kind, step, stages, typed } = look
  const title = step ? t('journeys.step.edit') : t('journeys.step.new', { kind: kindWord(ctx, kind) })
  const draw = (name: string, label: string, more: Partial<Parameters<typeof field>[1]> = {}) =>
    field(ctx, { name, label, value: typed[name] ?? '', ...more }, again)
  return layout(ctx, {
    title,
    place: 'calendar',
    main: html`${placeNav(ctx, 'calendar', 'journeys')}<div class="title"><h1>${title}</h1><p class="quiet"><a class="written" lang="${it.lang}" href="${it.url}/steps">${it.title}</a></p></div>
${problems(ctx, again)}
<form class="stack" method="post" action="${step ? `${it.url}/steps/${step.id}/edit` : `${it.url}/steps`}">${formKey()}<input type="hidden" name="kind" value="${kind}">${step ? html`<input type="hidden" name="version" value="${step.version}">` : nothing}${it.openedAt ? readers(ctx) : nothing}
${draw('title', t('journeys.field.step-title'), { required: true, most: 200, hint: titleHint(ctx, kind) })}
${kind === 'meet' ? meeting(ctx, look, again) : nothing}
${kind === 'read' || kind === 'talk' ? leading(ctx, look, again) : nothing}
${draw('text', kind === 'reflect' ? t('journeys.field.question') : t('journeys.field.words'), { rows: 5, most: 10_000, hint: t('journeys.field.words.hint') })}
${kind === 'do' ? checkbox({ name: 'bring', words: t('journeys.field.bring'), hint: t('journeys.field.bring.hint'), checked: (again.typed ? again.typed.bring : typed.bring) === 'true' }) : nothing}
<div class="pair">${draw('stage', t('journeys.field.stage'), { most: 100, list: 'stages', hint: t('journeys.field.stage.hint') })}${draw('minutes', t('journeys.field.minutes'), { type: 'number', inputmode: 'numeric' })}</div>
<datalist id="stages">${stages.map((stage) => html`<option value="${stage}"></option>`)}</datalist>
${kind === 'meet' ? nothing : opening(ctx, it, draw)}
${choices(
  ctx,
  {
    name: 'must',
    legend: t('journeys.field.must'),
    value: typed.must ?? 'must',
    options: [
      { value: 'must', words: t('journeys.must') },
      { value: 'may', words: t('journeys.may') },
    ],
  },
  again,
)}
<p class="cluster"><button class="button" type="submit">${t(step ? 'ui.keep' : 'journeys.step.keep')}</button> <a href="${it.url}/steps">${t('journeys.not-now')}</a></p></form>`,
  })
}

function titleHint(ctx: Request, kind: StepKind): string {
  const { t } = ctx.locale
  return {
    meet: t('journeys.example.meet'),
    read: t('journeys.example.read'),
    do: t('journeys.example.do'),
    reflect: t('journeys.example.reflect'),
    talk: t('journeys.example.talk'),
  }[kind]
}

/** The day it opens, or how many days after the beginning. */
function opening(ctx: Request, it: Journey, draw: (name: string, label: string, more?: object) => Html): Html {
  const { t } = ctx.locale
  return html`<fieldset class="stack"><legend>${t('journeys.field.opens')}</legend><p class="quiet">${t('journeys.field.opens.hint')}</p>
<div class="pair">${draw('day', t('journeys.field.day'), { type: 'date' })}${it.beginsOn ? draw('afterDays', t('journeys.field.after-days'), { type: 'number', inputmode: 'numeric' }) : nothing}</div></fieldset>`
}

/** Which date: one of the calendar, or a new one. */
function meeting(ctx: Request, { dates, typed, led, step }: Look, again: Again): Html {
  const { t } = ctx.locale
  const named = dates.map((one): [string, string] => [
    one.repeats ? `${one.id}@${one.original}` : String(one.id),
    `${one.title}: ${saidWhen(ctx.locale, one, ctx.timeZone, ctx.now)}`,
  ])
  // What it leads to stays to be chosen, also when it is over.
  const kept: [string, string][] =
    typed.date && led && !named.some(([value]) => value === typed.date) ? [[typed.date, led.title]] : []
  const options: [string, string][] = [
    ['', t('journeys.date.none')],
    ['new', t('journeys.date.new')],
    ...kept,
    ...named,
  ]
  const value = typed.date || (step ? '' : 'new')
  const draw = (name: string, label: string, more: object = {}) => field(ctx, { name, label, ...more }, again)
  const open = (again.typed?.date ?? value) === 'new'
  return html`${select(ctx, { name: 'date', label: t('journeys.field.date'), value, options }, again)}
<details class="more"${open ? trusted(' open') : nothing}><summary>${icon(ctx, 'chevron-right', true)} ${t('journeys.date.fields')}</summary><div class="stack">
<div class="pair">${draw('newDay', t('journeys.field.new-day'), { type: 'date' })}${draw('newTime', t('journeys.field.new-time'), { type: 'time' })}</div>
<div class="pair">${draw('newUntil', t('journeys.field.new-until'), { type: 'time' })}${draw('newPlace', t('journeys.field.new-place'), { most: 300 })}</div>
${draw('newLink', t('journeys.field.new-link'), { most: 2000 })}<p class="quiet">${t('journeys.date.more')}</p></div></details>`
}

/** Which page, link, file or discussion: by its title or its address. */
function leading(ctx: Request, { kind, titles, typed }: Look, again: Again): Html {
  const { t } = ctx.locale
  const label = kind === 'talk' ? t('journeys.field.leads.talk') : t('journeys.field.leads.read')
  const hint = kind === 'talk' ? t('journeys.field.leads.talk.hint') : t('journeys.field.leads.read.hint')
  return html`${field(ctx, { name: 'leads', label, most: 2000, value: typed.leads ?? '', list: 'titles', hint }, again)}
<datalist id="titles">${titles.map((title) => html`<option value="${title}"></option>`)}</datalist>`
}
