import { type Html, html, nothing, trusted } from '../../../platform/html.ts'
import { comments } from '../../../spine/items/comments.ts'
import { linkedRows, madeFromWords } from '../../../spine/items/links-views.ts'
import { followButton, wholeMenu } from '../../../spine/items/menu.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import { spaceOf } from '../../../spine/request/ctx.ts'
import { type Again, problems } from '../../../ui/form.ts'
import { layout } from '../../../ui/layout.ts'
import { icon, inLanguage } from '../../../ui/parts.ts'
import { dayOf, timeOf } from '../../../ui/time.ts'
import type { ShownPage } from '../present.ts'
import { CHILDREN } from '../tree.ts'
import { body, type Dress } from './body.ts'
import { languagesPart } from './languages.ts'
import { publishedNote } from './publication.ts'
import { subNav } from './sub.ts'

/** A page to read, with its comments. */
export function pagePage(ctx: Request, it: ShownPage, dress: Dress, again: Again = {}): Html {
  return layout(ctx, {
    title: it.title,
    place: 'library',
    kind: 'reading',
    main: html`${subNav(ctx, 'pages')}
${head(ctx, it)}
${problems(ctx, again, 'reply')}
${contents(ctx, it)}
${body(ctx, it, dress)}
${below(ctx, it)}
${leading(ctx, it)}
${comments(ctx, it, again)}
${tending(ctx, it)}`,
  })
}

