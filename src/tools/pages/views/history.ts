import { type Html, html, nothing, trusted } from '../../../platform/html.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import { mayStart, spaceOf } from '../../../spine/request/ctx.ts'
import { verb } from '../../../ui/form.ts'
import { layout } from '../../../ui/layout.ts'
import { face, icon, inLanguage } from '../../../ui/parts.ts'
import { timeOf } from '../../../ui/time.ts'
import type { Hand, Hands } from '../hands.ts'
import type { Page } from '../pages.ts'
import type { ShownRevision } from '../present.ts'
import type { KeptRevision } from '../revisions.ts'
import { changed } from './changed.ts'
import { subNav } from './sub.ts'

/** Of a version that is longer the beginning is shown, in characters. */
const LONGEST_SOURCE = 100_000

type Of = Pick<Page, 'url' | 'title' | 'lang' | 'number'>

function about(ctx: Request, it: Of, title: string, main: Html): Html {
  return layout(ctx, {
    title: `${title}: ${it.title}`,
    place: 'library',
    main: html`${subNav(ctx, 'pages')}<div class="title"><h1>${title}</h1><p class="quiet"><a href="${it.url}">${inLanguage(ctx, it.lang, it.title)}</a></p></div>
${main}`,
  })
}

/** All revisions; any two of them can be chosen to be compared. */
export function historyPage(
  ctx: Request,
  it: Of & { owner: { name: string } | null },
  revisions: ShownRevision[],
  next: string | null,
): Html {
  const { t } = ctx.locale
  const radio = (name: string, one: ShownRevision, on: boolean, words: string) =>
    html`<label class="pick"><input type="radio" name="${name}" value="${one.number}"${on ? trusted(' checked') : nothing}> <span>${t(`pages.compare.${name}-here`)}<span class="vh"> ${words}</span></span></label>`
  return about(
    ctx,
    it,
    t('pages.history'),
    html`${it.owner ? html`<p class="quiet">${t('pages.own.of', { name: it.owner.name })}</p>` : nothing}<form method="get" action="${it.url}/compare" class="stack">
<ul class="rows revisions" role="list">${revisions.map(
      (
        one,
        nth,
      ) => html`<li>${face(one.author, true)}<div><p><a class="name" href="${one.url}">${one.name ?? t('pages.revision', { number: one.number })}</a>${one.number === it.number ? html` <span class="sign">${t('pages.revision.now')}</span>` : nothing}</p>
<p class="quiet cluster"><span>${byWhom(ctx, one.author.name, one.others)}</span> <span>${timeOf(ctx, one.at)}</span> <span>${grown(ctx, one)}</span></p>
${one.why ? html`<p class="written">${one.why}</p>` : nothing}</div>
${revisions.length > 1 ? html`<p class="cluster no-print">${radio('from', one, nth === 1, t('pages.compare.from', { number: one.number }))}${radio('to', one, nth === 0, t('pages.compare.to', { number: one.number }))}</p>` : nothing}</li>`,
    )}</ul>
${revisions.length > 1 ? html`<p class="no-print"><button class="button second" type="submit">${t('pages.compare')}</button></p>` : nothing}</form>
${next ? html`<p><a class="button second" href="${next}" rel="next">${t('ui.difference.earlier')}</a></p>` : nothing}`,
  )
}

/** Whoever kept it, and who wrote in it with them. */
function byWhom(ctx: Request, author: string, others: { name: string }[] | null): string {
  return ctx.locale.list([author, ...(others ?? []).map(({ name }) => name)])
}

function authorOf({ authorId, handle, author, picture }: Hand) {
  return { id: authorId, handle, name: author, picture }
}

function grown(ctx: Request, { words, wordsBefore }: ShownRevision): string {
  const { t } = ctx.locale
  if (wordsBefore === null) return t('pages.words', { count: words })
  const by = words - wordsBefore
  return by === 0
    ? t('pages.words.same')
    : t(by > 0 ? 'pages.words.more' : 'pages.words.fewer', { count: Math.abs(by) })
}

/** One revision: what it changed, and what it says. */
export function revisionPage(
  ctx: Request,
  it: Of,
  one: KeptRevision,
  before: KeptRevision | undefined,
  restorable: boolean,
): Html {
  const { t } = ctx.locale
  return about(
    ctx,
    it,
    one.name ?? t('pages.revision', { number: one.number }),
    html`<p class="cluster quiet">${face(authorOf(one), true)} <span>${byWhom(ctx, one.author, one.others)}</span> <span>${timeOf(ctx, one.at)}</span></p>
${one.why ? html`<p class="written lead">${one.why}</p>` : nothing}
<div class="cluster no-print">${restorable ? verb(`${it.url}/revisions/${one.number}/restoration`, t('pages.restore')) : nothing}
${before ? html`<a href="${it.url}/revisions/${before.number}">${t('pages.revision.before')}</a>` : nothing}
${one.number < it.number ? html`<a href="${it.url}/revisions/${one.number + 1}">${t('pages.revision.after')}</a> <a href="${it.url}/compare?from=${one.number}&amp;to=${it.number}">${t('pages.compare.now')}</a>` : nothing}</div>
<section class="stack" aria-labelledby="changes"><h2 id="changes">${t('pages.changes')}</h2>${before ? changed(ctx, before, one) : html`<p class="quiet">${t('pages.changes.first')}</p>`}</section>
<details class="more"><summary>${t('pages.revision.source')}</summary><pre class="source" lang="${one.lang}">${one.text.slice(0, LONGEST_SOURCE)}</pre>${one.text.length > LONGEST_SOURCE ? html`<p class="quiet">${t('pages.revision.cut')}</p>` : nothing}</details>`,
  )
}

export function comparePage(ctx: Request, it: Of, from: KeptRevision, to: KeptRevision): Html {
  const { t } = ctx.locale
  return about(
    ctx,
    it,
    t('pages.compare.title', { from: from.number, to: to.number }),
    html`<p class="cluster quiet"><span>${from.author}, ${timeOf(ctx, from.at)}</span> ${icon(ctx, 'arrow-right', true)} <span>${to.author}, ${timeOf(ctx, to.at)}</span></p>
<p class="no-print"><a href="${it.url}/revisions">${t('pages.history')}</a>${mayStart(spaceOf(ctx)) && from.number !== it.number ? html` · <a href="${it.url}/revisions/${from.number}">${t('pages.revision', { number: from.number })}</a>` : nothing}</p>
${changed(ctx, from, to)}`,
  )
}

/** Who wrote what, part by part. */
export function authorsPage(
  ctx: Request,
  it: Of,
  { parts, complete, looked, next }: Pick<Hands, 'parts' | 'complete' | 'looked'> & { next: string | null },
): Html {
  const { t } = ctx.locale
  return about(
    ctx,
    it,
    t('pages.authors'),
    html`<p class="quiet">${complete ? t('pages.authors.hint') : t('pages.authors.far', { count: looked })}</p>
<div class="hands">${parts.map(
      ({
        text,
        revision,
      }) => html`<section class="stack"><p class="cluster quiet">${face(authorOf(revision), true)} <span>${revision.author}</span> <a href="${it.url}/revisions/${revision.number}">${timeOf(ctx, revision.at)}</a></p>
<pre class="source" lang="${it.lang}">${text}</pre></section>`,
    )}</div>
${next ? html`<p><a class="button second" rel="next" href="${next}">${t('pages.authors.more')}</a></p>` : nothing}`,
  )
}
