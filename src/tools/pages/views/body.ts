import { type Html, html, trusted } from '../../../platform/html.ts'
import type { Request } from '../../../spine/request/ctx.ts'
import { spaceOf } from '../../../spine/request/ctx.ts'
import { fragment } from '../../../ui/fragments.ts'
import { type CardRow, cardsShown, withCards } from '../embeds.ts'
import { explained, type GlossaryRow, glossaryOf } from '../glossary.ts'
import type { ShownPage } from '../present.ts'
import { meanings } from './meanings.ts'
import { tickable } from './tasks.ts'

/** What a page's text is dressed with when it is read. Nothing of it is stored in the text. */
export interface Dress {
  glossary: GlossaryRow
  cards: CardRow[]
}

/** A page's text with its words explained, its lone links as cards and its tasks to tick: made once for all to whom it looks the same. */
export function body(ctx: Request, it: ShownPage, dress: Dress): Html {
  const { slug } = spaceOf(ctx)
  if (!it.html)
    return html`<article class="prose"><p class="quiet" lang="${ctx.locale.lang}">${ctx.locale.t('pages.empty')}</p></article>`
  const glossary = glossaryOf(ctx.site, slug, dress.glossary)
  const cards = cardsShown(ctx, dress.cards)
  const of = [it.html, it.lang, it.url, it.mayWrite, glossary.nth, cards, ctx.home]
  return fragment(ctx.locale, `page:${it.id}`, of, () => {
    const { html: words, terms } = explained(it.html, it.lang, it.id, slug, glossary)
    const text = trusted(withCards(words, cards, slug, ctx.home))
    return html`<article class="prose" lang="${it.lang}">${it.mayWrite ? tickable(text, it.url) : text}</article>
${meanings(ctx, terms)}`
  })
}
