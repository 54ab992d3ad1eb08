import type { Locale } from '../../platform/i18n.ts'
import { fileUrl } from '../../spine/attachments/written.ts'
import type { Origin, Said } from '../../spine/items/origin.ts'
import { type Ctx, spaceOf } from '../../spine/request/ctx.ts'
import { written } from './files.ts'

/** What a page begins with that is made of what was said: a message, several, or all under an item. */
export function textOf(ctx: Ctx, { lang, chosen, said }: Origin): string {
  const { slug } = spaceOf(ctx)
  const locale = ctx.site.localeFor(lang)
  const texts = said.map((one) => ({ ...one, source: withAttached(slug, one) }))
  if (chosen.length > 1) return summedUp(locale, texts)
  return chosen.length ? texts[0]!.source : threadText(locale, texts)
}

/** A message with its pictures and files. */
function withAttached(slug: string, { source, attachments }: Said): string {
  return [source, ...attachments.map((file) => written(fileUrl(`/c/${slug}`, file), file))].filter(Boolean).join('\n\n')
}

/** What was asked or told, then what the others said, each with their name: to be made shorter by whoever writes the page. */
function threadText({ t }: Locale, [first, ...others]: Said[]): string {
  if (!first) return ''
  if (!others.length) return first.source
  return [first.source, `— ${first.name}`, `## ${t('pages.made.said')}`, ...others.map(quoted)].join('\n\n')
}

/** What was chosen, each with the name of who said it, below the place where whoever writes the page says it shortly. */
function summedUp({ t }: Locale, said: Said[]): string {
  return [`## ${t('pages.made.short')}`, '', `## ${t('pages.made.said')}`, ...said.map(quoted)].join('\n\n')
}

function quoted({ source, name }: Said): string {
  return `${source}\n\n— ${name}`.replace(/^/gm, '> ').replace(/^> $/gm, '>')
}
