import { type Html, html, nothing } from '../../../platform/html.ts'
import { excerptOf } from '../../../platform/markdown/markdown.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import { field } from '../../../ui/form.ts'
import { layout } from '../../../ui/layout.ts'
import { emptyPlace, face, icon, inLanguage } from '../../../ui/parts.ts'
import { timeOf } from '../../../ui/time.ts'
import type { ShownSaved } from '../routes.ts'
import { keepingNav } from './nav.ts'

/** What someone keeps for later, from everywhere. */
export function savedPage(ctx: Request, saved: ShownSaved[], next: string | null): Html {
  const { t } = ctx.locale
  return layout(ctx, {
    title: t('keeping.saved'),
    main: html`${keepingNav(ctx, 'saved')}
<div class="title"><h1>${t('keeping.saved')}</h1><p class="quiet with-icon">${icon(ctx, 'lock', true)} <span>${t('keeping.saved.yours')}</span></p></div>
${saved.length ? html`<ul class="rows" role="list">${saved.map((one, nth) => savedRow(ctx, one, nth))}</ul>` : emptyPlace(ctx, t('keeping.saved.none'))}
${next ? html`<p><a class="button second" href="${next}" rel="next">${t('keeping.saved.earlier')}</a></p>` : nothing}`,
  })
}

function savedRow(ctx: Request, one: ShownSaved, nth: number): Html {
  const { t } = ctx.locale
  const words = excerptOf(one.excerptHtml, 220)
  return html`<li>${face(one.author)}<a class="name" href="${one.url}">${inLanguage(ctx, one.lang, one.title)}</a>
<p class="quiet"><span>${t(one.number > 1 ? 'keeping.saved.message' : 'keeping.saved.whole', { name: one.author.name, number: one.number })}, ${timeOf(ctx, one.saidAt, false)}, <span class="from">${one.space.name}</span></span></p>
${words ? html`<p class="excerpt">${inLanguage(ctx, one.excerptLang, words)}</p>` : nothing}
${one.note ? html`<p class="note">${icon(ctx, 'pencil', true)} <span class="written">${one.note}</span></p>` : nothing}
<div class="verbs cluster"><details class="noting"><summary>${t(one.note ? 'keeping.saved.change-note' : 'keeping.saved.add-note')}</summary>
<form class="stack" method="post" action="${one.saving}"><input type="hidden" name="on" value="true"><input type="hidden" name="back" value="/saved">
${field(ctx, { name: 'note', id: `note-${nth}`, label: t('keeping.saved.note'), most: 500, value: one.note })}
<p><button class="button second" type="submit">${t('ui.keep')}</button></p></form></details>
<form method="post" action="${one.saving}"><input type="hidden" name="on" value="false"><input type="hidden" name="back" value="/saved"><button class="button plain" type="submit">${t('keeping.saved.take-out')}<span class="vh"> ${one.title}</span></button></form></div></li>`
}
