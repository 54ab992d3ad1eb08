import { type Html, html, nothing, trusted } from '../../../platform/html.ts'
import { comments } from '../../../spine/items/comments.ts'
import { followButton, wholeMenu } from '../../../spine/items/menu.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import { placeNav } from '../../../spine/spaces/tabs.ts'
import { type Again, problems, verb } from '../../../ui/form.ts'
import { layout } from '../../../ui/layout.ts'
import { face, icon } from '../../../ui/parts.ts'
import type { ShownJourney } from '../present.ts'
import { joining, leaveForm } from './joining.ts'
import { path } from './path.ts'
import { line, stateWords } from './words.ts'

export interface JourneyLook extends ShownJourney {
  /** The step that was just done, without script. */
  just?: number | undefined
  /** Whom a guide asks how it is going, by handle. */
  ask?: string | undefined
}

/** So many faces stand on the page; all of them are on the page of the group. */
const FACES = 12

/** A journey: what it is, the next step, the whole path, who goes it, and what is said about it. */
export function journeyPage(ctx: Request, it: JourneyLook, again: Again = {}): Html {
  const { t } = ctx.locale
  return layout(ctx, {
    title: it.title,
    place: 'calendar',
    kind: 'reading journey',
    main: html`${placeNav(ctx, 'calendar', 'journeys')}
<div class="title"><p class="quiet with-icon">${icon(ctx, 'footprints', true)} <span>${t('journeys.kicker')}</span></p><h1 class="written" lang="${it.lang}">${it.title}</h1>
<p class="lead">${line(stateWords(ctx, it))}</p></div>
${problems(ctx, again, 'reply')}
${it.state === 'draft' ? draft(ctx, it) : nothing}
${it.going && it.state !== 'ended' ? nothing : about(ctx, it)}
${joining(ctx, it)}
${path(ctx, it)}
${group(ctx, it)}
${it.going && it.state !== 'ended' ? html`<details class="more"><summary>${icon(ctx, 'chevron-right', true)} ${t('journeys.about')}</summary>${about(ctx, it)}</details>` : nothing}
<div class="cluster">${followButton(ctx, it)}${it.doneCount || it.going ? html`<a class="button plain" href="${it.url}/my-way">${t('journeys.my-way')}</a>` : nothing}${it.state === 'draft' ? nothing : html`<a class="button plain" href="${it.url}/looking-back">${t('journeys.looking-back')}</a>`}</div>
${comments(ctx, it, asking(ctx, it, again))}
${wholeMenu(ctx, it, menu(ctx, it))}`,
  })
}

/** A guide who wants to know how somebody is: the words are begun for them. */
function asking(ctx: Request, it: JourneyLook, again: Again): Again {
  if (!it.ask || !it.guided || again.typed) return again
  const one = it.group.find(({ person }) => person.handle === it.ask)
  return one
    ? { ...again, typed: { text: ctx.locale.t('journeys.ask.words', { name: `@${one.person.handle}` }) } }
    : again
}

function draft(ctx: Request, it: JourneyLook): Html {
  const { t } = ctx.locale
  return html`<section class="panel stack" aria-label="${t('journeys.state.draft')}"><p>${t('journeys.draft')}</p>
<div class="cluster">${it.changes && it.stepCount ? verb(`${it.url}/opening`, t('journeys.open-now'), { on: 'true' }, '') : nothing}${it.changes ? html`<a class="button second" href="${it.url}/steps">${t('journeys.steps.arrange')}</a>` : nothing}</div></section>`
}

function about(ctx: Request, it: JourneyLook): Html {
  const { t } = ctx.locale
  const fact = (sign: string, name: string, words: string) =>
    words
      ? html`<div><dt>${icon(ctx, sign, true)} <span>${name}</span></dt><dd><span class="written" lang="${it.lang}">${words}</span></dd></div>`
      : nothing
  const guides = ctx.locale.list(it.guides.map(({ name }) => name))
  return html`<dl class="facts said">
${fact('users', t('journeys.fact.for-whom'), it.forWhom)}
${fact('sprout', t('journeys.fact.able'), it.able)}
${fact('clock', t('journeys.fact.takes'), it.takes)}
<div><dt>${icon(ctx, 'hand-helping', true)} <span>${t('journeys.fact.guides')}</span></dt><dd>${guides ? html`<span class="written">${guides}</span>` : t('journeys.no-guide')}</dd></div></dl>
${it.html ? html`<div class="prose" lang="${it.lang}">${trusted(it.html)}</div>` : nothing}`
}

/** Who goes it, as faces; where they are is on a page of its own. */
function group(ctx: Request, it: JourneyLook): Html {
  const { t } = ctx.locale
  if (it.state === 'draft') return nothing
  const going = it.group.filter(({ waiting }) => !waiting)
  const more = going.length - FACES
  return html`<section class="stack" aria-labelledby="group"><div class="head"><h2 id="group">${t('journeys.group', { count: going.length })}</h2> <a href="${it.url}/group">${t('journeys.where')}</a></div>
${going.length ? html`<ul class="faces" role="list">${going.slice(0, FACES).map(({ person }) => html`<li>${face(person, true)} <a class="written" href="${person.url}">${person.name}</a></li>`)}${more > 0 ? html`<li>${t('journeys.more-people', { count: more })}</li>` : nothing}</ul>` : nothing}</section>`
}

function menu(ctx: Request, it: JourneyLook): Html {
  const { t } = ctx.locale
  const link = (to: string, sign: string, words: string) =>
    html`<a class="button plain" href="${it.url}/${to}">${icon(ctx, sign, true)} ${words}</a>`
  return html`${it.changes ? html`${link('edit', 'pencil', t('ui.edit'))}${link('steps', 'list-ordered', t('journeys.steps.arrange'))}` : nothing}
${it.changes && it.state !== 'draft' ? verb(`${it.url}/ending`, t(it.state === 'ended' ? 'journeys.go-on' : 'journeys.end'), { on: it.state === 'ended' ? 'false' : 'true' }, 'plain') : nothing}
${it.changes && it.state !== 'draft' && !it.group.length ? verb(`${it.url}/opening`, t('journeys.draft-again'), { on: 'false' }, 'plain') : nothing}
${it.going ? leaveForm(ctx, it) : nothing}
${it.mayStart ? link('again', 'reply', t('journeys.again')) : nothing}`
}
