import type { Rows, Sql } from '../../platform/database/connect.ts'
import { type Html, html } from '../../platform/html.ts'
import { fileUrl } from '../../spine/attachments/written.ts'
import { type Request, spaceOf } from '../../spine/request/ctx.ts'
import type { Site } from '../../spine/request/site.ts'
import { icon, inLanguage } from '../../ui/parts.ts'
import { timeOf } from '../../ui/time.ts'

/** A link alone in its paragraph. */
const ALONE = /<p><a href="([^"]+)"[^>]*>[^<]*<\/a><\/p>/g
const MOST = 50

/** What lies behind an address of a space: a thing of it, or a file. */
function meant(path: string, slug: string): { item?: number; file?: number } {
  const [, what, id] = new RegExp(`^/c/${slug}/([a-z]+)/(\\d{1,15})(?:[-/?#]|$)`).exec(path) ?? []
  if (!id) return {}
  return what === 'attachments' ? { file: Number(id) } : { item: Number(id) }
}

/** The things and files of its own community that stand alone in a line of a text: kept with it, looked up when it is shown. */
export function embedsIn(text: string, slug: string): { items: number[]; files: number[] } {
  const all = [...text.matchAll(ALONE)].map(([, address]) => meant(address!.replace(/^https?:\/\/[^/]+/, ''), slug))
  const once = (ids: (number | undefined)[]) => [...new Set(ids.filter((id) => id !== undefined))].slice(0, MOST)
  return { items: once(all.map(({ item }) => item)), files: once(all.map(({ file }) => file)) }
}

/** A thing or a file that a page shows as a card, for whoever may see it. */
export interface CardRow {
  itemId: number | null
  fileId: number | null
  kind: string
  title: string
  lang: string
  by: string
  at: Date | string
  detail: string | null
  bytes: number
}

/** What a page's lone links are about, as far as the reader may see it. */
export function cardsOf(site: Site, sql: Sql, id: number): Rows<CardRow> {
  const details = Object.entries(site.details)
  const detail = details.reduce(
    (all, [kind, of]) => sql`${all} when ${kind} then ${of.column(sql)}`,
    sql`case i.kind when '' then null::text`,
  )
  return sql<CardRow[]>`
    select e.*, ${detail} end detail from embedded_in(${id}) e left join item i on i.id = e."itemId"`
}

/** A card as it looks to whoever reads. */
interface ShownCard {
  item: number | null
  file: number | null
  markup: string
}

/** The cards of what the space's tools have, made ready. */
export function cardsShown(ctx: Request, cards: readonly CardRow[]): ShownCard[] {
  const { tools } = spaceOf(ctx)
  return cards
    .filter(({ kind }) => ctx.site.isOn(kind, tools))
    .map((card) => ({ item: card.itemId, file: card.fileId, markup: cardView(ctx, card).markup }))
}

/**
 * A text in which lone links to what the reader may see are cards. All others stay as they are, and say nothing.
 * @param home the site's address
 */
export function withCards(text: string, cards: readonly ShownCard[], slug: string, home: string): string {
  if (!cards.length) return text
  return text.replace(ALONE, (whole, address: string) => {
    const { item, file } = meant(pathHere(address, home), slug)
    const card = cards.find(
      (one) => (item !== undefined && one.item === item) || (file !== undefined && one.file === file),
    )
    return card?.markup ?? whole
  })
}

/** The path of an address of this site; of others, nothing that leads anywhere here. */
function pathHere(address: string, home: string): string {
  if (address.startsWith('/') || !URL.canParse(address)) return address
  const url = new URL(address)
  return url.origin === new URL(home).origin ? url.pathname : ''
}

function cardView(ctx: Request, card: CardRow): Html {
  const { t } = ctx.locale
  const here = `/c/${spaceOf(ctx).slug}`
  const known = ctx.site.searched[card.kind]
  const isFile = card.fileId !== null
  const url = isFile
    ? fileUrl(here, { id: card.fileId!, name: card.title })
    : here + ctx.site.itemPath(card.kind, card.itemId!, card.title)
  const named = isFile
    ? t('pages.embed.file', { size: Math.max(1, Math.round(card.bytes / 1000)) })
    : (known?.named(ctx.locale) ?? '')
  const detail = card.detail !== null && ctx.site.details[card.kind]?.said(ctx.locale, card.detail)
  return html`<p class="embed" lang="${ctx.locale.lang}">${icon(ctx, isFile ? 'paperclip' : (known?.icon ?? 'file-text'))} <a href="${url}"${isFile ? html` data-turbo="false"` : ''}>${inLanguage(ctx, card.lang || ctx.locale.lang, card.title)}</a> <span class="quiet">${named ? html`<span>${named}</span> ` : ''}${detail ? html`<span>${detail}</span> ` : ''}<span>${card.by}</span> <span>${timeOf(ctx, card.at, false)}</span></span></p>`
}
