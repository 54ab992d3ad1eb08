import { type Html, html, nothing, trusted } from '../../../platform/html.ts'
import { type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { type Again, choices, field, formKey, problems, verb } from '../../../ui/form.ts'
import { layout } from '../../../ui/layout.ts'
import { emptyPlace, icon } from '../../../ui/parts.ts'
import { dayOf } from '../../../ui/time.ts'
import type { Page } from '../pages.ts'
import type { ShownPage } from '../present.ts'
import { licences, type Publication, publicPath, type Shown } from '../publishing/publications.ts'
import { subNav } from './sub.ts'

/** Said on a page that anyone may read. */
export function publishedNote(ctx: Request, it: ShownPage): Html {
  const { t } = ctx.locale
  if (!it.published) return nothing
  return html`<section class="panel cluster"><p class="with-icon">${icon(ctx, 'globe', true)} <span>${t('pages.published.is', { number: it.published.revision })} ${it.published.revision < it.revision ? t('pages.published.older') : nothing}</span></p>
<a href="${it.published.url}">${t('pages.published.open')}</a></section>`
}

interface PublicationParts {
  publication: Publication | undefined
  files: Shown[]
  people: string[]
  /** Addresses of this community that stand in the text as words. */
  addresses: string[]
  preview: Html
}

/** Publishing a page: what that means, under which licence, and how it will look. */
export function publicationPage(ctx: Request, it: Page, parts: PublicationParts, again: Again = {}): Html {
  const { t } = ctx.locale
  const { publication, preview } = parts
  return layout(ctx, {
    title: t('pages.publish.of', { title: it.title }),
    place: 'library',
    kind: 'reading',
    main: html`${subNav(ctx, 'pages')}
<div class="title"><nav class="crumbs quiet" aria-label="${t('pages.crumbs')}"><a href="${it.url}" lang="${it.lang}">${it.title}</a></nav><h1>${t('pages.publish.of', { title: it.title })}</h1>
${publication ? html`<p class="cluster"><span>${t('pages.published.is', { number: publication.number })} ${publication.number < it.number ? t('pages.published.older') : nothing}</span> <a href="${publicPath(it.id, publication.title)}">${t('pages.published.open')}</a></p>` : nothing}</div>
${problems(ctx, again)}
${consequences(ctx, parts)}
${publishForm(ctx, it, parts, again)}
${publication ? html`<section class="stack"><p class="quiet">${t('pages.publish.end.hint')}</p>${verb(`${it.url}/publication/removal`, t('pages.publish.end'))}</section>` : nothing}
<section class="stack" aria-labelledby="preview"><h2 id="preview">${t('pages.publish.preview')}</h2><div class="panel"><article class="prose" lang="${it.lang}">${preview}</article></div></section>`,
  })
}

function consequences(ctx: Request, { people, addresses }: PublicationParts): Html {
  const { t } = ctx.locale
  const space = spaceOf(ctx)
  const named = space.kind === 'community' && space.visibility === 'announced'
  return html`<div class="panel stack"><p>${t('pages.publish.what')}</p><p>${t('pages.publish.not')}</p>
<p>${named ? t('pages.publish.community.named', { space: space.name }) : t('pages.publish.community.hidden', { space: space.name })}</p>
${people.length ? html`<p class="with-icon">${icon(ctx, 'triangle-alert', true)} <strong>${t('pages.publish.named', { names: ctx.locale.list(people) })}</strong></p>` : nothing}
${addresses.length ? html`<p class="with-icon">${icon(ctx, 'triangle-alert', true)} <strong>${t('pages.publish.addresses', { count: addresses.length })}</strong></p><ul>${addresses.slice(0, 10).map((address) => html`<li><code class="written">${address}</code></li>`)}</ul>` : nothing}
<p>${t('pages.publish.wrote')}</p></div>`
}

function publishForm(ctx: Request, it: Page, { publication, files }: PublicationParts, again: Again): Html {
  const { t } = ctx.locale
  return html`<form class="stack" method="post" action="${it.url}/publication">${formKey()}<input type="hidden" name="version" value="${it.version}">
${choices(
  ctx,
  {
    name: 'licence',
    legend: t('pages.publish.licence'),
    value: publication?.licence ?? 'cc-by-sa-4.0',
    options: licences.map((value) => ({
      value,
      words: t(`pages.licence.${value.replaceAll('.', '-')}`),
      hint: t(`pages.licence.hint.${value.replaceAll('.', '-')}`),
    })),
  },
  again,
)}
${field(ctx, { name: 'terms', label: t('pages.publish.terms'), hint: t('pages.publish.terms.hint'), value: publication?.terms, most: 500, lang: it.lang }, again)}
${files.length ? html`<fieldset><legend>${t('pages.publish.files')}</legend><div class="choices">${files.map((file) => tick('files', String(file.id), file.name, publication ? publication.files.includes(file.id) : true))}</div></fieldset>` : nothing}
<div class="choices">${tick('listed', 'true', t('pages.publish.listed'), publication?.listed ?? false)}</div>
<p><button class="button" type="submit">${t('pages.publish.now')}</button></p></form>`
}

function tick(name: string, value: string, words: string, on: boolean): Html {
  return html`<label class="choice"><input type="checkbox" name="${name}" value="${value}"${on ? trusted(' checked') : nothing}> <span class="written">${words}</span></label>`
}

interface Listed {
  url: string
  title: string
  lang: string
  licence: string
  publishedAt: string
  outdated: boolean
  public: string
}

/** What of a community anyone may read. */
export function publishedListPage(ctx: Request, pages: Listed[], next: string | null): Html {
  const { t } = ctx.locale
  return layout(ctx, {
    title: t('pages.published.title'),
    place: 'library',
    main: html`${subNav(ctx, 'pages')}
<div class="title"><h1>${t('pages.published.title')}</h1><p class="lead">${t('pages.published.lead')}</p></div>
${pages.length ? html`<ul class="rows" role="list">${pages.map((one) => row(ctx, one))}</ul>` : emptyPlace(ctx, t('pages.published.none'), spaceOf(ctx).standing === 'host' ? html`<p class="quiet">${t('pages.published.find')}</p>` : nothing)}
${next ? html`<p><a class="button second" rel="next" href="${next}">${t('pages.further')}</a></p>` : nothing}`,
  })
}

function row(ctx: Request, one: Listed): Html {
  const { t } = ctx.locale
  return html`<li>${icon(ctx, 'globe')}<a class="name" href="${one.url}" lang="${one.lang}">${one.title}</a>
<p class="quiet cluster"><span>${t(`pages.licence.${one.licence.replaceAll('.', '-')}`)}</span> <span>${ctx.locale.rich('pages.public.on', { day: dayOf(ctx, one.publishedAt) })}</span> <a href="${one.public}">${t('pages.published.open')}</a>${one.outdated ? html` <span>${t('pages.published.older')}</span>` : nothing}</p></li>`
}
