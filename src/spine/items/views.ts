import { type Html, html } from '../../platform/html.ts'
import { type Again, field, formKey, problems } from '../../ui/form.ts'
import { layout } from '../../ui/layout.ts'
import type { Request } from '../request/ctx.ts'
import { LONGEST_REASON } from './closure.ts'

/** Closing needs a reason, so it has a page of its own. */
export function closingPage(
  ctx: Request,
  item: { kind: string; url: string; title: string; lang: string },
  again: Again = {},
): Html {
  const { t } = ctx.locale
  return layout(ctx, {
    title: t('items.close.title'),
    place: ctx.site.placeOf(item.kind),
    main: html`<div class="title"><h1>${t('items.close.title')}</h1><p class="quiet" lang="${item.lang}"><a href="${item.url}">${item.title}</a></p></div>
<p>${t('items.close.lead')}</p>
${problems(ctx, again)}
<form class="stack" method="post" action="${item.url}/closure">${formKey()}
${field(ctx, { name: 'reason', label: t('items.close.reason'), hint: t('items.close.reason-hint'), rows: 2, required: true, most: LONGEST_REASON }, again)}
<p class="cluster"><button class="button" type="submit">${t('items.close.now')}</button> <a href="${item.url}">${t('items.close.not-now')}</a></p></form>`,
  })
}
