import { type Html, html, nothing, trusted } from '../../../platform/html.ts'
import { mayStart, type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { placeNav } from '../../../spine/spaces/tabs.ts'
import { formKey } from '../../../ui/form.ts'
import { layout } from '../../../ui/layout.ts'
import { emptyPlace, icon, inLanguage } from '../../../ui/parts.ts'
import { timeOf } from '../../../ui/time.ts'
import type { choicesIn, Which } from '../list.ts'
import type { ShownListed } from '../present.ts'
import { outward } from './outward.ts'

type Asked = Omit<Which, 'spaceId' | 'after'>
type Choice = Awaited<ReturnType<typeof choicesIn>>[number]

export interface List {
  links: ShownListed[]
  next: string | null
  asked: Asked
  choices: Choice[]
}

/** Links to what others made, with what narrows them. */
export function listPage(ctx: Request, { links, next, asked, choices }: List): Html {
  const { t } = ctx.locale
  const any = choices.some(({ what }) => what === 'kind')
  const narrowed = Boolean(asked.tag || asked.lang || asked.kind || asked.words || asked.silent)
  return layout(ctx, {
    title: t('links.title'),
    place: 'library',
    main: html`${placeNav(ctx, 'library', 'links')}
<div class="title"><h1>${t('links.title')}</h1>${any ? html`<p class="lead">${t('links.lead')}</p>` : nothing}</div>
${any ? quickForm(ctx) : nothing}
${any ? html`${narrowing(ctx, asked, choices)}${narrowed ? html`<p class="quiet" role="status">${t('links.narrowed', { count: links.length, more: next ? 'yes' : 'no' })} <a href="${addressOf(ctx, {})}">${t('links.all')}</a></p>` : nothing}` : nothing}
${
  links.length
    ? html`<ul class="rows links" role="list">${links.map((one) => row(ctx, one))}</ul>`
    : narrowed
      ? emptyPlace(ctx, t('links.none-such'))
      : emptyPlace(ctx, t('links.none'), quickForm(ctx))
}
${next ? html`<p><a class="button second" rel="next" href="${next}">${t('links.further')}</a></p>` : nothing}`,
  })
}

/** One field: paste an address, and it is kept. */
function quickForm(ctx: Request): Html {
  const { t } = ctx.locale
  if (!mayStart(spaceOf(ctx))) return nothing
  const here = `/c/${spaceOf(ctx).slug}/links`
  return html`<form class="quick" method="post" action="${here}">${formKey()}
<div class="field"><label for="address">${t('links.quick')}</label><input id="address" name="address" type="text" inputmode="url" autocapitalize="none" autocomplete="off" spellcheck="false" required maxlength="2000"></div>
<button class="button" type="submit">${icon(ctx, 'plus', true)} ${t('links.keep')}</button>
<a class="quiet" href="${here}/new">${t('links.with-note')}</a></form>`
}

function narrowing(ctx: Request, asked: Asked, choices: Choice[]): Html {
  const { t } = ctx.locale
  const of = (what: Choice['what']) => choices.filter((one) => one.what === what)
  const option = (value: string, words: string, chosen: boolean) =>
    html`<option value="${value}"${chosen ? trusted(' selected') : nothing}>${words}</option>`
  const choose = (name: 'kind' | 'lang', all: string, named: (name: string) => string) =>
    of(name).length < 2
      ? nothing
      : html`<select name="${name}" aria-label="${t(`links.field.${name}`)}">${option('', all, !asked[name])}${of(name).map((one) => option(one.name, `${named(one.name)} (${one.count})`, asked[name] === one.name))}</select>`
  const silent = of('silent')[0]?.count ?? 0
  return html`<search><form class="narrow cluster" method="get" action="/c/${spaceOf(ctx).slug}/links">
<input type="search" name="q" value="${asked.words ?? ''}" maxlength="200" aria-label="${t('links.search')}" placeholder="${t('links.search')}">
<button class="button second" type="submit">${t('links.show')}</button>
${asked.tag ? html`<input type="hidden" name="tag" value="${asked.tag}">` : nothing}<details class="more"${asked.kind || asked.lang || asked.order === 'title' ? trusted(' open') : nothing}><summary>${icon(ctx, 'chevron-right', true)} ${t('links.narrow')}</summary><div class="cluster">${choose('kind', t('links.any-kind'), (name) => t(`links.kind.${name}`))}
${choose('lang', t('links.any-lang'), (name) => ctx.locale.languageName(name))}
<select name="order" aria-label="${t('links.order')}">${option('newest', t('links.order.newest'), asked.order === 'newest')}${option('title', t('links.order.title'), asked.order === 'title')}</select></div></details></form></search>
${of('tag').length ? html`<nav class="tags" aria-label="${t('links.tags')}">${of('tag').map(({ name }) => html`<a href="${addressOf(ctx, { ...asked, tag: asked.tag === name ? undefined : name })}"${asked.tag === name ? trusted(' aria-current="true"') : nothing}>#${name}</a>`)}</nav>` : nothing}
${silent && !asked.silent ? html`<p class="quiet"><a href="${addressOf(ctx, { silent: true })}">${t('links.silent-count', { count: silent })}</a></p>` : nothing}`
}

function addressOf(ctx: Request, { tag, lang, kind, words, silent, order }: Partial<Asked>): string {
  const all = {
    tag,
    lang,
    kind,
    q: words,
    state: silent ? 'silent' : undefined,
    order: order === 'title' ? order : undefined,
  }
  const said = Object.entries(all).filter((pair): pair is [string, string] => Boolean(pair[1]))
  return `/c/${spaceOf(ctx).slug}/links${said.length ? `?${new URLSearchParams(said)}` : ''}`
}

function row(ctx: Request, one: ShownListed): Html {
  const { t } = ctx.locale
  const note = one.excerpt ? html`<p class="excerpt">${one.excerpt}</p>` : nothing
  return html`<li>${icon(ctx, iconOf(one.kind))}<a class="name" href="${one.url}">${inLanguage(ctx, one.lang, one.title)}</a>
<p class="quiet cluster">${outward(ctx, one)}${one.health.state === 'silent' ? html` <span class="sign need">${icon(ctx, 'triangle-alert', true)} ${t('links.silent')}</span>` : nothing} <span>${t(`links.kind.${one.kind}`)}</span>${one.lang === ctx.locale.lang ? nothing : html` <span class="written">${ctx.locale.languageName(one.lang)}</span>`}${one.licence ? html` <span class="written">${one.licence}</span>` : nothing}</p>
${note}
<p class="quiet cluster"><span>${ctx.locale.rich('links.kept', { name: one.author.name, time: timeOf(ctx, one.createdAt, false) })}</span>${one.messageCount ? html` <span>${t('items.comments', { count: one.messageCount })}</span>` : nothing}${one.tags.slice(0, 4).map((tag) => html` <a href="${addressOf(ctx, { tag })}">#${tag}</a>`)}</p></li>`
}

/** What a kind of thing looks like. */
function iconOf(kind: string): string {
  const icons: Record<string, string> = {
    article: 'file-text',
    document: 'file-text',
    book: 'book-open',
    law: 'file-text',
    data: 'table',
    map: 'globe',
    tool: 'settings-2',
  }
  return icons[kind] ?? 'link'
}
