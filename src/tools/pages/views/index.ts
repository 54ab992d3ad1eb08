import { type Child, type Html, html, nothing } from '../../../platform/html.ts'
import { mayStart, type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { layout } from '../../../ui/layout.ts'
import { buttonLink, emptyPlace, icon, inLanguage } from '../../../ui/parts.ts'
import { timeOf } from '../../../ui/time.ts'
import type { ShownListed } from '../index-routes.ts'
import { carrying } from './carrying.ts'
import { newButton } from './forms.ts'
import { subNav } from './sub.ts'

type Shown = Pick<ShownListed, 'id' | 'url' | 'title' | 'lang' | 'template' | 'state' | 'under' | 'below'>

interface Part {
  /** Where the level goes on. */
  next: string | null
  /** The page that it begins under, and those above it, from the top; none: on top. */
  under: number | null
  above: Pick<Shown, 'url' | 'title' | 'lang' | 'id'>[]
  /** Whether it is the beginning of the level. */
  first: boolean
  /** All of it is shown; else what lies below is folded away. */
  small: boolean
}

/** All pages as a tree; in a large library a level of it, in which what lies below can be opened. */
export function indexPage(ctx: Request, pages: Shown[], { next, under, above, first, small }: Part): Html {
  const { t } = ctx.locale
  const start = mayStart(spaceOf(ctx)) ? newButton(ctx) : undefined
  const it = above.at(-1)
  return layout(ctx, {
    title: it ? it.title : t('pages.title'),
    place: 'library',
    main: html`${subNav(ctx, 'pages')}
<div class="title">${it ? crumbs(ctx, above.slice(0, -1)) : nothing}<div class="head"><h1${it ? html` lang="${it.lang}"` : nothing}>${it ? html`<a href="${it.url}">${it.title}</a>` : t('pages.title')}</h1> ${pages.length && !it ? start : nothing}</div>${pages.length && !it ? html`<p class="lead">${t('pages.lead')}</p>` : nothing}</div>
${pages.length ? html`<nav class="tree" aria-label="${t('pages.title')}">${branch(ctx, pages, under, !small)}</nav>` : emptyPlace(ctx, t('pages.none'), start)}
${next ? html`<p><a class="button second" rel="next" href="${next}">${t('pages.further')}</a></p>` : nothing}
${under === null && first ? carrying(ctx, pages.length > 0) : nothing}`,
  })
}

function crumbs(ctx: Request, above: Part['above']): Html {
  const here = `/c/${spaceOf(ctx).slug}/pages`
  return html`<nav class="crumbs quiet" aria-label="${ctx.locale.t('pages.crumbs')}"><a href="${here}">${ctx.locale.t('pages.title')}</a>${above.map((one) => html` <span aria-hidden="true">›</span> <a href="${here}?under=${one.id}">${inLanguage(ctx, one.lang, one.title)}</a>`)}</nav>`
}

function branch(ctx: Request, pages: Shown[], under: number | null, folded: boolean): Html {
  const children = new Map<number | null, Shown[]>()
  for (const one of pages) children.set(one.under, [...(children.get(one.under) ?? []), one])
  const level = (of: number | null, more: Child): Html =>
    html`<ul role="list">${(children.get(of) ?? []).map((one) => html`<li><a href="${one.url}" lang="${one.lang}">${one.title}</a>${sign(ctx, one)}${inside(one)}</li>`)}${more}</ul>`
  const inside = (one: Shown): Html => {
    if (!one.below) return nothing
    const shown = children.get(one.id)?.length ?? 0
    const words = ctx.locale.t('pages.below-count', { count: one.below })
    const all = `/c/${spaceOf(ctx).slug}/pages?under=${one.id}`
    if (!shown) return html` <a class="quiet" href="${all}">${words}</a>`
    const rest =
      shown < one.below
        ? html`<li><a class="quiet" href="${all}">${ctx.locale.t('pages.below-all', { count: one.below })}</a></li>`
        : nothing
    return folded
      ? html`<details class="more"><summary>${icon(ctx, 'chevron-right', true)} ${words}<span class="vh"> ${one.title}</span></summary>${level(one.id, rest)}</details>`
      : level(one.id, rest)
  }
  return level(under, nothing)
}

function sign(ctx: Request, one: Shown): Html {
  return one.state === 'draft' || one.state === 'retired'
    ? html` <span class="sign" data-state="${one.state}">${ctx.locale.t(`pages.state.${one.state}`)}</span>`
    : nothing
}

/** Pages as a list: what changed last, stories, the glossary, what carries a tag. */
export function listPage(
  ctx: Request,
  pages: ShownListed[],
  {
    current,
    next,
    tag,
  }: { current: 'pages' | 'changes' | 'stories' | 'glossary'; next: string | null; tag?: string | undefined },
): Html {
  const { t } = ctx.locale
  const title = tag ? `#${tag}` : t(`pages.shelf.${current}`)
  const template = current === 'stories' ? 'story' : current === 'glossary' ? 'glossary' : undefined
  const start =
    mayStart(spaceOf(ctx)) && template
      ? buttonLink(
          `/c/${spaceOf(ctx).slug}/pages/new?template=${template}`,
          html`${icon(ctx, 'plus')} ${t(`pages.begin.${template}`)}`,
          'always',
        )
      : undefined
  return layout(ctx, {
    title,
    place: 'library',
    main: html`${subNav(ctx, current)}
<div class="title"><div class="head"><h1>${title}</h1> ${pages.length ? start : nothing}</div></div>
${
  pages.length
    ? current === 'glossary'
      ? html`<dl class="glossary">${pages.map((one) => html`<div><dt><a href="${one.url}" lang="${one.lang}">${one.title}</a></dt><dd lang="${one.lang}">${one.excerpt}</dd></div>`)}</dl>`
      : html`<ul class="rows" role="list">${pages.map((one) => row(ctx, one))}</ul>`
    : emptyPlace(ctx, t(`pages.none.${tag ? 'tag' : current}`), start)
}
${next ? html`<p><a class="button second" rel="next" href="${next}">${t('pages.further')}</a></p>` : nothing}`,
  })
}

function row(ctx: Request, one: ShownListed): Html {
  return html`<li>${icon(ctx, 'file-text')}<a class="name" href="${one.url}" lang="${one.lang}">${one.title}</a>${sign(ctx, one)}
<p class="quiet cluster"><span>${one.by}</span> <span>${timeOf(ctx, one.changedAt)}</span>${one.why ? html` <span class="written">${one.why}</span>` : nothing}</p></li>`
}
