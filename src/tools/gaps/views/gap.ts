import { type Html, html, nothing, trusted } from '../../../platform/html.ts'
import { languages } from '../../../platform/i18n.ts'
import { comments } from '../../../spine/items/comments.ts'
import { followButton, wholeMenu } from '../../../spine/items/menu.ts'
import { type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { placeNav } from '../../../spine/spaces/tabs.ts'
import { type Again, field, formKey, problems, select, verb } from '../../../ui/form.ts'
import { layout } from '../../../ui/layout.ts'
import { face, icon, inLanguage, readers } from '../../../ui/parts.ts'
import { timeOf } from '../../../ui/time.ts'
import type { Said } from '../gaps.ts'
import type { ShownGap } from '../present.ts'
import { stateIcon, taking } from './list.ts'

/** A question that the community should have an answer to. */
export function gapPage(ctx: Request, it: ShownGap, again: Again = {}): Html {
  const { t } = ctx.locale
  return layout(ctx, {
    title: it.title,
    place: 'library',
    kind: 'reading',
    main: html`${placeNav(ctx, 'library', 'gaps')}
<div class="title"><p class="quiet">${t('gaps.kicker')}</p><h1 lang="${it.lang}">${it.title}</h1>
<p class="cluster quiet"><span class="sign">${icon(ctx, stateIcon(it.state), true)} ${t(`gaps.state.${it.state}`)}</span>
<span>${ctx.locale.rich('gaps.asked-at', { name: it.author.name, time: timeOf(ctx, it.createdAt, false) })}</span>
${it.tags.map((tag) => html`<a href="/c/${spaceOf(ctx).slug}/gaps?tag=${encodeURIComponent(tag)}">#${tag}</a>`)}</p></div>
${problems(ctx, again, 'reply')}
${it.html ? html`<div class="prose why" lang="${it.lang}">${trusted(it.html)}</div>` : nothing}
${wanting(ctx, it)}
${it.answer ? answered(ctx, it) : html`${who(ctx, it, again)}${filling(ctx, it, again)}`}
${comments(ctx, it, again)}
${wholeMenu(ctx, it, it.mayChange ? html`<a class="button plain" href="${it.url}/edit">${icon(ctx, 'pencil', true)} ${t('ui.edit')}</a>` : nothing)}`,
  })
}

/** How many want to know it, and "me too". */
function wanting(ctx: Request, it: ShownGap): Html {
  const { t } = ctx.locale
  const may = it.mayComment && !it.own && it.state !== 'filled'
  return html`<div class="cluster"><p>${t('gaps.wishes', { count: it.wishes + 1 })}</p>
${may ? verb(`${it.url}/wish`, t(it.mine ? 'gaps.not-me' : 'gaps.me-too'), { on: it.mine ? 'false' : 'true' }) : nothing}${followButton(ctx, it)}</div>`
}

function answered(ctx: Request, it: ShownGap): Html {
  const { t } = ctx.locale
  const { url, lang, title, by, at } = it.answer!
  return html`<section class="panel good stack" aria-labelledby="answer"><h2 class="with-icon" id="answer">${icon(ctx, 'circle-check')} ${t('gaps.answer')}</h2>
<p><a class="written" href="${url}">${inLanguage(ctx, lang, title)}</a></p><p class="quiet">${ctx.locale.rich('gaps.answered-at', { name: by, time: timeOf(ctx, at, false) })}</p>
${it.mayChange ? verb(`${it.url}/answer`, t('gaps.not-answered'), { answer: '' }, 'plain') : nothing}</section>`
}

/** Who is on it; or the offer to be. */
function who(ctx: Request, it: ShownGap, again: Again): Html {
  const { t } = ctx.locale
  if (it.taker)
    return html`<section class="panel cluster">${face(it.taker, true)} <p>${taking(ctx, it)}</p>
${it.mayStart && (it.mineToDo || spaceOf(ctx).standing === 'host') ? verb(`${it.url}/taking`, t('gaps.lay-down'), { on: 'false' }) : nothing}</section>`
  if (!it.mayStart) return html`<p class="quiet">${t('gaps.nobody')}</p>`
  return html`<form class="panel stack" method="post" action="${it.url}/taking"><h2>${t('gaps.take')}</h2><p class="quiet">${t('gaps.take.hint')}</p><input type="hidden" name="on" value="true">
${field(ctx, { name: 'until', label: t('gaps.until'), type: 'date', hint: t('gaps.until.hint') }, again)}
<p><button class="button" type="submit">${t('gaps.take.now')}</button></p></form>`
}

/** Saying what answers it, or beginning to write that. */
function filling(ctx: Request, it: ShownGap, again: Again): Html {
  const { t } = ctx.locale
  const space = spaceOf(ctx)
  if (!it.mayStart) return nothing
  const begin = ctx.site.isOn('page', space.tools)
    ? `/c/${space.slug}${ctx.site.beginPath('page')}?title=${encodeURIComponent(it.title)}`
    : undefined
  const open = again.errors?.answer !== undefined
  return html`<details class="more"${open ? trusted(' open') : nothing}><summary>${icon(ctx, 'chevron-right', true)} ${t('gaps.known')}</summary>
<form class="stack" method="post" action="${it.url}/answer">
${field(ctx, { name: 'answer', label: t('gaps.field.answer'), required: true, most: 500, hint: t('gaps.field.answer.hint') }, again)}
<p class="cluster"><button class="button second" type="submit">${t('gaps.fill')}</button>${begin ? html` <a href="${begin}">${t('gaps.write')}</a>` : nothing}</p></form></details>`
}

/** Asking, or saying otherwise what was asked. */
export function askPage(ctx: Request, it: Said & { url?: string }, again: Again = {}): Html {
  const { t } = ctx.locale
  const title = t(it.url ? 'gaps.edit' : 'gaps.new')
  return layout(ctx, {
    title,
    place: 'library',
    main: html`${placeNav(ctx, 'library', 'gaps')}<div class="title"><h1>${title}</h1>${it.url ? nothing : html`<p class="lead">${t('gaps.new.lead')}</p>`}</div>
${problems(ctx, again)}
<form class="stack" method="post" action="${it.url ? `${it.url}/edit` : `/c/${spaceOf(ctx).slug}/gaps`}">${formKey()}${readers(ctx)}
${field(ctx, { name: 'title', label: t('gaps.field.title'), required: true, most: 200, value: it.title, hint: t('gaps.field.title.hint') }, again)}
${field(ctx, { name: 'why', label: t('gaps.field.why'), most: 5000, rows: 4, value: it.why, hint: t('gaps.field.why.hint') }, again)}
${field(ctx, { name: 'tags', label: t('gaps.field.tags'), most: 400, value: it.tags.join(', '), hint: t('gaps.field.tags.hint') }, again)}
${select(ctx, { name: 'lang', label: t('gaps.field.lang'), value: it.lang, options: Object.entries(languages) }, again)}
<p><button class="button" type="submit">${t(it.url ? 'ui.keep' : 'gaps.ask')}</button></p></form>`,
  })
}
