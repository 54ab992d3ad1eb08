import { type Html, html } from '../../../platform/html.ts'
import { type Request, spaceOf } from '../../../spine/request/ctx.ts'
import { type Again, field, select } from '../../../ui/form.ts'
import type { Places } from '../places.ts'
import type { Spot } from '../tree.ts'

/** Under which page one lies: chosen among few, named among many. */
export function underField(ctx: Request, { spots, named }: Places, under: number, again: Again): Html {
  const { t } = ctx.locale
  const label = t('pages.field.under')
  if (!spots)
    return titleField(ctx, { name: 'underTitle', label, value: named, hint: t('pages.field.under.hint') }, again)
  const indented = ({ title, depth }: Spot) => `${'\u2003'.repeat(depth)}${title}`
  const options: [string, string][] = [
    ['0', t('pages.on-top')],
    ...spots.map((one): [string, string] => [String(one.id), indented(one)]),
  ]
  return select(ctx, { name: 'under', label, value: String(under), options }, again)
}

/** A field for the title of a page, which are offered while one types; without script it is a field as any other. */
export function titleField(
  ctx: Request,
  look: { name: string; label: string; value: string; hint: string },
  again: Again,
): Html {
  const offers = `${look.name}-offers`
  return html`<copse-titles data-from="/c/${spaceOf(ctx).slug}/titles?kind=page">${field(ctx, { ...look, most: 300, autocomplete: 'off', list: offers }, again)}<datalist id="${offers}"></datalist></copse-titles>`
}

/** What is wrong with the place of a page is said at the field in which it was named. */
export function named({ spots }: Places, again: Again): Again {
  const { under, after, ...errors } = again.errors ?? {}
  if (spots || (!under && !after)) return again
  return { ...again, errors: { ...errors, ...(under && { underTitle: under }), ...(after && { afterTitle: after }) } }
}
