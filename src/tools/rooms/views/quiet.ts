import { type Html, html, nothing } from '../../../platform/html.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import { hourSaid } from '../../../ui/hours.ts'
import { icon } from '../../../ui/parts.ts'
import type { presentQuiet } from '../quiet.ts'

export type ShownQuiet = ReturnType<typeof presentQuiet>

const DAY = 86_400_000

/** The quiet hours of a room; where its clock is not the reader's, with whose it is. */
export function hoursSaid(ctx: Request, { quietHours }: Pick<ShownQuiet, 'quietHours'>): string {
  if (!quietHours) return ''
  const { t } = ctx.locale
  const values = {
    from: hourSaid(ctx.locale, quietHours.from),
    to: hourSaid(ctx.locale, quietHours.to),
    weekends: String(quietHours.weekends),
  }
  if (quietHours.zone === ctx.timeZone) return t('rooms.quiet.hours', values)
  return t('rooms.quiet.hours-there', { ...values, zone: quietHours.zone.replaceAll('_', ' ') })
}

/** Above what one writes in, while it is quiet. The script shows it and takes it away when the time has come. */
export function quietNow(ctx: Request, { quietUntil, quietNext }: Partial<ShownQuiet>): Html {
  const until = quietUntil ?? quietNext?.until
  if (!until) return nothing
  const begins = quietUntil ? undefined : quietNext?.begins
  return html`<p class="quiet with-icon quiet-now" data-quiet="${until}"${begins ? html` hidden data-begins="${begins}"` : nothing}>${icon(ctx, 'bell-off', true)} <span>${untilSaid(ctx, new Date(until), begins ? new Date(begins) : ctx.now)}</span></p>`
}

function untilSaid({ locale, timeZone }: Request, until: Date, from: Date): string {
  const time = locale.date(until, timeZone, { hour: 'numeric', minute: '2-digit' })
  if (until.getTime() - from.getTime() < DAY) return locale.t('rooms.quiet.now', { time })
  return locale.t('rooms.quiet.now-day', { time, day: locale.date(until, timeZone, { weekday: 'long' }) })
}
