import { type Html, html, nothing } from '../../../../platform/html.ts'
import { mayStart, type Request, spaceOf } from '../../../../spine/request/ctx.ts'
import { placeNav } from '../../../../spine/spaces/tabs.ts'
import { layout } from '../../../../ui/layout.ts'
import { buttonLink, emptyPlace, icon, inLanguage } from '../../../../ui/parts.ts'
import { saidDay } from '../../said.ts'
import type { ShownListed } from '../list.ts'

/** The questions which date suits: those that are open, and what was decided. */
export function listPage(ctx: Request, open: readonly ShownListed[], decided: readonly ShownListed[]): Html {
  const { t } = ctx.locale
  const any = open.length + decided.length > 0
  const ask = mayStart(spaceOf(ctx))
    ? buttonLink(`/c/${spaceOf(ctx).slug}/find/new`, html`${icon(ctx, 'plus')} ${t('finding.find')}`)
    : undefined
  return layout(ctx, {
    title: t('finding.title'),
    place: 'calendar',
    main: html`${placeNav(ctx, 'calendar', 'calendar')}
<div class="title"><div class="head"><h1>${t('finding.title')}</h1>${any ? ask : nothing}</div><p class="lead">${t('finding.lead')}</p></div>
${open.length ? rows(ctx, open) : any ? html`<p>${t('finding.none.open')}</p>` : emptyPlace(ctx, t('finding.none'), ask)}
${decided.length ? html`<section class="stack" aria-labelledby="decided"><h2 id="decided">${t('finding.decided')}</h2>${rows(ctx, decided)}</section>` : nothing}`,
  })
}

/** Above the dates of a space: what is still open. */
export function openQuestions(ctx: Request, open: readonly ShownListed[]): Html {
  if (!open.length) return nothing
  const { t } = ctx.locale
  const mine = open.filter(({ answered }) => !answered)
  return html`<section class="stack" aria-labelledby="open-questions"><div class="head"><h2 id="open-questions">${t(mine.length ? 'finding.waits' : 'finding.open')}</h2> <a href="/c/${spaceOf(ctx).slug}/find">${t('finding.all')}</a></div>${rows(ctx, mine.length ? mine : open)}</section>`
}

function rows(ctx: Request, all: readonly ShownListed[]): Html {
  return html`<ul class="rows" role="list">${all.map((one) => row(ctx, one))}</ul>`
}

function row(ctx: Request, one: ShownListed): Html {
  const { t } = ctx.locale
  const until =
    one.answersUntil && !one.closed
      ? ` ${t('finding.until', { day: saidDay(ctx.locale, one.answersUntil, ctx.now) })}`
      : ''
  const state = one.answered
    ? html` <span class="sign new">${icon(ctx, 'check', true)} ${t('finding.answered')}</span>`
    : nothing
  return html`<li>${icon(ctx, one.closed ? 'circle-check' : 'circle-dashed')}<a class="name" href="${one.url}">${inLanguage(ctx, one.lang, one.title)}</a>
<p class="quiet">${ctx.locale.rich('finding.asked-by', { name: html`<span class="written">${one.by}</span>` })} ${t('finding.counts', { options: one.options, people: one.people })}${until}${one.closed ? nothing : state}</p></li>`
}
