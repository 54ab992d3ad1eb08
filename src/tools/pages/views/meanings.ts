import { type Html, html, nothing } from '../../../platform/html.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import type { Explained } from '../glossary.ts'

/**
 * What the words of the glossary mean that stand in a text: said with the word to who hears it, shown beside it by the island.
 * Without script the word leads to its page.
 */
export function meanings(ctx: Request, terms: Explained['terms']): Html {
  if (!terms.length) return nothing
  return html`<copse-terms class="no-print">${terms.map((term) => html`<div class="meaning" id="meaning-${term.id}" popover="manual" lang="${term.lang}"><p class="written" id="term-${term.id}">${term.meaning}</p><p class="quiet"><a href="${term.url}" tabindex="-1" lang="${ctx.locale.lang}">${ctx.locale.t('pages.term.more')}</a></p></div>`)}</copse-terms>`
}
