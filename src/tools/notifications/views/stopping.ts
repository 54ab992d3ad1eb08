import { type Html, html } from '../../../platform/html.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import { verb } from '../../../ui/form.ts'
import { door } from '../../../ui/layout.ts'
import type { StopCard } from '../stopping.ts'

/** A letter's link for hearing no more: opening it changes nothing, its button does. */
export function stopPage(ctx: Request, card: StopCard): Html {
  const { t } = ctx.locale
  const values = { name: card.name, community: card.space ?? '' }
  return door(
    ctx,
    t('notifications.stop'),
    html`<h1>${t('notifications.stop')}</h1><p class="lead">${t(`notifications.stop.${card.kind}`, values)}</p>
${verb(ctx.path, t('notifications.stop.yes'), {}, '')}
<p><a href="/me/notifications">${t('notifications.stop.choose')}</a></p>`,
  )
}

export function stoppedPage(ctx: Request, card: StopCard): Html {
  const { t } = ctx.locale
  return door(
    ctx,
    t('notifications.stopped'),
    html`<h1>${t('notifications.stopped')}</h1><p class="lead">${t(`notifications.stopped.${card.kind}`, { community: card.space ?? '' })}</p>
<p><a href="/me/notifications">${t('notifications.stop.choose')}</a></p>`,
  )
}
