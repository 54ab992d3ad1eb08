import { type Html, html, nothing } from '../../../platform/html.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import { wantingLink } from '../../../spine/spaces/wanting.ts'
import { layout } from '../../../ui/layout.ts'
import { emblem, emptyPlace, face, inLanguage } from '../../../ui/parts.ts'
import type { Found } from '../find.ts'
import { addressOf } from '../wish.ts'
import { searchForm } from './form.ts'
import { helpView } from './help.ts'
import { pieces, resultRow } from './result.ts'

/** The search: what is asked, and what was found. Empty, it says what can be found here. */
export function searchPage(ctx: Request, found: Found): Html {
  const { t } = ctx.locale
  const { space } = ctx
  const { asked } = found
  const title = space ? t('search.title-in', { space: space.name }) : t('search.title')
  const none = !found.results.length && !found.people.length && !found.spaces.length
  return layout(ctx, {
    title: asked.words ? t('search.title-for', { words: asked.words }) : title,
    main: html`<div class="title"><h1>${title}</h1></div>
${searchForm(ctx, found)}
${asked.any ? html`${sayings(ctx, found)}${none ? noneView(ctx, found) : results(ctx, found)}` : emptyPlace(ctx, t('search.begin'))}
${helpView(ctx)}`,
  })
}

/** What was done with the words: forgiven, or nearly the same as others. */
function sayings(ctx: Request, { didYouMean, forgiven, asked }: Found): Html {
  if (!didYouMean) return nothing
  const other = html`<a class="written" href="${didYouMean.url}">${didYouMean.words}</a>`
  return forgiven
    ? html`<p class="panel good" role="status">${ctx.locale.rich('search.forgiven', { words: asked.words, other })}</p>`
    : html`<p>${ctx.locale.rich('search.did-you-mean', { other })}</p>`
}

function results(ctx: Request, found: Found): Html {
  const { t } = ctx.locale
  const { people, spaces } = found
  return html`${people.length ? html`<section class="stack" aria-labelledby="people"><div class="head"><h2 id="people">${t('search.people')}</h2>${all(ctx, found, 'person')}</div><ul class="rows found" role="list">${people.map((one) => html`<li>${face(one)}<a class="name" href="${one.url}">${one.name}</a>${one.told.length ? html`<p class="excerpt">${inLanguage(ctx, one.lang, pieces(one.told))}</p>` : nothing}</li>`)}</ul></section>` : nothing}
${spaces.length ? html`<section class="stack" aria-labelledby="spaces"><div class="head"><h2 id="spaces">${t('search.spaces')}</h2>${all(ctx, found, 'space')}</div><ul class="rows found" role="list">${spaces.map((one) => html`<li>${emblem(ctx, one)}<a class="name" href="${one.url}">${inLanguage(ctx, one.lang, one.name)}</a>${one.purpose ? html`<p class="excerpt">${inLanguage(ctx, one.lang, one.purpose)}</p>` : nothing}</li>`)}</ul></section>` : nothing}
${
  found.results.length
    ? html`<section class="stack" aria-labelledby="said"><div class="head"><h2 id="said">${t('search.said')}</h2>${order(ctx, found)}</div>
<ul class="rows found" role="list">${found.results.map((one) => resultRow(ctx, found, one))}</ul>
${found.next ? html`<p><a class="button second" rel="next" href="${found.next}">${t('search.more')}</a></p>` : nothing}
${found.capped ? html`<p class="quiet">${ctx.locale.rich('search.best-only', { newest: html`<a href="${addressOf(found.path, found.asked, { sort: 'newest' })}">${t('search.by-newest')}</a>` })}</p>` : nothing}</section>`
    : nothing
}`
}

/** To all of one kind, where a few stand beside other results. */
function all(ctx: Request, { asked, path, ...found }: Found, kind: 'person' | 'space'): Html {
  const shown = kind === 'person' ? found.people : found.spaces
  return asked.narrowed.kind || shown.length < 3
    ? nothing
    : html` <a href="${addressOf(path, asked, { kind })}">${ctx.locale.t(kind === 'person' ? 'search.all-people' : 'search.all-spaces')}</a>`
}

/** The two orders, as links; one of them is where one is. */
function order(ctx: Request, { asked, path }: Found): Html {
  const { t } = ctx.locale
  if (!asked.terms.some((term) => !term.not)) return nothing
  const link = (sort: 'best' | 'newest') =>
    asked.sort === sort
      ? html`<span aria-current="true">${t(`search.order.${sort}`)}</span>`
      : html`<a href="${addressOf(path, asked, { sort: sort === 'newest' ? sort : undefined })}">${t(`search.order.${sort}`)}</a>`
  return html` <p class="order" role="group" aria-label="${t('search.order')}">${link('best')} ${link('newest')}</p>`
}

/** Nothing fits: what one can try, the nearest first. */
function noneView(ctx: Request, { asked, path }: Found): Html {
  const { t } = ctx.locale
  const narrowed = Object.keys(asked.narrowed).length > 0 || asked.item !== undefined
  const plain = { ...asked, narrowed: {} }
  delete plain.item
  const tries = html`<ul class="tries">${narrowed && asked.words ? html`<li><a href="${addressOf(path, plain)}">${t('search.try.all')}</a></li>` : nothing}
${ctx.space ? html`<li><a href="${addressOf('/search', asked)}">${t('search.try.everywhere')}</a></li>` : nothing}
${asked.terms.some(({ phrase, not }) => phrase || not) ? html`<li>${t('search.try.plain')}</li>` : nothing}
${asked.terms.length > 1 ? html`<li>${t('search.try.fewer')}</li>` : nothing}
<li>${t('search.try.other')}</li>${asked.words && ctx.space ? html`<li>${wantingLink(ctx, asked.words)}</li>` : nothing}</ul>`
  return emptyPlace(ctx, asked.words ? t('search.none-for', { words: asked.words }) : t('search.none'), tries)
}
