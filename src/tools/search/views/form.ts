import { type Html, html, nothing, trusted } from '../../../platform/html.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import type { Narrowed } from '../../../spine/search/typed.ts'
import { checkbox, field, select } from '../../../ui/form.ts'
import { icon } from '../../../ui/parts.ts'
import { dayOf } from '../../../ui/time.ts'
import type { Found } from '../find.ts'
import { addressOf, besides } from '../wish.ts'

/** One form: what is looked for, and below it what narrows it. Works by loading the page. */
export function searchForm(ctx: Request, found: Found): Html {
  const { t } = ctx.locale
  const { asked, path } = found
  const narrowed = Object.keys(asked.narrowed).length > 0
  return html`<search><form class="search-form" method="get" action="${path}">
<div class="field"><label for="q">${t('search.what')}</label>
<copse-search class="line" data-suggestions="${path}/suggestions" data-offered="${t('search.offered', { count: '{count}' })}" data-recent="${t('search.recent')}" data-label="${t('search.suggestions')}"><input id="q" type="search" name="q" value="${asked.words}" maxlength="400" autocomplete="off" enterkeyhint="search"${asked.any ? nothing : trusted(' autofocus')}><button class="button" type="submit">${icon(ctx, 'search')} ${t('search.now')}</button></copse-search></div>
${asked.item ? html`<input type="hidden" name="item" value="${asked.item}">` : nothing}${asked.sort === 'newest' && asked.terms.length ? html`<input type="hidden" name="sort" value="newest">` : nothing}
${chips(ctx, found)}
<details class="narrow"${narrowed && !asked.words ? trusted(' open') : nothing}><summary>${icon(ctx, 'settings-2', true)} ${t('search.narrow')}</summary>${controls(ctx, found)}</details>
${ctx.space ? html`<p class="quiet"><a href="${addressOf('/search', asked)}">${t('search.widen')}</a></p>` : nothing}
</form></search>`
}

/** What narrows the search now, each with a way to take it away. */
function chips(ctx: Request, found: Found): Html {
  const { asked, path } = found
  const { t } = ctx.locale
  const said = Object.keys(asked.narrowed) as (keyof Narrowed)[]
  if (!said.length && !asked.item) return nothing
  const chip = (words: Html, address: string) =>
    html`<li><a href="${address}"><span class="vh">${t('search.take-away')} </span>${words} ${icon(ctx, 'x', true)}</a></li>`
  return html`<ul class="filters" role="list" aria-label="${t('search.narrowed')}">${asked.item ? chip(html`${t('search.in-one')}`, addressOf(path, asked, { item: undefined })) : nothing}${said.map((name) => chip(chipWords(ctx, name, found), addressOf(path, asked, { [name]: undefined })))}</ul>`
}

function chipWords(ctx: Request, name: keyof Narrowed, { asked: { narrowed }, choices }: Found): Html {
  const { t } = ctx.locale
  const value = narrowed[name]!
  if (name === 'since' || name === 'before') {
    const day = dayOf({ ...ctx, timeZone: 'UTC' }, `${value}T00:00:00Z`)
    return ctx.locale.rich(`search.chip.${name}`, { value: day })
  }
  const place = name === 'in' && choices.places.find(({ slug }) => slug === value)
  if (place) return html`${t('search.chip.in', { value: place.name })}`
  const shown = name === 'kind' ? kindName(ctx, value) : name === 'has' ? t('search.has-file') : value
  return html`${t(`search.chip.${name}`, { value: shown })}`
}

function kindName(ctx: Request, kind: string): string {
  const item = ctx.site.searched[kind]
  return item ? item.named(ctx.locale) : ctx.locale.t(`search.kind.${kind}`)
}

function controls(ctx: Request, { asked, choices }: Found): Html {
  const { t } = ctx.locale
  const { narrowed } = asked
  const any: [string, string] = ['', t('search.any')]
  const places = choices.places.map(({ slug, name, parent }): [string, string] => [
    slug,
    parent ? `${parent} › ${name}` : name,
  ])
  // What was typed stays to be seen, also where it names nothing.
  if (narrowed.in && !places.some(([slug]) => slug === narrowed.in)) places.unshift([narrowed.in, narrowed.in])
  const kinds = [...Object.keys(ctx.site.searched), ...besides].map((kind): [string, string] => [
    kind,
    kindName(ctx, kind),
  ])
  return html`<div class="narrowing">
${places.length > 1 || narrowed.in ? select(ctx, { name: 'in', label: t('search.in'), value: narrowed.in ?? '', options: [[any[0], t('search.everywhere')], ...places] }) : nothing}
${select(ctx, { name: 'kind', label: t('search.kind'), value: narrowed.kind ?? '', options: [any, ...kinds] })}
${field(ctx, { name: 'from', label: t('search.from'), value: narrowed.from ?? '', most: 100, autocomplete: 'off' })}
${field(ctx, { name: 'tag', label: t('search.tag'), value: narrowed.tag ?? '', most: 100, list: 'tags' })}<datalist id="tags">${choices.tags.map((tag) => html`<option value="${tag}"></option>`)}</datalist>
${field(ctx, { name: 'since', label: t('search.since'), type: 'date', value: narrowed.since ?? '' })}
${field(ctx, { name: 'before', label: t('search.before'), type: 'date', value: narrowed.before ?? '' })}
${checkbox({ name: 'has', words: t('search.has-file'), checked: narrowed.has !== undefined })}
<p><button class="button second" type="submit">${t('search.narrow-now')}</button></p></div>`
}
