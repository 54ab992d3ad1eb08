import { type Html, html, nothing, trusted } from '../../../platform/html.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import { placeNav } from '../../../spine/spaces/tabs.ts'
import { field, verb } from '../../../ui/form.ts'
import { layout } from '../../../ui/layout.ts'
import { icon } from '../../../ui/parts.ts'
import type { Journey } from '../journeys.ts'
import type { ShownStep } from '../present.ts'
import { MOST_STEPS, stepKinds } from '../steps.ts'
import { awayWords, byStage, kindWord, leadsTo, line, stepFacts, stepIcons } from './words.ts'

interface Look {
  it: Journey
  steps: ShownStep[]
  removed: ShownStep | undefined
  /** The step that was just added. */
  added: number | undefined
}

/** The steps as who guides them puts them in order: by buttons, so that it works everywhere. */
export function arrangePage(ctx: Request, { it, steps, removed, added }: Look): Html {
  const { t } = ctx.locale
  const last = steps.length - 1
  return layout(ctx, {
    title: t('journeys.steps.arrange'),
    place: 'calendar',
    main: html`${placeNav(ctx, 'calendar', 'journeys')}
<div class="title"><h1>${t('journeys.steps.arrange')}</h1><p class="quiet"><a class="written" lang="${it.lang}" href="${it.url}">${it.title}</a></p><p class="lead">${t(it.openedAt ? 'journeys.steps.lead' : 'journeys.steps.lead.draft')}</p></div>
${removed ? html`<section class="panel cluster" role="status"><p>${ctx.locale.rich('journeys.step.removed', { title: html`<span class="written">${removed.title}</span>` })}</p>${verb(`${removed.url}/removal`, t('ui.undo'), { on: 'false' })}</section>` : nothing}
${byStage(steps).map(({ stage, steps: some }) => html`${stage ? stageHead(ctx, it, stage) : nothing}<ol class="rows arranged" role="list">${some.map((step) => row(ctx, it, step, { first: steps[0] === step, last: steps[last] === step, added: step.id === added }))}</ol>`)}
${steps.length < MOST_STEPS ? adding(ctx, it, steps) : html`<p>${t('journeys.steps.enough', { most: MOST_STEPS })}</p>`}
<div class="cluster">${it.openedAt || !steps.length ? nothing : verb(`${it.url}/opening`, t('journeys.open-now'), { on: 'true' }, 'second')}<a href="${it.url}">${t('journeys.back')}</a></div>`,
  })
}

function stageHead(ctx: Request, it: Journey, stage: string): Html {
  const { t } = ctx.locale
  const id = `stage-${[...stage].reduce((sum, sign) => (sum * 31 + sign.codePointAt(0)!) % 1_000_003, 7)}`
  return html`<h2 class="written stage" lang="${it.lang}">${stage}</h2><details class="more"><summary>${icon(ctx, 'pencil', true)} ${t('journeys.stage.rename')}<span class="vh written">: ${stage}</span></summary>
<form class="stack" method="post" action="${it.url}/stages"><input type="hidden" name="was" value="${stage}">${field(ctx, { id, name: 'becomes', label: t('journeys.field.stage'), value: stage, most: 100 })}<p><button class="button second" type="submit">${t('ui.keep')}</button></p></form></details>`
}

function row(ctx: Request, it: Journey, step: ShownStep, at: { first: boolean; last: boolean; added: boolean }): Html {
  const { t } = ctx.locale
  const move = (to: 'up' | 'down', words: string) =>
    verb(`${step.url}/moving`, html`${words}<span class="vh written">: ${step.title}</span>`, { to }, 'plain')
  const leads = step.led || step.address || step.away
  return html`<li id="s-${step.id}"${at.added ? trusted(' class="new"') : nothing}>${icon(ctx, stepIcons[step.kind])}<a class="name written" lang="${it.lang}" href="${step.url}/edit">${step.title}</a>
<p class="quiet">${line(stepFacts(ctx, step, true))}</p>
${leads ? html`<p class="quiet">${step.away ? awayWords(ctx, step.kind) : leadsTo(ctx, step)}</p>` : nothing}
<div class="cluster tools">${at.first ? nothing : move('up', t('journeys.step.up'))}${at.last ? nothing : move('down', t('journeys.step.down'))}${verb(`${step.url}/removal`, html`${t('journeys.step.remove')}<span class="vh written">: ${step.title}</span>`, { on: 'true' }, 'plain')}</div></li>`
}

/** The kinds of step there are, each begun with one tap. */
function adding(ctx: Request, it: Journey, steps: ShownStep[]): Html {
  const { t } = ctx.locale
  const stage = steps.at(-1)?.stage
  const hint = {
    meet: t('journeys.kind.meet.hint'),
    read: t('journeys.kind.read.hint'),
    do: t('journeys.kind.do.hint'),
    reflect: t('journeys.kind.reflect.hint'),
    talk: t('journeys.kind.talk.hint'),
  }
  return html`<section class="stack" aria-labelledby="add"><h2 id="add">${t('journeys.step.add')}</h2>
<ul class="rows" role="list">${stepKinds.map((kind) => html`<li>${icon(ctx, stepIcons[kind])}<a class="name" href="${it.url}/steps/new?${String(new URLSearchParams({ kind, ...(stage && { stage }) }))}">${kindWord(ctx, kind)}</a><p class="quiet">${hint[kind]}</p></li>`)}</ul></section>`
}
