import { type Html, html, nothing, trusted } from '../../../platform/html.ts'
import { type Level, levels } from '../../../spine/items/follow.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import { icon } from '../../../ui/parts.ts'

const signs: Record<Level, string> = { follow: 'bell', quiet: 'eye', muted: 'bell-off' }

/**
 * Three choices of how much one wants to hear, each with what it means; each is a button, so that one tap is enough.
 * @param also a fourth one: nothing chosen
 */
export function levelChoice(
  ctx: Request,
  action: string,
  chosen: Level | null,
  about: 'item' | 'tag' | 'space',
  also?: string,
): Html {
  const { t } = ctx.locale
  const choice = (value: string, sign: string, words: string, hint: string, on: boolean) =>
    html`<li><button class="level" name="level" value="${value}" type="submit"${on ? trusted(' aria-pressed="true"') : trusted(' aria-pressed="false"')}>${icon(ctx, sign, true)} <span><b>${words}</b> <span class="quiet">${hint}</span></span>${on ? icon(ctx, 'check', true) : nothing}</button></li>`
  return html`<form method="post" action="${action}"><ul class="levels" role="list">
${levels.map((level) => choice(level, signs[level], t(`discussions.level.${level}`), t(`discussions.level.${about}.${level}`), chosen === level))}
${also ? choice('', 'undo-2', t('discussions.level.none'), also, chosen === null) : nothing}</ul></form>`
}

/** On a discussion's page: what holds now, and under it the three choices. */
export function levelMenu(ctx: Request, action: string, level: Level, own: Level | null): Html {
  const { t } = ctx.locale
  return html`<details class="more"><summary>${icon(ctx, signs[level], true)} ${t(`discussions.hear.${level}`)}</summary>
${levelChoice(ctx, action, own ?? level, 'item')}</details>`
}
