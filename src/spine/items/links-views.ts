import { type Html, html, nothing } from '../../platform/html.ts'
import { icon, inLanguage } from '../../ui/parts.ts'
import type { Reader } from '../live/kind.ts'
import { mayStart, type Request } from '../request/ctx.ts'
import type { ShownLinked } from './links.ts'
import { makingsIn, makingUrl } from './makings.ts'
import type { ShownOrigin } from './origin.ts'

/** What leads to an item, in rows. */
export function linkedRows(ctx: Request, links: readonly ShownLinked[]): Html {
  const { t } = ctx.locale
  return html`<ul class="rows" role="list">${links.map((one) => html`<li>${icon(ctx, ctx.site.searched[one.kind]?.icon ?? 'link')}<a class="name" href="${one.url}" lang="${one.lang}">${one.title}</a>${one.made ? html` <p class="quiet">${t('items.links.made')}</p>` : one.by ? html` <p class="quiet">${t('items.links.said-by', { name: one.by })}</p>` : nothing}</li>`)}</ul>`
}

/** Of what an item was made. */
export function madeFromWords(ctx: Request, { url, title, lang, by, messages }: ShownOrigin): Html {
  const link = html`<a href="${url}">${inLanguage(ctx, lang, title)}</a>`
  const { locale } = ctx
  if (!by) return locale.rich('items.links.made-from', { link })
  if (messages.length < 2) return locale.rich('items.links.made-from-by', { link, name: by })
  return html`${locale.rich('items.links.made-from', { link })}: ${messages.map((one, nth) => html`${nth ? ', ' : ''}<a class="written" href="${one.url}">${one.by}</a>`)}`
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
    .filter(({ ofSaid, tool }) => (number !== undefined || !ofSaid) && tool !== except)
    .map(
      (one) =>
        html`<a class="button plain" href="${makingUrl(space, one, { id: itemId, chosen: number === undefined ? [] : [number] })}">${icon(reader, one.icon, true)} ${one.words(reader.locale)}</a>`,
    )}`
}
