import type { MentionEnvironment } from './mentions.ts'
import { parser } from './parser.ts'
import { onlySafe } from './wall.ts'

export { excerptOf } from './excerpt.ts'
export { quoteOf } from './quote.ts'

/** What a rendering knows besides the source. */
interface Rendering {
  /** Who may be mentioned; the key is the lower-case handle. */
  mentions?: ReadonlyMap<string, { url: string; name: string }>
}

/** In characters. Refusing longer texts is the caller's: only it can say so to the writer. */
export const LONGEST_TEXT = 60_000

/**
 * Turns Markdown into HTML that is safe to put into a page.
 *
 * Takes CommonMark 0.31 with tables, `~~strikethrough~~` and bare addresses as links; HTML in the source is shown as
 * text. Pure and synchronous; never throws, whatever the source. It departs from CommonMark on purpose: headings begin
 * at h3, links go to http, https, mailto and relative addresses only (others stay as written), links to the web carry
 * `rel`, images elsewhere become links, and `@handle` becomes a link when `rendering.mentions` knows the handle.
 * Blocks nested more than a hundred deep are left out.
 */
export function renderMarkdown(source: string, rendering: Rendering = {}): string {
  const environment: MentionEnvironment = { mentions: rendering.mentions, handles: new Set() }
  return onlySafe(parser.render(source, environment)).trimEnd()
}

/**
 * The handles written as `@handle` in the source, in lower case, each once, in the order written. Those in code,
 * links, e-mail addresses, or with an escaped `\@` are not meant and not returned. Whether they name anyone is the
 * caller's to look up.
 */
export function mentionedHandles(source: string): string[] {
  if (!source.includes('@')) return []
  const environment: MentionEnvironment = { handles: new Set() }
  parser.parse(source, environment)
  return [...environment.handles]
}
