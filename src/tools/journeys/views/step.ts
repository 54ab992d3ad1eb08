import { type Html, html, nothing, trusted } from '../../../platform/html.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import { placeNav } from '../../../spine/spaces/tabs.ts'
import { composer } from '../../../ui/composer.ts'
import { type Again, problems, tap, verb } from '../../../ui/form.ts'
import { layout } from '../../../ui/layout.ts'
import { face, icon } from '../../../ui/parts.ts'
import type { ShownStepPage } from '../step-page.ts'
import { reflecting, sharedWith } from './reflecting.ts'
import { kindWord, leadsTo, line, stepFacts, stepIcons } from './words.ts'

/** One step: what it asks, where it leads, what one wrote, what the group shared. */
export function stepPage(ctx: Request, it: ShownStepPage, again: Again = {}): Html {
  const { t } = ctx.locale
  return layout(ctx, {
    title: it.title,
    place: 'calendar',
    kind: 'reading journey',
    main: html`${placeNav(ctx, 'calendar', 'journeys')}
<div class="title"><p class="quiet with-icon">${icon(ctx, stepIcons[it.kind], true)} <span>${ctx.locale.rich('journeys.step-of', { kind: kindWord(ctx, it.kind), journey: html`<a class="written" lang="${it.journey.lang}" href="${it.journey.url}">${it.journey.title}</a>` })}</span></p>
<h1 class="written" lang="${it.journey.lang}">${it.title}</h1><p class="quiet">${line(stepFacts(ctx, it).slice(1))}</p></div>
${problems(ctx, again, it.bring ? 'bring' : undefined)}
${it.html ? html`<div class="prose" lang="${it.journey.lang}">${trusted(it.html)}</div>` : nothing}
${it.led || it.address || it.away ? html`<p class="with-icon leads">${icon(ctx, stepIcons[it.kind], true)} <span>${leadsTo(ctx, it)}</span></p>` : nothing}
${it.meeting ? coming(ctx, it) : nothing}
${ticking(ctx, it)}
${it.kind === 'reflect' ? html`${reflecting(ctx, it, again)}${sharedWith(ctx, it)}` : nothing}
${it.bring ? bringing(ctx, it, again) : nothing}
${it.doneCount === null ? nothing : html`<p class="quiet counted">${t('journeys.done-by', { count: it.doneCount })}</p>`}
<nav class="cluster" aria-label="${t('journeys.path.nav')}">${it.previous ? html`<a class="button second" rel="prev" href="${it.previous}">${t('journeys.before')}</a>` : nothing}<a class="button plain" href="${it.journey.url}#path">${t('journeys.whole-path')}</a>${it.next ? html`<a class="button second" rel="next" href="${it.next}">${t('journeys.after')}</a>` : nothing}</nav>
${it.tends ? html`<p><a class="button plain" href="${it.url}/edit">${icon(ctx, 'pencil', true)} ${t('journeys.step.edit')}</a></p>` : nothing}`,
  })
}

/** Saying that one comes, right here; its page in the calendar has the rest. */
function coming(ctx: Request, it: ShownStepPage): Html {
  const { t } = ctx.locale
  const meeting = it.meeting!
  if (!it.mayAnswer || meeting.over || meeting.cancelled) return nothing
  if (meeting.reply === 'yes')
    return html`<section class="panel good cluster"><p class="with-icon">${icon(ctx, 'check', true)} <span>${t('journeys.coming')}</span></p>${verb(`${it.url}/coming`, t('journeys.cannot'), { reply: 'no' }, 'plain')}</section>`
  return html`<section class="panel cluster">${meeting.reply === 'no' ? html`<p>${t('journeys.not-coming')}</p>` : nothing}${verb(`${it.url}/coming`, t('journeys.come'), { reply: 'yes' }, '')}${meeting.reply === null ? verb(`${it.url}/coming`, t('journeys.cannot'), { reply: 'no' }) : nothing}</section>`
}

/** Done, by one tap; undone by another. */
function ticking(ctx: Request, it: ShownStepPage): Html {
  const { t } = ctx.locale
  if (!it.mayDo) return nothing
  if (it.done)
    return html`<section class="panel good cluster" role="status"><p class="with-icon">${icon(ctx, 'circle-check', true)} <span>${t(it.came ? 'journeys.came' : 'journeys.did')}</span></p>${it.came ? nothing : verb(`${it.url}/doneness`, t('ui.undo'), { on: 'false' }, 'plain')}</section>`
  if (it.meeting && !it.meeting.over) return nothing
  const quiet = it.kind === 'reflect' || it.bring
  return html`<div>${tap(ctx, `${it.url}/doneness`, t('journeys.done'), it.title, { on: 'true' }, quiet ? 'plain' : '')}</div>`
}

function bringing(ctx: Request, it: ShownStepPage, again: Again): Html {
  const { t } = ctx.locale
  return html`<section class="stack" aria-labelledby="brought"><h2 id="brought">${t('journeys.brought')}</h2>
${it.brought.length ? html`<ul class="faces" role="list">${it.brought.map(({ person, url }) => html`<li>${face(person, true)} <a class="written" href="${url}">${t('journeys.brought.by', { name: person.name })}</a></li>`)}</ul>` : html`<p class="quiet">${t('journeys.brought.none')}</p>`}
${it.mayDo ? composer(ctx, { id: 'bring', action: `${it.url}/bringing`, heading: t('journeys.bring'), button: t('journeys.bring.now'), rows: 3 }, again) : nothing}</section>`
}
