import { escaped } from '../../platform/html.ts'
import { excerptOf } from '../../platform/markdown/markdown.ts'

/** What stands in a letter, from top to bottom. */
export type Block =
  | { kind: 'words'; text: string }
  /** What somebody wrote to go with it, in the language it is in. */
  | { kind: 'note'; text: string; lang?: string }
  | { kind: 'heading'; text: string }
  /** Something to go to: its name, a line about it, its opening words. */
  | { kind: 'entry'; title: string; url: string; line: string; excerptHtml?: string | null; lang?: string }
  /** A whole message: as it was typed for the plain text, as it is shown for the other. */
  | {
      kind: 'said'
      by: string
      at: string
      source: string
      html: string
      lang?: string
      /** With what a picture shows. */
      files: { name: string; shows: string; url: string }[]
    }
  | { kind: 'button'; words: string; url: string }
  | { kind: 'small'; text: string; link?: { words: string; url: string } }

export interface Sheet {
  lang: string
  dir: string
  blocks: Block[]
}

/** One sheet as plain text, lines as they are: mail programs wrap them. */
export function plainText({ blocks }: Sheet): string {
  const parts = blocks.map((block) => {
    if (block.kind === 'heading') return `${block.text}\n${'-'.repeat(Math.min(60, block.text.length))}`
    if (block.kind === 'entry')
      return [block.title, block.line, excerptOf(block.excerptHtml ?? '', 240), block.url].filter(Boolean).join('\n')
    if (block.kind === 'said')
      return [
        `${block.by}, ${block.at}:`,
        '',
        block.source,
        ...block.files.map((file) => [`${file.name}: ${file.url}`, file.shows].filter(Boolean).join('\n')),
      ]
        .join('\n')
        .trimEnd()
    if (block.kind === 'button') return `${block.words}:\n${block.url}`
    if (block.kind === 'small')
      return [block.text, block.link && `${block.link.words}: ${block.link.url}`].filter(Boolean).join('\n')
    return block.text
  })
  const end = blocks.findIndex((block) => block.kind === 'small')
  if (end >= 0) parts.splice(end, 0, '-- ')
  return `${parts.join('\n\n')}\n`
}

const page = 'margin:0 auto;max-width:36em;padding:1em;font:17px/1.5 system-ui,sans-serif'
const quiet = 'color:#666;font-size:14px'

/** The same sheet as light HTML: one column, no picture, nothing fetched; readable with all styles taken away. */
export function lightHtml({ lang, dir, blocks }: Sheet): string {
  return `<!DOCTYPE html><html lang="${escaped(lang)}" dir="${dir}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"></head><body><div style="${page}">${blocks.map(blockHtml).join('\n')}</div></body></html>`
}

function blockHtml(block: Block): string {
  const own = 'lang' in block && block.lang ? ` lang="${escaped(block.lang)}"` : ''
  if (block.kind === 'heading') return `<h2 style="font-size:19px;margin:1.6em 0 .4em">${escaped(block.text)}</h2>`
  if (block.kind === 'entry') {
    const words = excerptOf(block.excerptHtml ?? '', 240)
    return `<p style="margin:1em 0"><a href="${escaped(block.url)}"${own}><b>${escaped(block.title)}</b></a><br><span style="${quiet}">${escaped(block.line)}</span>${words ? `<br><span${own}>${escaped(words)}</span>` : ''}</p>`
  }
  if (block.kind === 'said') {
    const files = block.files
      .map((file) => `<p><a href="${escaped(file.url)}">${escaped(file.name)}</a><br>${escaped(file.shows)}</p>`)
      .join('')
    return `<p style="margin:1.4em 0 0"><b>${escaped(block.by)}</b> <span style="${quiet}">${escaped(block.at)}</span></p><div${own}>${block.html}${files}</div>`
  }
  if (block.kind === 'button')
    return `<p style="margin:1.6em 0"><a href="${escaped(block.url)}" style="display:inline-block;padding:.6em 1.2em;border-radius:8px;background:#3d6b35;color:#fff;text-decoration:none">${escaped(block.words)}</a></p>`
  if (block.kind === 'small')
    return `<p style="${quiet};margin:1em 0 0">${escaped(block.text)}${block.link ? ` <a href="${escaped(block.link.url)}">${escaped(block.link.words)}</a>` : ''}</p>`
  return `<p${own}>${escaped(block.text).replaceAll('\n', '<br>')}</p>`
}
