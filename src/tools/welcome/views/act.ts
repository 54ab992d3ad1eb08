import { type Html, html } from '../../../platform/html.ts'
import type { Request } from '../../../spine/request/ctx.ts'

/** What is done with a step, and that it can wait. */
export function act(ctx: Request, words: string): Html {
  return html`<p class="cluster"><button class="button" type="submit">${words}</button> ${notNow(ctx)}</p>`
}

/** Sends the form that stands at the foot of the page. */
export function notNow(ctx: Request): Html {
  return html`<button class="button plain" type="submit" form="later">${ctx.locale.t('welcome.later')}</button>`
}
