import { notFound } from '../../platform/http/problems.ts'
import type { Locale } from '../../platform/i18n.ts'
import { fileUrl } from '../../spine/attachments/written.ts'
import type { AttachmentCard } from '../../spine/messages/read.ts'
import { type Ctx, spaceOf } from '../../spine/request/ctx.ts'
import { written } from './files.ts'

/** How many messages of a long thread go into a page that is made of it. */
const MOST = 200

interface Said {
  number: number
  source: string
  attachments: AttachmentCard[]
  by: string
}

/** Something said in this space, of which a page can be made. */
export interface Words {
  id: number
  /** Of the one message that it is made of; none: of all. */
  number?: number | undefined
  title: string
  lang: string
  tags: string[]
  /** What the page begins with. */
  text: string
}

/**
 * Words that were said in this space: a message, several, or all under an item.
 * @param also the numbers of others, where several were chosen @throws 404
 */
export async function wordsFor(ctx: Ctx, id: number, number?: number, also: number[] = []): Promise<Words> {
  const { slug } = spaceOf(ctx)
  const [item] = await ctx.sql<{ id: number; title: string; lang: string; tags: string[] }[]>`
    select id, title, lang, tags from item where id = ${id} and space_id = ${spaceOf(ctx).id} and removed_at is null`
  if (!item) throw notFound()
  const said = await ctx.sql<Said[]>`
    select m.number, m.source, m.attachments, p.name by from message m join person p on p.id = m.author_id
    where m.item_id = ${id} and m.removed_at is null ${number ? ctx.sql`and m.number = any(${[number, ...also]}::int[])` : ctx.sql``} order by m.number limit ${MOST}`
  if (number && !said.length) throw notFound()
  const locale = ctx.site.localeFor(item.lang)
  const texts = said.map((one) => ({ ...one, source: withAttached(slug, one) }))
  const text = also.length ? summedUp(locale, texts) : number ? texts[0]!.source : threadText(locale, texts)
  return { ...item, number, text }
}

/** A message with its pictures and files. */
function withAttached(slug: string, { source, attachments }: Said): string {
  return [source, ...attachments.map((file) => written(fileUrl(`/c/${slug}`, file), file))].filter(Boolean).join('\n\n')
}

/** What was asked or told, then what the others said, each with their name: to be made shorter by whoever writes the page. */
function threadText({ t }: Locale, [first, ...others]: Said[]): string {
  if (!first) return ''
  if (!others.length) return first.source
  return [first.source, `— ${first.by}`, `## ${t('pages.made.said')}`, ...others.map(quoted)].join('\n\n')
}

/** What was chosen, each with the name of who said it, below the place where whoever writes the page says it shortly. */
function summedUp({ t }: Locale, said: Said[]): string {
  return [`## ${t('pages.made.short')}`, '', `## ${t('pages.made.said')}`, ...said.map(quoted)].join('\n\n')
}

function quoted({ source, by }: Said): string {
  return `${source}\n\n— ${by}`.replace(/^/gm, '> ').replace(/^> $/gm, '>')
}
