import { type Html, html, nothing } from '../../../platform/html.ts'
import { type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { placeNav } from '../../../spine/spaces/tabs.ts'
import { verb } from '../../../ui/form.ts'
import { layout } from '../../../ui/layout.ts'
import { emptyPlace, inLanguage } from '../../../ui/parts.ts'
import { timeOf } from '../../../ui/time.ts'
import type { ShownGone } from '../present.ts'
import { TRASH_DAYS } from '../trash.ts'
import { shelfIcon } from './look.ts'

/** What was taken away, to be brought back. */
export function trashPage(ctx: Request, { entries, next }: { entries: ShownGone[]; next: string | null }): Html {
  const { t } = ctx.locale
  const here = `/c/${spaceOf(ctx).slug}/files`
  const lead = t(spaceOf(ctx).standing === 'host' ? 'files.trash.lead-host' : 'files.trash.lead', { days: TRASH_DAYS })
  return layout(ctx, {
    title: t('files.trash'),
    place: 'library',
    main: html`${placeNav(ctx, 'library', 'files')}<div class="title"><h1>${t('files.trash')}</h1><p class="lead">${lead}</p></div>
${
  entries.length
    ? html`<ul class="rows" role="list">${entries.map(
        (
          one,
        ) => html`<li>${shelfIcon(ctx, one.kind === 'folder' ? 'folder' : 'file')}<strong class="written">${inLanguage(ctx, one.lang, one.name)}</strong>
<p class="quiet cluster"><span>${ctx.locale.rich('files.trash.by', { name: one.by.name, time: timeOf(ctx, one.at) })}</span> <span>${ctx.locale.size(one.bytes)}</span>${one.count ? html` <span>${t('files.things', { count: one.count })}</span>` : nothing}</p>
<div class="act">${verb(`${here}/restoration`, t('files.restore'), { entries: one.id })}</div></li>`,
      )}</ul>`
    : emptyPlace(ctx, t('files.trash.none'))
}
${next ? html`<p><a class="button second" rel="next" href="${next}">${t('files.further')}</a></p>` : nothing}
<p><a href="${here}">${t('files.all')}</a></p>`,
  })
}
