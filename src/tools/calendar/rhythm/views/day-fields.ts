import type { Html } from '../../../../platform/html.ts'
import { html } from '../../../../platform/html.ts'
import type { Request } from '../../../../spine/request/ctx.ts'
import { type Again, field, select } from '../../../../ui/form.ts'

/**
 * A day of every year: its number and its month, never a year.
 * @param day `11-23`, or empty
 */
export function yearDayFields(ctx: Request, day: string, again: Again, { may = false } = {}): Html {
  const { t } = ctx.locale
  const months = [...Array(12).keys()].map((n): [string, string] => [
    String(n + 1),
    ctx.locale.date(new Date(Date.UTC(2024, n, 15)), 'UTC', { month: 'long' }),
  ])
  const [month = '', date = ''] = day.split('-').map((part) => String(Number(part) || ''))
  const options: [string, string][] = may || !day ? [['', t('rhythm.field.month.none')], ...months] : months
  return html`<div class="pair">${field(ctx, { name: 'date', label: t('rhythm.field.date'), type: 'number', value: date, required: !may }, again)}
${select(ctx, { name: 'month', label: t('rhythm.field.month'), value: month, options }, again)}</div>`
}
