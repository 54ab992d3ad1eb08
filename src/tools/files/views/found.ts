import { type Html, html, nothing } from '../../../platform/html.ts'
import { type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { placeNav } from '../../../spine/spaces/tabs.ts'
import { layout } from '../../../ui/layout.ts'
import type { Order } from '../list.ts'
import type { ShownFolder } from '../present.ts'
import { tagNav } from './folder.ts'
import { rows } from './rows.ts'

/** Files of all folders: those with a tag, or all, what changed last first. */
export function foundPage(
  ctx: Request,
  it: ShownFolder,
  { tag, tags }: { tag?: string | undefined; order: Order; tags: string[] },
): Html {
  const { t } = ctx.locale
  const title = tag ? t('files.tagged', { tag }) : t('files.lately')
  return layout(ctx, {
    title,
    place: 'library',
    main: html`${placeNav(ctx, 'library', 'files')}
<div class="title"><h1>${title}</h1></div>
${tagNav(ctx, tags, tag)}
${it.entries.length ? rows(ctx, it.entries, false) : html`<p>${t('files.none-such')}</p>`}
${it.next ? html`<p><a class="button second" rel="next" href="${it.next}">${t('files.further')}</a></p>` : nothing}
<p><a href="/c/${spaceOf(ctx).slug}/files">${t('files.all')}</a></p>`,
  })
}
