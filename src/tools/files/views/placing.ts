import { type Html, html, nothing } from '../../../platform/html.ts'
import { type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { placeNav } from '../../../spine/spaces/tabs.ts'
import { type Again, formKey, problems, select } from '../../../ui/form.ts'
import { layout } from '../../../ui/layout.ts'
import { emptyPlace, inLanguage } from '../../../ui/parts.ts'

interface Chosen {
  id: number
  name: string
  lang: string
  kind: string
  folderId: number | null
}

/** Choosing where what was chosen is to stand, or a copy of it. */
export function placingPage(
  ctx: Request,
  { entries, folders, copy }: { entries: Chosen[]; folders: { id: number; names: string[] }[]; copy: boolean },
  again: Again = {},
): Html {
  const { t } = ctx.locale
  const here = `/c/${spaceOf(ctx).slug}/files`
  const title = t(copy ? 'files.copy.title' : 'files.move.title', { count: entries.length })
  const from = entries[0]?.folderId ?? 0
  const going = new Set(entries.filter(({ kind }) => kind === 'folder').map(({ id }) => id))
  const options: [string, string][] = [
    ['0', t('files.top')],
    ...folders
      .filter(({ id }) => !going.has(id))
      .map(({ id, names }): [string, string] => [String(id), names.join(' / ')]),
  ]
  return layout(ctx, {
    title,
    place: 'library',
    main: html`${placeNav(ctx, 'library', 'files')}<div class="title"><h1>${title}</h1></div>
${problems(ctx, again)}
${entries.length ? html`<ul>${entries.map(({ name, lang }) => html`<li class="written">${inLanguage(ctx, lang, name)}</li>`)}</ul>` : nothing}
${
  entries.length
    ? html`<form class="stack" method="post" action="${here}/moving">${formKey()}${entries.map(({ id }) => html`<input type="hidden" name="entries" value="${id}">`)}
${copy ? html`<input type="hidden" name="copy" value="true">` : nothing}
${select(ctx, { name: 'folder', label: t('files.where'), value: String(from), options }, again)}
<p class="cluster"><button class="button" type="submit">${t(copy ? 'files.copy.now' : 'files.move.now')}</button> <a href="${here}${from ? `/${from}` : ''}">${t('files.back')}</a></p></form>`
    : emptyPlace(ctx, t('files.chosen.none'), html`<a href="${here}">${t('files.back')}</a>`)
}`,
  })
}
