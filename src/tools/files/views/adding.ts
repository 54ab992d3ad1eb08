import { type Html, html, nothing, trusted } from '../../../platform/html.ts'
import { type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { type Again, checkbox, field, formKey, select } from '../../../ui/form.ts'
import { readers } from '../../../ui/parts.ts'
import { bringing, bringingPanel } from './bringing.ts'
import { shelfIcon } from './look.ts'

/** Putting files into a folder, and making one in it. Both stand closed above what is there; where nothing is, open. */
export function adding(ctx: Request, folderId: number | null, empty: boolean, again: Again = {}): Html {
  const { t } = ctx.locale
  const naming = again.errors?.name !== undefined
  return bringing(
    ctx,
    folderId,
    html`<div class="adding cluster">
<details class="more"${(empty && !naming) || (again.errors && !naming) ? trusted(' open') : nothing}><summary class="button">${shelfIcon(ctx, 'upload', true)} ${t('files.add')}</summary>${bringingPanel(ctx)}<div data-part="plain">${uploadForm(ctx, folderId)}</div></details>
<details class="more"${naming ? trusted(' open') : nothing}><summary class="button second">${shelfIcon(ctx, 'folder-plus', true)} ${t('files.folder.new')}</summary>
<form class="stack panel" method="post" action="/c/${spaceOf(ctx).slug}/files/folders">${formKey()}${inThis(folderId)}
${field(ctx, { name: 'name', label: t('files.folder.name'), required: true, most: 200, autocomplete: 'off' }, again)}
<p><button class="button" type="submit">${t('files.folder.make')}</button></p></form></details></div>`,
  )
}

function uploadForm(ctx: Request, folderId: number | null): Html {
  const { t } = ctx.locale
  return html`<form class="stack panel" method="post" action="/c/${spaceOf(ctx).slug}/files" enctype="multipart/form-data">${formKey()}${inThis(folderId)}${readers(ctx)}
<div class="field"><label for="upload">${t('files.choose')}</label><input id="upload" type="file" name="files" multiple required></div>
${select(ctx, {
  name: 'taken',
  label: t('files.taken'),
  options: [
    ['version', t('files.taken.version')],
    ['beside', t('files.taken.beside')],
  ],
})}
${checkbox({ name: 'keepPlace', words: t('files.keep-place'), hint: t('files.keep-place.hint') })}
<p><button class="button" type="submit">${t('files.put')}</button></p></form>`
}

function inThis(folderId: number | null): Html {
  return folderId === null ? nothing : html`<input type="hidden" name="folder" value="${folderId}">`
}
