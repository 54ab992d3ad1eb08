import { type Html, html } from '../../../platform/html.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import { layout } from '../../../ui/layout.ts'
import { buttonLink, icon } from '../../../ui/parts.ts'
import { addressOf } from '../address.ts'
import type { AllRead } from '../all-read.ts'

/** The button that marks all as read: of a place with its circles, or everywhere. */
export function allReadButton(ctx: Request, address: string, wish: { tag?: string; intent?: string } = {}): Html {
  const fields = Object.entries({ tag: wish.tag, intent: wish.intent }).filter(([, value]) => value)
  return html`<form class="verb" method="post" action="${address}">${fields.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}<button class="button plain" type="submit">${icon(ctx, 'check', true)} ${ctx.locale.t('discussions.all-read.mark')}</button></form>`
}

/** Says what was done, and how to undo it. */
export function allReadPage(ctx: Request, last: AllRead): Html {
  const { t } = ctx.locale
  const said = last.name
    ? t('discussions.all-read.here', { count: last.count, place: last.name })
    : t('discussions.all-read.everywhere', { count: last.count })
  return layout(ctx, {
    title: t('discussions.all-read.title'),
    main: html`<div class="title"><h1>${t('discussions.all-read.title')}</h1><p class="lead">${said}</p></div>
<div class="cluster">${last.slug ? buttonLink(addressOf(last.slug, {}), t('discussions.all-read.back', { place: last.name! })) : buttonLink('/', t('discussions.all-read.home'))}
<form class="verb" method="post" action="/discussions/reading/undoing"><button class="button second" type="submit">${icon(ctx, 'undo-2', true)} ${t('ui.undo')}</button></form></div>`,
  })
}
