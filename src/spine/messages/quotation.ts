import type { Sql } from '../../platform/database/connect.ts'
import type { Locale } from '../../platform/i18n.ts'
import { escapeInline } from '../../platform/markdown/escape.ts'
import { quoteOf } from '../../platform/markdown/markdown.ts'

/** What a reply quotes. */
interface Quoted {
  number: number
  name: string
  source: string
}

/** The message that a reply begins with; none where there is none. */
export function quotedMessage(sql: Sql, itemId: number, number: number): Promise<Quoted[]> {
  return sql<Quoted[]>`
    select m.number, coalesce(m.through, p.name) name, m.source from message m join person p on p.id = m.author_id
    where m.item_id = ${itemId} and m.number = ${number} and m.removed_at is null`
}

/** The whole message as a quotation that says whose words they are and leads to them, to write below. */
export function quotationOf(locale: Locale, item: string, { number, name, source }: Quoted): string {
  const wrote = locale.t('ui.quote.wrote', {
    name: `**${escapeInline(name)}**`,
    link: `[#${number}](${item}/messages/${number})`,
  })
  return quoteOf(`${wrote}\n\n${source}`)
}

/** How a quotation begins, for the island to fill in. */
export function wroteIn(locale: Locale): string {
  return locale.t('ui.quote.wrote', { name: '{name}', link: '{link}' })
}
