import { type Html, html, nothing, trusted } from '../../../../platform/html.ts'
import { renderMarkdown } from '../../../../platform/markdown/markdown.ts'
import type { Request } from '../../../../spine/request/ctx.ts'
import type { ShownFile } from '../../present.ts'
import { SHOWN } from '../../previews/seen.ts'
import { tableOf } from '../../previews/table.ts'

/** A text as it is. */
export function textView(ctx: Request, it: ShownFile, words: string): Html {
  return html`<pre class="sample written" role="region" tabindex="0" aria-label="${ctx.locale.t('files.preview.text')}" lang="${it.lang}">${words.slice(0, SHOWN.text)}</pre>${rest(ctx, it, words, SHOWN.text)}`
}

/** A text in Markdown, as it means. */
export function markdownView(ctx: Request, it: ShownFile, words: string): Html {
  return html`<div class="sample prose" role="region" tabindex="0" aria-label="${ctx.locale.t('files.preview.text')}" lang="${it.lang}">${trusted(renderMarkdown(words.slice(0, SHOWN.text)))}</div>${rest(ctx, it, words, SHOWN.text)}`
}

/** The beginning of what a document says. */
export function excerptView(ctx: Request, it: ShownFile, words: string): Html {
  const { t } = ctx.locale
  const whole = words.length <= SHOWN.words
  return html`<figure class="excerpt"><figcaption class="quiet">${whole ? t('files.preview.text') : t('files.preview.begins')}</figcaption><blockquote class="written" lang="${it.lang}">${whole ? words : `${upToWord(words)} …`}</blockquote></figure>${whole ? nothing : wholeText(ctx, it)}`
}

/** All that a document says, as far as it is shown: for who cannot read its pictures. */
export function wholeText(ctx: Request, it: ShownFile): Html {
  if (!it.words) return nothing
  return html`<details class="more"><summary>${ctx.locale.t('files.preview.read')}</summary><div class="sample written" role="region" tabindex="0" aria-label="${ctx.locale.t('files.preview.text')}" lang="${it.lang}">${it.words.slice(0, SHOWN.text)}</div>${rest(ctx, it, it.words, SHOWN.text)}</details>`
}

/** A table that scrolls in itself. */
export function tableView(ctx: Request, it: ShownFile, words: string): Html {
  const { t } = ctx.locale
  const table = tableOf(words, it.more)
  if (!table) return textView(ctx, it, words)
  const cell = (value: string) => (isNumber(value) ? html`<td class="number">${value}</td>` : html`<td>${value}</td>`)
  const [first = []] = table.rows
  return html`<div class="sheet" role="region" tabindex="0" aria-label="${t('files.preview.table', { name: it.name })}"><table class="written"><thead><tr>${table.head.map((name, i) => html`<th scope="col"${isNumber(first[i] ?? '') ? trusted(' class="number"') : nothing}>${name}</th>`)}</tr></thead>
<tbody>${table.rows.map((row) => html`<tr>${row.map(cell)}</tr>`)}</tbody></table></div>
${table.more ? html`<p class="quiet">${t('files.preview.rows', { count: table.rows.length })}</p>` : nothing}`
}

/** What lies in an archive, by name. */
export function archiveView(ctx: Request, words: string): Html {
  const { t } = ctx.locale
  const names = words.slice(0, SHOWN.archive).split('\n')
  const shown = names.slice(0, 100)
  return html`<section class="stack" aria-labelledby="inside"><h2 id="inside">${t('files.preview.archive')}</h2><ul class="names written">${shown.map((name) => html`<li>${name}</li>`)}</ul>
${names.length > shown.length ? html`<p class="quiet">${t('files.preview.archive.more', { count: shown.length })}</p>` : nothing}</section>`
}

const isNumber = (value: string) => /^[-+]?[\d\s.,]+%?$/.test(value)

function rest(ctx: Request, it: ShownFile, words: string, most: number): Html {
  return it.more || words.length > most ? html`<p class="quiet">${ctx.locale.t('files.preview.more')}</p>` : nothing
}

function upToWord(words: string): string {
  return words.slice(0, SHOWN.words).replace(/\s+\S*$/, '')
}
