import type { Origin } from '../../spine/items/origin.ts'
import { quotationOf } from '../../spine/messages/quotation.ts'
import { type Ctx, spaceOf } from '../../spine/request/ctx.ts'

/** What was said elsewhere, quoted, with whose words they are and where they stand: a discussion begins with it. */
export function quoteFrom(ctx: Ctx, { id, kind, title, lang, said }: Origin): string {
  const item = `/c/${spaceOf(ctx).slug}${ctx.site.itemPath(kind, id, title)}`
  const locale = ctx.site.localeFor(lang)
  return said.map((one) => quotationOf(locale, item, one)).join('\n\n')
}
