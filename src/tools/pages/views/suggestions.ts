import { type Html, html, nothing, trusted } from '../../../platform/html.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import { difference } from '../../../ui/difference.ts'
import { type Again, field, formKey, problems, verb } from '../../../ui/form.ts'
import { layout } from '../../../ui/layout.ts'
import { emptyPlace, face, icon, inLanguage } from '../../../ui/parts.ts'
import { timeOf } from '../../../ui/time.ts'
import type { Page } from '../pages.ts'
import type { ShownSuggestion } from '../suggestion-routes.ts'
import { changed } from './changed.ts'
import { pageEditor } from './editor.ts'
import { subNav } from './sub.ts'

function about(ctx: Request, it: Page, title: string, main: Html): Html {
  return layout(ctx, {
    title: `${title}: ${it.title}`,
    place: 'library',
    main: html`${subNav(ctx, 'pages')}<div class="title"><h1>${title}</h1><p class="quiet"><a href="${it.url}">${inLanguage(ctx, it.lang, it.title)}</a></p></div>
${main}`,
  })
}

/** All suggestions for a page. */
export function suggestionsPage(ctx: Request, it: Page, list: ShownSuggestion[], next: string | null): Html {
  const { t } = ctx.locale
  const add = html`<p class="no-print"><a class="button second" href="${it.url}/suggestions/new">${icon(ctx, 'pencil', true)} ${t('pages.suggest')}</a></p>`
  return about(
    ctx,
    it,
    t('pages.suggestions'),
    html`${list.length ? nothing : emptyPlace(ctx, t('pages.suggestions.none'), add)}
<ul class="rows" role="list">${list.map(
      (
        one,
      ) => html`<li>${face(one.author, true)}<div><p><a class="name" href="${one.url}">${t('pages.suggestion.of', { name: one.author.name })}</a> <span class="sign">${t(`pages.suggestion.state.${one.state}`)}</span></p>
<p class="quiet">${timeOf(ctx, one.at)}</p>${one.why ? html`<p class="written">${one.why}</p>` : nothing}</div></li>`,
    )}</ul>
${next ? html`<p><a class="button second" href="${next}" rel="next">${t('ui.difference.earlier')}</a></p>` : nothing}
${list.length ? add : nothing}`,
  )
}

/** Saying what a page could say. It stays as it is until somebody who writes it takes the suggestion in. */
export function newSuggestionPage(ctx: Request, it: Page, again: Again = {}): Html {
  const { t } = ctx.locale
  const meanwhile = again.typed !== undefined && String(again.typed.version) !== String(it.version)
  const typed = typeof again.typed?.text === 'string' ? again.typed.text : ''
  return layout(ctx, {
    title: t('pages.suggest'),
    place: 'library',
    main: html`<div class="title"><h1>${t('pages.suggest')}</h1><p class="quiet"><a href="${it.url}">${inLanguage(ctx, it.lang, it.title)}</a></p><p>${t('pages.suggest.lead')}</p></div>
${problems(ctx, again, 'page')}
${meanwhile ? html`<section class="panel stack" aria-labelledby="now"><h2 id="now">${t('pages.meanwhile')}</h2>${difference(ctx, typed, it.text, undefined, it.lang)}</section>` : nothing}
${pageEditor(
  ctx,
  {
    id: 'page',
    action: `${it.url}/suggestions`,
    heading: t('pages.field.text'),
    text: it.text,
    button: t('pages.suggest.send'),
    rows: 22,
    lang: it.lang,
    hidden: { version: it.version },
    before: field(
      ctx,
      { name: 'title', label: t('pages.field.title'), required: true, most: 200, value: it.title, lang: it.lang },
      again,
    ),
    after: field(
      ctx,
      { name: 'why', label: t('pages.suggest.why'), most: 300, hint: t('pages.suggest.why.hint') },
      again,
    ),
  },
  again,
)}`,
  })
}

interface Whole extends ShownSuggestion {
  before: string
  text: string
  /** What was changed in the page since is changed in the suggestion, too. */
  overlaps: boolean
  /** What the page would say with it. */
  to: { title: string; text: string } | undefined
  /** Whoever looks may take it in. */
  settles: boolean
}

/** One suggestion, for those who write the page to answer. */
export function suggestionPage(ctx: Request, it: Page, one: Whole, again: Again = {}): Html {
  const { t } = ctx.locale
  const open = one.state === 'open'
  const own = ctx.me?.id === one.author.id
  // What it changes in the page as it is now; where that cannot be put together, and afterwards, what it changed then.
  const [was, is] = one.to ? [it, one.to] : [{ title: one.beforeTitle, text: one.before }, one]
  return about(
    ctx,
    it,
    t('pages.suggestion.of', { name: one.author.name }),
    html`<p class="cluster quiet">${face(one.author, true)} <span>${timeOf(ctx, one.at)}</span> <span class="sign">${t(`pages.suggestion.state.${one.state}`)}</span></p>
${one.why ? html`<p class="written lead">${one.why}</p>` : nothing}
${problems(ctx, again)}
${open ? nothing : html`<section class="panel stack"><p>${t(`pages.suggestion.was.${one.state}`, { name: one.settledBy ?? '' })} ${one.settledAt ? timeOf(ctx, one.settledAt) : nothing}</p>${one.answer ? html`<p class="written">${one.answer}</p>` : nothing}</section>`}
${one.overlaps ? html`<p class="panel with-icon">${icon(ctx, 'triangle-alert')} <span>${t('pages.suggestion.overlaps')}</span></p>` : nothing}
<section class="stack" aria-labelledby="changes"><h2 id="changes">${t(open ? 'pages.suggestion.changes' : 'pages.changes')}</h2>
${changed(ctx, { title: was.title, text: was.text, lang: it.lang }, { ...is, lang: it.lang })}</section>
${open && one.settles ? answering(ctx, it, one, again) : nothing}
${open && own ? html`<div class="cluster no-print">${verb(`${one.url}/withdrawal`, t('pages.suggestion.withdraw'), {}, 'plain')}</div>` : nothing}
<p class="no-print"><a href="${it.url}/suggestions">${t('pages.suggestions')}</a></p>`,
  )
}

/** Taking it in is one press; leaving the page as it is asks for a word to its author. */
function answering(ctx: Request, it: Page, one: Whole, again: Again): Html {
  const { t } = ctx.locale
  const byHand = html`<a class="button second" href="${it.url}/edit?suggestion=${one.number}">${icon(ctx, 'pencil', true)} ${t('pages.suggestion.by-hand')}</a>`
  return html`<section class="stack no-print" aria-labelledby="answer-it"><h2 id="answer-it">${t('pages.suggestion.answer')}</h2>
<div class="cluster">${one.to ? verb(`${one.url}/acceptance`, t('pages.suggestion.take'), {}, '') : nothing}${byHand}</div>
<details class="more"${again.errors ? trusted(' open') : nothing}><summary>${icon(ctx, 'chevron-right', true)} ${t('pages.suggestion.leave')}</summary>
<form method="post" action="${one.url}/refusal" class="stack">${formKey()}${field(ctx, { name: 'answer', label: t('pages.suggestion.leave.why', { name: one.author.name }), required: true, most: 500, rows: 2 }, again)}
<div><button class="button second" type="submit">${t('pages.suggestion.leave')}</button></div></form></details></section>`
}
