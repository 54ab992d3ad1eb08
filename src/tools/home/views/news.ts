import type { Request } from '../../../spine/request/ctx.ts'
import { newSince } from '../../../ui/time.ts'
import type { Latest } from '../../discussions/index.ts'

/** "New since Tuesday", where something is new and it is known since when; else the latest. */
export function newsTitle(ctx: Request, news: Latest[], since: Date | null): string {
  const { t } = ctx.locale
  if (!news.some((one) => one.unread)) return t('home.latest')
  return since ? newSince(ctx, since) : t('home.new')
}
