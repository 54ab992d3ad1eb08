import { type Html, html, nothing, trusted } from '../../../platform/html.ts'
import { mayStart, mayWrite, type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { placeNav } from '../../../spine/spaces/tabs.ts'
import { tap, verb } from '../../../ui/form.ts'
import { layout } from '../../../ui/layout.ts'
import { buttonLink, emptyPlace, icon, inLanguage } from '../../../ui/parts.ts'
import { saidDay, timeOf } from '../../../ui/time.ts'
import type { ActionState } from '../actions.ts'
import type { ShownListed } from '../present.ts'

export interface List {
  actions: ShownListed[]
  closed: ShownListed[]
  next: string | null
  state: 'open' | 'closed'
  /** Whose are shown: a handle, or nobody. */
  person: string | undefined
  /** What was just closed, without script. */
  just: ShownListed | undefined
  /** It was closed on a home. */
  home: boolean
  /** There is more closed than stands below the fold. */
  moreClosed: boolean
}

/** What is to be done here, by whom and until when. */
export function listPage(ctx: Request, it: List): Html {
  const { t } = ctx.locale
  const here = `/c/${spaceOf(ctx).slug}/actions`
  const start = mayStart(spaceOf(ctx))
    ? buttonLink(`${here}/new`, html`${icon(ctx, 'plus')} ${t('actions.new')}`)
    : undefined
  const any = it.actions.length + it.closed.length > 0 || it.person !== undefined || it.state === 'closed'
  return layout(ctx, {
    title: t('actions.title'),
    place: 'calendar',
    main: html`${placeNav(ctx, 'calendar', 'actions')}
<div class="title"><div class="head"><h1>${t('actions.title')}</h1>${any ? start : nothing}</div>${any ? html`<p class="lead">${t('actions.lead')}</p>` : nothing}</div>
${it.just ? justClosed(ctx, it.just, it.home) : nothing}
${any ? filters(ctx, it) : nothing}
${it.actions.length ? sections(ctx, it) : any ? html`<p>${t(it.state === 'closed' ? 'actions.none.closed' : 'actions.none.open')}</p>` : emptyPlace(ctx, t('actions.none'), start)}
${it.next ? html`<p><a class="button second" rel="next" href="${it.next}">${t('actions.further')}</a></p>` : nothing}
${it.closed.length ? lately(ctx, it) : nothing}`,
  })
}

/** After a tap without script: what it was, and a way back. */
function justClosed(ctx: Request, one: ShownListed, home: boolean): Html {
  const { t } = ctx.locale
  const link = html`<a class="written" href="${one.url}">${inLanguage(ctx, one.lang, one.title)}</a>`
  return html`<section class="panel good cluster" role="status"><p>${ctx.locale.rich('actions.just', { link })}</p>
${verb(`${one.url}/doneness?from=list`, html`${t('ui.undo')}<span class="vh">: ${one.title}</span>`, { on: 'false' })}${home ? html` <a href="/">${t('actions.home')}</a>` : nothing}</section>`
}

function filters(ctx: Request, { person, state }: List): Html {
  const { t } = ctx.locale
  const here = `/c/${spaceOf(ctx).slug}/actions`
  const mine = ctx.me?.handle
  const link = (which: string | undefined, words: string) => {
    const more = new URLSearchParams({ ...(state === 'closed' && { state }), ...(which && { person: which }) })
    return html`<a href="${here}${more.size ? `?${more}` : ''}"${which === person ? trusted(' aria-current="page"') : nothing}>${words}</a>`
  }
  const other = person !== undefined && person !== mine && person !== 'nobody'
  return html`<nav class="filters" aria-label="${t('actions.whose')}">${link(undefined, t('actions.all'))}${mine ? link(mine, t('actions.mine')) : nothing}${state === 'open' ? link('nobody', t('actions.nobodys')) : nothing}${other ? link(person, `@${person}`) : nothing}</nav>`
}

/** One's own first, where all are shown. */
function sections(ctx: Request, { actions, person, state }: List): Html {
  const { t } = ctx.locale
  const mine = actions.filter((one) => one.mine)
  if (person !== undefined || state === 'closed' || !mine.length) return rows(ctx, actions)
  const others = actions.filter((one) => !one.mine)
  return html`<section aria-labelledby="mine"><h2 id="mine">${t('actions.mine')}</h2>${rows(ctx, mine)}</section>
${others.length ? html`<section aria-labelledby="others"><h2 id="others">${t('actions.others')}</h2>${rows(ctx, others)}</section>` : nothing}`
}

function lately(ctx: Request, { closed, moreClosed, person }: List): Html {
  const { t } = ctx.locale
  const more = new URLSearchParams({ state: 'closed', ...(person && { person }) })
  return html`<details class="more"><summary>${icon(ctx, 'chevron-right', true)} ${t('actions.closed')}</summary>
${rows(ctx, closed)}
${moreClosed ? html`<p><a href="/c/${spaceOf(ctx).slug}/actions?${String(more)}">${t('actions.closed.all')}</a></p>` : nothing}</details>`
}

function rows(ctx: Request, all: ShownListed[]): Html {
  return html`<ul class="rows acts" role="list">${all.map((one) => row(ctx, one))}</ul>`
}

/** What a state looks like: never by its colour alone. */
export function stateIcon(state: ActionState): string {
  return { open: 'list-todo', done: 'circle-check', 'let-go': 'leaf' }[state]
}

function row(ctx: Request, one: ShownListed): Html {
  const { t } = ctx.locale
  return html`<li>${icon(ctx, stateIcon(one.state))}<a class="name" href="${one.url}">${inLanguage(ctx, one.lang, one.title)}</a>
<p class="quiet cluster">${one.state === 'open' ? html`${who(ctx, one)}${one.due ? html` <span>${dueWords(ctx, one.due)}</span>` : nothing}` : html`<span>${closing(ctx, one)}</span>`}${one.messageCount ? html` <span>${t('items.comments', { count: one.messageCount })}</span>` : nothing}</p>${doing(ctx, one)}</li>`
}

/** What one can do with it right there. */
function doing(ctx: Request, one: ShownListed): Html {
  const { t } = ctx.locale
  if (one.state !== 'open') return nothing
  if (one.mine && one.mayClose)
    return html`<div class="act">${tap(ctx, `${one.url}/doneness?from=list`, t('actions.done'), one.title)}</div>`
  if (one.owner || !mayWrite(spaceOf(ctx))) return nothing
  return html`<div class="act">${verb(`${one.url}/taking?from=list`, html`${t('actions.take')}<span class="vh">: ${one.title}</span>`, { on: 'true' }, 'plain')}</div>`
}

function who(ctx: Request, { owner, mine }: ShownListed): Html {
  const { t } = ctx.locale
  if (mine) return html`<span>${t('actions.you')}</span>`
  if (!owner) return html`<span>${t('actions.nobody')}</span>`
  return html`<a class="written" href="/c/${spaceOf(ctx).slug}/actions?person=${owner.handle}">${owner.name}</a>`
}

/** "by Friday", "today", "since Tuesday": the day itself is at hand. */
export function dueWords(ctx: Request, due: string): Html {
  return html`<time datetime="${due}">${ctx.locale.t('actions.due', { ...saidDay(ctx, due) })}</time>`
}

/** By whom it was done, or let go and why. */
export function closing(ctx: Request, one: Pick<ShownListed, 'state' | 'closedBy' | 'closedAt' | 'why'>): Html {
  const name = html`<span class="written">${one.closedBy!.name}</span>`
  const time = timeOf(ctx, one.closedAt!, false)
  if (one.state === 'done') return ctx.locale.rich('actions.done-by', { name, time })
  return ctx.locale.rich('actions.let-go-by', { name, time, why: html`<span class="written">${one.why}</span>` })
}
