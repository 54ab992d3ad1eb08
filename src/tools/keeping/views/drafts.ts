import { type Html, html, nothing } from '../../../platform/html.ts'
import { oneLine } from '../../../platform/plain-text.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import { verb } from '../../../ui/form.ts'
import { layout } from '../../../ui/layout.ts'
import { emptyPlace, icon, inLanguage } from '../../../ui/parts.ts'
import { timeOf } from '../../../ui/time.ts'
import { keepingNav } from './nav.ts'

interface Draft {
  place: string
  kind: 'new' | 'reply' | 'edit'
  title: string
  lang: string
  text: string
  at: string
  url: string | null
  community: string | null
}

/** What someone has begun to write, with the way back to it. */
export function draftsPage(ctx: Request, drafts: Draft[]): Html {
  const { t } = ctx.locale
  return layout(ctx, {
    title: t('keeping.drafts'),
    own: 'saved',
    main: html`${keepingNav(ctx, 'drafts')}
<div class="title"><h1>${t('keeping.drafts')}</h1><p class="quiet with-icon">${icon(ctx, 'lock', true)} <span>${t('keeping.drafts.yours')}</span></p></div>
${drafts.length ? html`<ul class="rows" role="list">${drafts.map((draft) => draftRow(ctx, draft))}</ul>` : emptyPlace(ctx, t('keeping.drafts.none'))}`,
  })
}

function draftRow(ctx: Request, draft: Draft): Html {
  const { t } = ctx.locale
  const title = draft.title || t(draft.url ? 'keeping.drafts.untitled' : 'keeping.drafts.gone')
  const words = draft.title ? inLanguage(ctx, draft.lang || ctx.locale.lang, title) : html`${title}`
  const begun = oneLine(draft.text)
  return html`<li>${icon(ctx, 'pencil')}${draft.url ? html`<a class="name" href="${draft.url}">${words}</a>` : html`<span class="name">${words}</span>`}
<p class="quiet"><span>${t(`keeping.drafts.${draft.kind}`)}${draft.community ? html`, <span class="from">${draft.community}</span>` : nothing}, ${timeOf(ctx, draft.at)}</span></p>
${begun ? html`<p class="excerpt">${draft.url ? shortened(begun) : begun}</p>` : nothing}
<div class="verbs">${verb(`/drafts/${draft.place}/ending`, t('keeping.drafts.give-up', { title }), {}, 'plain')}</div></li>`
}

/** Enough to know it again; where it can no longer be sent, all of it stands there to be copied. */
function shortened(text: string): string {
  return text.length > 180 ? `${text.slice(0, 180).replace(/\s\S*$/, '')} …` : text
}
