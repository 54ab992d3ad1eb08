import { type Child, type Html, html, nothing } from '../../../platform/html.ts'
import { type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { placeNav } from '../../../spine/spaces/tabs.ts'
import { type Again, field, formKey, problems, select } from '../../../ui/form.ts'
import { layout } from '../../../ui/layout.ts'
import { icon, inLanguage, readers } from '../../../ui/parts.ts'
import { kinds, type Link, licences } from '../links.ts'

/** Languages that links are often in, besides those of the interface. */
const known = ['en', 'fr', 'ar', 'ca', 'de', 'es', 'eu', 'it', 'nl', 'oc', 'pl', 'pt', 'ro', 'tr', 'uk']

type There = { url: string; title: string; lang: string } | null

/** Keeping a link: the address is enough. */
export function newPage(
  ctx: Request,
  begun: { address: string; title: string; note: string },
  there: There,
  again: Again = {},
): Html {
  const { t } = ctx.locale
  const here = `/c/${spaceOf(ctx).slug}/links`
  return frame(
    ctx,
    t('links.new'),
    again,
    html`${there ? html`<p class="panel good with-icon">${icon(ctx, 'circle-check')} <span>${ctx.locale.rich('links.there', { link: html`<a href="${there.url}">${inLanguage(ctx, there.lang, there.title)}</a>` })}</span></p>` : nothing}
<form class="stack" method="post" action="${here}">${formKey()}${readers(ctx)}
${field(ctx, { name: 'address', label: t('links.field.address'), required: true, most: 2000, value: begun.address, inputmode: 'url', autocomplete: 'off', hint: t('links.field.address.hint') }, again)}
${field(ctx, { name: 'note', label: t('links.field.note'), most: 10_000, rows: 4, value: begun.note, hint: t('links.field.note.hint') }, again)}
${tagsField(ctx, '', again)}
${more(ctx, html`${field(ctx, { name: 'title', label: t('links.field.title'), most: 200, value: begun.title, hint: t('links.field.title.hint') }, again)}${facts(ctx, { lang: '', what: 'website', licence: '' }, again)}`)}
<p><button class="button" type="submit">${t('links.keep')}</button></p></form>
${bookmarklet(ctx, here)}
<p><a href="${here}/bringing">${t('links.bring')}</a></p>`,
  )
}

/** Changing what a link says. */
export function editPage(ctx: Request, it: Link, again: Again = {}): Html {
  const { t } = ctx.locale
  return frame(
    ctx,
    t('links.edit'),
    again,
    html`<form class="stack" method="post" action="${it.url}/edit">${formKey()}<input type="hidden" name="version" value="${it.version}">
${field(ctx, { name: 'address', label: t('links.field.address'), required: true, most: 2000, value: it.address, inputmode: 'url', autocomplete: 'off' }, again)}
${field(ctx, { name: 'title', label: t('links.field.title'), most: 200, value: it.title, hint: t('links.field.title.hint') }, again)}
${field(ctx, { name: 'note', label: t('links.field.note'), most: 10_000, rows: 6, value: it.note, hint: t('links.field.note.hint') }, again)}
${tagsField(ctx, it.tags.join(', '), again)}
${facts(ctx, it, again)}
<p class="cluster"><button class="button" type="submit">${t('ui.keep')}</button> <a href="${it.url}">${t('links.back')}</a></p></form>`,
  )
}

function frame(ctx: Request, title: string, again: Again, main: Html): Html {
  return layout(ctx, {
    title,
    place: 'library',
    main: html`${placeNav(ctx, 'library', 'links')}<div class="title"><h1>${title}</h1></div>
${problems(ctx, again)}
${main}`,
  })
}

function more(ctx: Request, inside: Child): Html {
  return html`<details class="more"><summary>${icon(ctx, 'chevron-right', true)} ${ctx.locale.t('links.field.more')}</summary><div class="stack">${inside}</div></details>`
}

function tagsField(ctx: Request, value: string, again: Again): Html {
  const { t } = ctx.locale
  return field(
    ctx,
    { name: 'tags', label: t('links.field.tags'), most: 400, value, hint: t('links.field.tags.hint') },
    again,
  )
}

/** Which kind of thing it is, its language, its licence. */
function facts(ctx: Request, it: Pick<Link, 'lang' | 'what' | 'licence'>, again: Again): Html {
  const { t } = ctx.locale
  const all = known.includes(it.lang) || !it.lang ? known : [it.lang, ...known]
  const named = all.map((lang): [string, string] => [lang, ctx.locale.languageName(lang)])
  const languages: [string, string][] = it.lang ? named : [['', t('links.lang.as-it-says')], ...named]
  return html`${select(ctx, { name: 'kind', label: t('links.field.kind'), value: it.what, options: kinds.map((kind): [string, string] => [kind, t(`links.kind.${kind}`)]) }, again)}
${select(ctx, { name: 'lang', label: t('links.field.lang'), value: it.lang, options: languages }, again)}
${field(ctx, { name: 'licence', label: t('links.field.licence'), most: 100, value: it.licence, list: 'licences', hint: t('links.field.licence.hint') }, again)}
<datalist id="licences">${licences.map((one) => html`<option value="${one}"></option>`)}</datalist>`
}

/** A bookmark for the browser that opens the form with the page one is on. */
function bookmarklet(ctx: Request, here: string): Html {
  const { t } = ctx.locale
  const address = JSON.stringify(`${ctx.home}${here}/new?url=`)
  const code = `javascript:location.href=${address}+encodeURIComponent(location.href)+'&title='+encodeURIComponent(document.title)`
  return html`<details class="more"><summary>${icon(ctx, 'chevron-right', true)} ${t('links.bookmarklet')}</summary><div class="stack"><p class="quiet">${t('links.bookmarklet.hint')}</p>
<p class="copy"><input type="text" readonly value="${code}" aria-label="${t('links.bookmarklet')}"></p></div></details>`
}
