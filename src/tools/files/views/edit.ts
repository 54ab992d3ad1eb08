import { type Child, type Html, html, nothing } from '../../../platform/html.ts'
import { type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { placeNav } from '../../../spine/spaces/tabs.ts'
import { type Again, field, formKey, problems, select } from '../../../ui/form.ts'
import { layout } from '../../../ui/layout.ts'
import { urlOf } from '../entries.ts'
import type { EntryRow } from '../file-row.ts'

/** Languages that files are often in, besides those of the interface. */
const known = ['en', 'fr', 'ar', 'ca', 'de', 'es', 'eu', 'it', 'nl', 'oc', 'pl', 'pt', 'ro', 'tr', 'uk']
/** Licences that are often said; any other word may be written. */
const licences = ['CC BY 4.0', 'CC BY-SA 4.0', 'CC BY-NC 4.0', 'CC0', 'Licence Ouverte 2.0', 'OGL 3.0', '©']

/** Saying what a file is. */
export function editPage(ctx: Request, it: EntryRow, again: Again = {}): Html {
  const { t } = ctx.locale
  const file = it.file!
  const all = known.includes(it.lang) ? known : [it.lang, ...known]
  return frame(
    ctx,
    it,
    t('files.edit'),
    again,
    html`<input type="hidden" name="facts" value="${file.facts}"><input type="hidden" name="whole" value="true">
${field(ctx, { name: 'name', label: t('files.field.name'), required: true, most: 200, value: it.name, autocomplete: 'off' }, again)}
${field(ctx, { name: 'description', label: t('files.field.description'), most: 10_000, rows: 5, value: file.description, hint: t('files.field.description.hint') }, again)}
${field(ctx, { name: 'tags', label: t('files.field.tags'), most: 400, value: it.tags.join(', '), hint: t('files.field.tags.hint') }, again)}
${field(ctx, { name: 'author', label: t('files.field.author'), most: 200, value: file.author, hint: t('files.field.author.hint') }, again)}
${field(ctx, { name: 'madeOn', label: t('files.field.made-on'), most: 10, value: file.madeOn, hint: t('files.field.made-on.hint'), autocomplete: 'off' }, again)}
${field(ctx, { name: 'licence', label: t('files.field.licence'), most: 100, value: file.licence, list: 'licences' }, again)}
<datalist id="licences">${licences.map((one) => html`<option value="${one}"></option>`)}</datalist>
${select(ctx, { name: 'lang', label: t('files.field.lang'), value: it.lang, options: all.map((lang): [string, string] => [lang, ctx.locale.languageName(lang)]) }, again)}`,
  )
}

/** Another name for a folder. */
export function renamePage(ctx: Request, it: EntryRow, again: Again = {}): Html {
  const { t } = ctx.locale
  return frame(
    ctx,
    it,
    t('files.folder.rename'),
    again,
    field(
      ctx,
      { name: 'name', label: t('files.folder.name'), required: true, most: 200, value: it.name, autocomplete: 'off' },
      again,
    ),
  )
}

function frame(ctx: Request, it: EntryRow, title: string, again: Again, fields: Child): Html {
  const { t } = ctx.locale
  const url = urlOf(spaceOf(ctx).slug, it.id, it.name)
  return layout(ctx, {
    title,
    place: 'library',
    main: html`${placeNav(ctx, 'library', 'files')}<div class="title"><h1>${title}</h1>${it.file ? html`<p class="lead written">${it.name}</p>` : nothing}</div>
${problems(ctx, again)}
<form class="stack" method="post" action="${url}/edit">${formKey()}${fields}
<p class="cluster"><button class="button" type="submit">${t('ui.keep')}</button> <a href="${url}">${t('files.back')}</a></p></form>`,
  })
}
