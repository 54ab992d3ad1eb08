import { type Html, html, nothing, trusted } from '../../../platform/html.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import { placeNav } from '../../../spine/spaces/tabs.ts'
import { type Again, field, problems, select, verb } from '../../../ui/form.ts'
import { layout } from '../../../ui/layout.ts'
import { face, icon } from '../../../ui/parts.ts'
import type { ShownGroup } from '../group-routes.ts'
import type { ShownGoer } from '../present.ts'
import { leaveForm } from './joining.ts'
import { byStage, stepIcons } from './words.ts'

/** Where the group is: no score and no order of people, only how many have done each step, and who lets it be seen. */
export function groupPage(ctx: Request, it: ShownGroup, again: Again = {}): Html {
  const { t } = ctx.locale
  const going = it.group.filter(({ waiting }) => !waiting)
  const waiting = it.group.filter((one) => one.waiting)
  return layout(ctx, {
    title: t('journeys.where'),
    place: 'calendar',
    kind: 'reading journey',
    main: html`${placeNav(ctx, 'calendar', 'journeys')}
<div class="title"><h1>${t('journeys.where')}</h1><p class="quiet"><a class="written" lang="${it.it.lang}" href="${it.it.url}">${it.it.title}</a></p></div>
${problems(ctx, again)}
${it.mine && !it.mine.waiting ? own(ctx, it) : nothing}
${it.sees && going.length ? steps(ctx, it, going) : nothing}
<section class="stack" aria-labelledby="who"><h2 id="who">${t('journeys.group', { count: going.length })}</h2>
${going.length ? html`<ul class="goers plain-list" role="list">${going.map((one) => goer(ctx, it, one))}</ul>` : nothing}
${waiting.length ? html`<h3>${t('journeys.waiting.list')}</h3><ul class="goers plain-list" role="list">${waiting.map((one) => goer(ctx, it, one))}</ul>` : nothing}</section>
${it.it.tends && it.it.openedAt ? adding(ctx, it, again) : nothing}
${it.it.tends ? takingOff(ctx, it, again) : nothing}`,
  })
}

/** Whether the group sees where one is; and the way out. */
function own(ctx: Request, { it, mine }: ShownGroup): Html {
  const { t } = ctx.locale
  const hides = mine!.hides
  return html`<section class="panel stack"><p class="with-icon">${icon(ctx, hides ? 'eye-off' : 'eye', true)} <span>${t(hides ? 'journeys.hidden' : 'journeys.shown')}</span></p>
<div class="cluster">${verb(`${it.url}/showing`, t(hides ? 'journeys.show' : 'journeys.hide'), { on: hides ? 'true' : 'false' })}${leaveForm(ctx, it)}</div></section>`
}

function steps(ctx: Request, it: ShownGroup, going: ShownGoer[]): Html {
  const { t } = ctx.locale
  return html`<section class="stack" aria-labelledby="steps"><h2 id="steps">${t('journeys.each-step')}</h2>
${byStage(it.steps).map(
  ({ stage, steps: some }) =>
    html`${stage ? html`<h3 class="written stage" lang="${it.it.lang}">${stage}</h3>` : nothing}<ol class="counts plain-list" role="list">${some.map(
      (step) => {
        const at = going.filter((one) => one.seen && one.at === step.id)
        return html`<li>${icon(ctx, stepIcons[step.kind], true)} <div><a class="written" lang="${it.it.lang}" href="${step.url}">${step.title}</a> <span class="quiet">${t('journeys.done-of', { count: step.doneCount ?? 0, all: going.length })}</span>${at.length ? html`<p class="quiet">${ctx.locale.rich('journeys.here', { names: html`<span class="written">${ctx.locale.list(at.map(({ person }) => person.name))}</span>`, count: at.length })}</p>` : nothing}</div></li>`
      },
    )}</ol>`,
)}</section>`
}

function goer(ctx: Request, it: ShownGroup, one: ShownGoer): Html {
  const { t } = ctx.locale
  const me = one.person.id === ctx.me?.id
  const step = it.steps.find(({ id }) => id === one.at)
  const where = !one.seen
    ? nothing
    : step
      ? ctx.locale.rich('journeys.at', {
          title: html`<a class="written" lang="${it.it.lang}" href="${step.url}">${step.title}</a>`,
        })
      : it.steps.length
        ? html`${t('journeys.went-all')}`
        : nothing
  const hidden = one.hides && !me ? html` ${t('journeys.hides')}` : nothing
  return html`<li>${face(one.person, true)} <div><a class="written" href="${one.person.url}">${one.person.name}</a>${where === nothing ? nothing : html`<p class="quiet">${where}${hidden}</p>`}</div>
${it.guided && !me && !one.waiting ? html`<a class="button plain" href="${it.it.url}?ask=${one.person.handle}#reply">${t('journeys.ask')}<span class="vh written">: ${one.person.name}</span></a>` : nothing}</li>`
}

/** Taking somebody in, as who guides it. */
function adding(ctx: Request, { it, people }: ShownGroup, again: Again): Html {
  const { t } = ctx.locale
  return html`<section class="stack" aria-labelledby="add"><h2 id="add">${t('journeys.add')}</h2><form class="stack" method="post" action="${it.url}/people">
${field(ctx, { name: 'person', label: t('journeys.add.who'), required: true, most: 100, list: 'people', hint: t('journeys.add.hint') }, again)}
<datalist id="people">${people.map(({ handle, name }) => html`<option value="${handle}">${name}</option>`)}</datalist>
<p><button class="button second" type="submit">${t('journeys.add.now')}</button></p></form></section>`
}

/** Taking somebody off, as who guides it; oneself one leaves. Folded, for it is seldom. */
function takingOff(ctx: Request, { it, group }: ShownGroup, again: Again): Html {
  const { t } = ctx.locale
  const others = group.filter(({ person }) => person.id !== ctx.me?.id)
  if (!others.length) return nothing
  const options: [string, string][] = [
    ['', t('journeys.off.choose')],
    ...others.map(({ person }): [string, string] => [person.handle, person.name]),
  ]
  return html`<details class="more"${again.errors?.goer ? trusted(' open') : nothing}><summary>${icon(ctx, 'chevron-right', true)} ${t('journeys.off.somebody')}</summary>
<form class="stack" method="post" action="${it.url}/people/removal">${select(ctx, { name: 'goer', label: t('journeys.add.who'), options, hint: t('journeys.off.hint') }, again)}
<p><button class="button second" type="submit">${t('journeys.off.now')}</button></p></form></details>`
}
