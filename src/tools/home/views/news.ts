import type { Request } from '../../../spine/request/ctx.ts'
import type { Latest } from '../../discussions/index.ts'

const DAY = 86_400_000

/** "New since Tuesday", where something is new and it is known since when; else the latest. */
export function newsTitle(ctx: Request, news: Latest[], since: Date | null): string {
  const { t } = ctx.locale
  if (!news.some((one) => one.unread)) return t('home.latest')
  return since ? sinceTitle(ctx, since) : t('home.new')
}

function sinceTitle({ locale, now, timeZone }: Request, since: Date): string {
  const { t } = locale
  const day = (date: Date) => locale.date(date, timeZone, { dateStyle: 'short' })
  if (day(since) === day(now)) return t('home.new-since-today')
  if (day(since) === day(new Date(now.getTime() - DAY))) return t('home.new-since', { day: t('ui.time.yesterday') })
  if (now.getTime() - since.getTime() < 6 * DAY)
    return t('home.new-since', { day: locale.date(since, timeZone, { weekday: 'long' }) })
  return t('home.new-since-date', { day: locale.date(since, timeZone, { day: 'numeric', month: 'long' }) })
}
