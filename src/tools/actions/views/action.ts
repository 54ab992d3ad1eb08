import { type Html, html, nothing, trusted } from '../../../platform/html.ts'
import { comments } from '../../../spine/items/comments.ts'
import { madeFromWords } from '../../../spine/items/links-views.ts'
import { followButton, wholeMenu } from '../../../spine/items/menu.ts'
import { mayWrite, type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { placeNav } from '../../../spine/spaces/tabs.ts'
import { type Again, field, problems, verb } from '../../../ui/form.ts'
import { layout } from '../../../ui/layout.ts'
import { face, icon } from '../../../ui/parts.ts'
import { dayOf, timeOf } from '../../../ui/time.ts'
import { LONGEST_WHY } from '../doing.ts'
import type { ShownAction } from '../present.ts'
import { closing, dueWords, stateIcon } from './list.ts'

/** One thing that is to be done: whose, until when, from where, what became of it. */
export function actionPage(ctx: Request, it: ShownAction, again: Again = {}): Html {
  const { t } = ctx.locale
  return layout(ctx, {
    title: it.title,
    place: 'calendar',
    kind: 'reading',
    main: html`${placeNav(ctx, 'calendar', 'actions')}
<div class="title"><p class="quiet with-icon">${icon(ctx, stateIcon(it.state), true)} <span>${t('actions.kicker')}</span></p><h1 lang="${it.lang}">${it.title}</h1>
<p class="cluster quiet"><span>${ctx.locale.rich('actions.written-by', { name: html`<span class="written">${it.author.name}</span>`, time: timeOf(ctx, it.createdAt, false) })}</span></p>
${it.source ? html`<p class="quiet">${madeFromWords(ctx, it.source)}</p>` : nothing}</div>
${problems(ctx, again, 'reply')}
${it.state === 'open' ? open(ctx, it) : closed(ctx, it)}
${it.state === 'open' && it.mayClose ? lettingGo(ctx, it, again) : nothing}
${it.history.length ? history(ctx, it) : nothing}
${comments(ctx, it, again)}
${wholeMenu(ctx, it, it.mayChange && it.state === 'open' ? html`<a class="button plain" href="${it.url}/edit">${icon(ctx, 'pencil', true)} ${t('ui.edit')}</a>` : nothing)}`,
  })
}

/** Whose it is and until when, with what one can do about it. */
function open(ctx: Request, it: ShownAction): Html {
  const { t } = ctx.locale
  const take = !it.owner && mayWrite(spaceOf(ctx))
  return html`<section class="panel stack" aria-label="${t('actions.whose')}"><div class="cluster">${it.owner ? html`${face(it.owner, true)} <p><a class="written" href="${it.owner.url}">${it.owner.name}</a></p>` : html`<p>${t('actions.nobody')}</p>`}${it.due ? html` <p class="quiet">${dueWords(ctx, it.due)}</p>` : nothing}</div>
<div class="cluster">${it.mayClose && !take ? verb(`${it.url}/doneness`, t('actions.done'), { on: 'true' }, it.mine ? '' : 'second') : nothing}
${take ? verb(`${it.url}/taking`, t('actions.take'), { on: 'true' }, '') : nothing}${it.mayClose && take ? verb(`${it.url}/doneness`, t('actions.done-already'), { on: 'true' }) : nothing}
${it.mayChange ? html`<a class="button second" href="${it.url}/edit">${t('actions.hand-over')}</a>` : nothing}
${it.owner && it.mayLayDown ? verb(`${it.url}/taking`, t(it.mine ? 'actions.lay-down' : 'actions.free'), { on: 'false' }, 'plain') : nothing}
${followButton(ctx, it)}</div></section>`
}

function closed(ctx: Request, it: ShownAction): Html {
  const { t } = ctx.locale
  return html`<section class="panel ${it.state === 'done' ? 'good ' : ''}cluster" role="status"><p class="with-icon">${icon(ctx, stateIcon(it.state))} <span>${closing(ctx, it)}</span></p>
${it.mayReopen ? verb(`${it.url}/doneness`, t('actions.reopen'), { on: 'false' }) : nothing}</section>`
}

function lettingGo(ctx: Request, it: ShownAction, again: Again): Html {
  const { t } = ctx.locale
  const shown = again.errors?.why !== undefined
  return html`<details class="more"${shown ? trusted(' open') : nothing}><summary>${icon(ctx, 'chevron-right', true)} ${t('actions.let-go')}</summary>
<form class="stack" method="post" action="${it.url}/letting-go">
${field(ctx, { name: 'why', label: t('actions.field.why'), required: true, most: LONGEST_WHY, hint: t('actions.field.why.hint') }, again)}
<p><button class="button second" type="submit">${t('actions.let-go.now')}</button></p></form></details>`
}

function history(ctx: Request, it: ShownAction): Html {
  const { t } = ctx.locale
  return html`<details class="more"><summary>${icon(ctx, 'chevron-right', true)} ${t('actions.history')}</summary>
<ol class="plain-list">${it.history.map((step) => html`<li>${stepWords(ctx, step)} <span class="quiet">${timeOf(ctx, step.at, false)}</span></li>`)}</ol></details>`
}

function stepWords(ctx: Request, { did, by, to, due }: ShownAction['history'][number]): Html {
  const name = html`<span class="written">${by}</span>`
  if (did === 'due' && due) return ctx.locale.rich('actions.step.due', { name, day: dayOf(ctx, due) })
  if (did === 'due') return ctx.locale.rich('actions.step.no-day', { name })
  return ctx.locale.rich(`actions.step.${did}`, { name, to: html`<span class="written">${to ?? ''}</span>` })
}