/** Where it lies, what it is called, who keeps it, and what can be done with it. */
function head(ctx: Request, it: ShownPage): Html {
  const { t } = ctx.locale
  const here = `/c/${spaceOf(ctx).slug}`
  return html`<div class="title">
<nav class="crumbs quiet" aria-label="${t('pages.crumbs')}"><a href="${here}/pages">${t('pages.title')}</a>${it.above.map((one) => html` <span aria-hidden="true">›</span> <a href="${one.url}">${inLanguage(ctx, one.lang, one.title)}</a>`)}</nav>
<h1 lang="${it.lang}">${it.title}</h1>
<p class="cluster quiet">${signs(ctx, it)}
<span>${it.steward ? t('pages.kept-by', { name: it.steward.name }) : t('pages.written-by', { names: ctx.locale.list(it.authors.slice(0, 3).map(({ name }) => name)), others: Math.max(0, it.authors.length - 3) })}</span>
<span>${ctx.locale.rich('pages.changed', { time: timeOf(ctx, it.changedAt) })}</span>
<a class="with-icon" href="${it.url}/revisions">${icon(ctx, 'clock', true)} ${t('pages.versions', { count: it.revision })}</a>
${it.tags.map((tag) => html`<a href="${here}/pages?tag=${encodeURIComponent(tag)}">#${tag}</a>`)}</p>
${languagesPart(ctx, it)}
${it.madeFrom ? html`<p class="quiet">${madeFromWords(ctx, it.madeFrom)}</p>` : nothing}
<div class="cluster no-print">${it.mayWrite ? html`<a class="button second" href="${it.url}/edit">${icon(ctx, 'pencil', true)} ${t('pages.edit')}</a>` : nothing}
${it.mayComment && !it.mayWrite ? html`<a class="button second" href="${it.url}/suggestions/new">${icon(ctx, 'pencil', true)} ${t('pages.suggest')}</a>` : nothing}
${followButton(ctx, it)}
${it.suggestions ? html`<a class="with-icon" href="${it.url}/suggestions">${icon(ctx, 'messages-square', true)} ${t('pages.suggestions.open', { count: it.suggestions })}</a>` : nothing}</div></div>
${ownNote(ctx, it)}
${reviewNote(ctx, it)}
${publishedNote(ctx, it)}`
}

function signs(ctx: Request, it: ShownPage): Html {
  const { t } = ctx.locale
  return html`${it.template === 'plain' ? nothing : html`<span class="sign">${t(`pages.template.${it.template}`)}</span> `}
${it.state ? html`<span class="sign" data-state="${it.state}">${t(`pages.state.${it.state}`)}</span> ` : nothing}
${it.pinned ? html`<span class="sign">${icon(ctx, 'pin', true)} ${t('pages.pinned')}</span>` : nothing}`
}

/** Whose own page it is, and what others can do. */
function ownNote(ctx: Request, { keptBy, ownerHere, mayComment }: ShownPage): Html {
  const { t } = ctx.locale
  if (!keptBy) return nothing
  if (keptBy.id === ctx.me?.id)
    return html`<p class="quiet with-icon">${icon(ctx, 'pencil', true)} <span>${t('pages.own.mine')}</span></p>`
  return html`<p class="quiet with-icon">${icon(ctx, 'pencil', true)} <span>${t('pages.own.of', { name: keptBy.name })} ${ownerHere ? nothing : t('pages.own.left', { name: keptBy.name })} ${mayComment ? t('pages.own.suggest') : nothing}</span></p>`
}

/** Said above the text where it is not to be taken as it stands. */
function reviewNote(ctx: Request, it: ShownPage): Html {
  const { t } = ctx.locale
  if (it.state === 'retired')
    return html`<p class="panel with-icon">${icon(ctx, 'archive')} <span>${t('pages.retired-note')}</span></p>`
  if (!it.reviewOn || it.reviewOn > ctx.now.toISOString().slice(0, 10)) return nothing
  return html`<section class="panel cluster"><p>${ctx.locale.rich('pages.review-due', { day: dayOf(ctx, it.reviewOn) })}</p>
${it.mayWrite ? html`<a class="button second no-print" href="${it.url}/tending">${t('pages.review-now')}</a>` : nothing}</section>`
}

/** Where there is enough to look through, its sections beside it. */
function contents(ctx: Request, it: ShownPage): Html {
  const shown = it.headings.filter(({ level }) => level <= 3)
  if (shown.length < 3) return nothing
  return html`<aside aria-label="${ctx.locale.t('pages.contents')}"><details class="toc"><summary>${icon(ctx, 'chevron-right', true)} ${ctx.locale.t('pages.contents')}</summary>
<ol role="list" lang="${it.lang}">${shown.map(({ id, level, text }) => html`<li${level > 2 ? trusted(' class="deep"') : nothing}><a href="#${id}">${text}</a></li>`)}</ol></details></aside>`
}

function below(ctx: Request, it: ShownPage): Html {
  const { t } = ctx.locale
  const more = it.mayWrite
    ? html`<p class="no-print"><a class="with-icon" href="/c/${spaceOf(ctx).slug}/pages/new?under=${it.id}">${icon(ctx, 'plus', true)} ${t('pages.new-below')}</a></p>`
    : nothing
  if (!it.below.length) return more
  return html`<section class="stack" aria-labelledby="below"><h2 id="below">${t('pages.below')}</h2>
<ul class="rows" role="list">${it.below.map((one) => html`<li>${icon(ctx, 'file-text')}<a class="name" href="${one.url}" lang="${one.lang}">${one.title}</a>${one.below ? html` <p class="quiet">${t('pages.below-count', { count: one.below })}</p>` : nothing}</li>`)}</ul>${it.below.length < CHILDREN ? nothing : html`<p><a href="/c/${spaceOf(ctx).slug}/pages?under=${it.id}">${t('pages.below-every')}</a></p>`}${more}</section>`
}

function leading(ctx: Request, it: ShownPage): Html {
  if (!it.leadingHere.length) return nothing
  return html`<section class="stack" aria-labelledby="leading"><h2 id="leading">${ctx.locale.t('pages.leading')}</h2>
${linkedRows(ctx, it.leadingHere)}</section>`
}

/** What may be done with the whole page, at its end. */
function tending(ctx: Request, it: ShownPage): Html {
  const { t } = ctx.locale
  const links = html`${it.mayWrite || it.host ? html`<a class="button plain" href="${it.url}/moving">${icon(ctx, 'arrow-right', true)} ${t('pages.move')}</a>` : nothing}
${it.mayWrite || (it.host && !it.ownerHere) ? html`<a class="button plain" href="${it.url}/tending">${icon(ctx, 'sprout', true)} ${t('pages.tend')}</a>` : nothing}
<a class="button plain" href="${it.url}/markdown">${icon(ctx, 'code', true)} ${t('pages.as-markdown')}</a>
<a class="button plain" href="${it.url}/suggestions">${icon(ctx, 'messages-square', true)} ${t('pages.suggestions')}</a>
${it.host ? html`<a class="button plain" href="${it.url}/publication">${icon(ctx, 'globe', true)} ${t(it.published === null ? 'pages.publish' : 'pages.published.change')}</a>` : nothing}
<a class="button plain" href="${it.url}/authors">${icon(ctx, 'users', true)} ${t('pages.authors')}</a>`
  return wholeMenu(ctx, { ...it, mayPin: it.host, pinned: it.pinned !== null }, it.mayStart ? links : nothing)
}
