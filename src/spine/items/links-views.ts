import { type Html, html, nothing } from '../../platform/html.ts'
import { icon, inLanguage } from '../../ui/parts.ts'
import type { Reader } from '../live/kind.ts'
import { mayStart, type Request } from '../request/ctx.ts'
import { makingsIn, type ShownLinked } from './links.ts'

/** What leads to an item, in rows. */
export function linkedRows(ctx: Request, links: readonly ShownLinked[]): Html {
  const { t } = ctx.locale
  return html`<ul class="rows" role="list">${links.map((one) => html`<li>${icon(ctx, ctx.site.searched[one.kind]?.icon ?? 'link')}<a class="name" href="${one.url}" lang="${one.lang}">${one.title}</a>${one.made ? html` <p class="quiet">${t('items.links.made')}</p>` : one.by ? html` <p class="quiet">${t('items.links.said-by', { name: one.by })}</p>` : nothing}</li>`)}</ul>`
}

/** Of what an item was made. */
export function madeFromWords(ctx: Request, { url, title, lang, by }: ShownLinked): Html {
  const link = html`<a href="${url}">${inLanguage(ctx, lang, title)}</a>`
  return by
    ? ctx.locale.rich('items.links.made-from-by', { link, name: by })
    : ctx.locale.rich('items.links.made-from', { link })
}

/**
 * What can be made of what is said under an item, by whoever may begin something there.
 * @param number of one message alone
 * @param except the tool that makes nothing of it: what it would make is there
 */
export function makingLinks(
  reader: Pick<Reader, 'locale' | 'site'>,
  space: Reader['space'],
  itemId: number,
  number?: number,
  except?: string,
): Html {
  if (!mayStart(space)) return nothing
  return html`${makingsIn(reader.site, space)
    .filter(({ ofOne, tool }) => (number !== undefined || !ofOne) && tool !== except)
    .map(
      (one) =>
        html`<a class="button plain" href="/c/${space.slug}${one.path(itemId, number)}">${icon(reader, one.icon, true)} ${one.words(reader.locale)}</a>`,
    )}`
}
