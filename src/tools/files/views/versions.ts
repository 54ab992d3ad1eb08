import { type Html, html, nothing } from '../../../platform/html.ts'
import { mayStart, type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { placeNav } from '../../../spine/spaces/tabs.ts'
import { verb } from '../../../ui/form.ts'
import { layout } from '../../../ui/layout.ts'
import { face } from '../../../ui/parts.ts'
import { timeOf } from '../../../ui/time.ts'
import type { FileEntry } from '../entries.ts'
import type { ShownVersion } from '../present.ts'

/** All that a file was, with who and why. */
export function versionsPage(
  ctx: Request,
  file: FileEntry,
  { versions, next }: { versions: ShownVersion[]; next: string | null },
): Html {
  const { t } = ctx.locale
  const puts = mayStart(spaceOf(ctx))
  return layout(ctx, {
    title: t('files.versions'),
    place: 'library',
    main: html`${placeNav(ctx, 'library', 'files')}<div class="title"><h1>${t('files.versions')}</h1><p class="lead"><a class="written" href="${file.url}">${file.name}</a></p></div>
<ol class="rows" role="list" reversed>${versions.map(
      (
        one,
      ) => html`<li>${face(one.by, true)}<div class="cluster"><strong>${t('files.version', { number: one.number })}</strong>${one.current ? html` <span class="sign">${t('files.version.current')}</span>` : nothing}</div>
<p class="quiet">${ctx.locale.rich('files.by', { name: one.by.name, time: timeOf(ctx, one.at) })} · ${ctx.locale.size(one.bytes)}</p>
${one.why ? html`<p class="written">${one.why}</p>` : nothing}
<div class="cluster"><a href="${one.content}" download="${one.name}" data-turbo="false">${t('files.download')}</a>${puts && !one.current ? verb(`${file.url}/versions/${one.number}/restoration`, t('files.version.restore'), {}, 'plain') : nothing}</div></li>`,
    )}</ol>
${next ? html`<p><a class="button second" rel="next" href="${next}">${t('files.versions.earlier')}</a></p>` : nothing}`,
  })
}
