import { type Html, html, nothing } from '../../../platform/html.ts'
import { mayStart, type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { layout } from '../../../ui/layout.ts'
import { emptyPlace, icon } from '../../../ui/parts.ts'
import { timeOf } from '../../../ui/time.ts'
import type { ShownListed } from '../index-routes.ts'
import { carrying } from './carrying.ts'
import { newButton } from './forms.ts'
import { subNav } from './sub.ts'

type Shown = Pick<ShownListed, 'id' | 'url' | 'title' | 'lang' | 'template' | 'state' | 'under' | 'below'>

/** All pages as a tree; branches that are not shown whole are a link further. */
export function indexPage(ctx: Request, pages: Shown[], { cut, under }: { cut: boolean; under: number | null }): Html {
  const { t } = ctx.locale
  const start = mayStart(spaceOf(ctx)) ? newButton(ctx) : undefined
  return layout(ctx, {
    title: t('pages.title'),
    place: 'library',
    main: html`${subNav(ctx, under === null ? 'pages' : 'none')}
<div class="title"><h1>${t('pages.title')}</h1>${pages.length ? html`<p class="lead">${t('pages.lead')}</p>` : nothing}${start && pages.length ? html`<p>${start}</p>` : nothing}</div>
${pages.length ? html`<nav class="tree" aria-label="${t('pages.title')}">${branch(ctx, pages, under)}</nav>` : emptyPlace(ctx, t('pages.none'), start)}
${cut ? html`<p class="quiet">${t('pages.cut')}</p>` : nothing}
${under === null ? carrying(ctx, pages.length > 0) : nothing}`,
  })
}

function branch(ctx: Request, pages: Shown[], under: number | null): Html {
  const here = pages.filter((one) => one.under === under)
  if (!here.length) return nothing
  return html`<ul role="list">${here.map((one) => {
    const inside = branch(ctx, pages, one.id)
    const more = one.below && inside === nothing
    return html`<li><a href="${one.url}" lang="${one.lang}">${one.title}</a>${sign(ctx, one)}${more ? html` <a class="quiet" href="/c/${spaceOf(ctx).slug}/pages?under=${one.id}">${ctx.locale.t('pages.below-count', { count: one.below })}</a>` : inside}</li>`
  })}</ul>`
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
      ? html`<a class="button" href="/c/${spaceOf(ctx).slug}/pages/new?template=${template}">${t(`pages.begin.${template}`)}</a>`
      : undefined
  return layout(ctx, {
    title,
    place: 'library',
    main: html`${subNav(ctx, tag ? 'none' : current)}
<div class="title"><h1>${title}</h1>${start && pages.length ? html`<p>${start}</p>` : nothing}</div>
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
