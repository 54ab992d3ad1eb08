/// <reference path="./footnote.d.ts" />
import footnotes from 'markdown-it-footnote'
import type { MentionEnvironment } from '../mentions.ts'
import { plainParser } from '../parser.ts'
import { onlySafeDocument } from '../wall.ts'
import { type CalloutEnvironment, type CalloutKind, callouts } from './callouts.ts'
import { figures } from './figures.ts'
import { type Heading, type HeadingEnvironment, nameHeadings } from './headings.ts'
import { linkPages, type PageLinkEnvironment } from './page-links.ts'
import { type TaskEnvironment, tasks } from './tasks.ts'

export type { Heading } from './headings.ts'
export { sectionId } from './headings.ts'
export { titleKey } from './page-links.ts'

/** What stands in a rendering besides the writer's words, in the document's language. */
export type DocumentWords = Record<CalloutKind | 'done' | 'open' | 'footnotes' | 'back', string>

/** What is to be rendered. Plain data: it goes to a thread of its own where it is long. */
export interface Asked {
  source: string
  words: DocumentWords
  mentions?: MentionEnvironment['mentions']
}

export interface RenderedDocument {
  html: string
  headings: Heading[]
  /** Titles it links to by `[[…]]`, as written first, by their keys. */
  pageLinks: Map<string, string>
  tasks: { all: number; done: number }
}

/** In characters: a book of 180,000 words. */
export const LONGEST_DOCUMENT = 1_100_000

const parser = plainParser().use(footnotes).use(linkPages).use(callouts).use(tasks).use(figures).use(nameHeadings)

parser.renderer.rules.footnote_block_open = (_tokens, _index, _options, env) => {
  const { words } = env as unknown as { words: DocumentWords }
  return `<section class="footnotes" aria-label="${parser.utils.escapeHtml(words.footnotes)}">\n<ol class="footnotes-list">\n`
}
parser.renderer.rules.footnote_caption = (tokens, index) => String(Number(tokens[index]!.meta!.id) + 1)
parser.renderer.rules.footnote_anchor = (tokens, index, _options, env) => {
  const { id, subId } = tokens[index]!.meta as { id: number; subId: number }
  const { words } = env as unknown as { words: DocumentWords }
  const place = `#fnref${id + 1}${subId > 0 ? `:${subId}` : ''}`
  return ` <a href="${place}" class="footnote-backref" aria-label="${parser.utils.escapeHtml(words.back)}">\u21a9\ufe0e</a>`
}

// A table may be wider than a phone: it scrolls in itself, also by the keyboard.
parser.renderer.rules.table_open = () => '<div class="table" tabindex="0">\n<table>\n'
parser.renderer.rules.table_close = () => '</table>\n</div>\n'

/** The lines of a source on which its tasks stand, from 0, in their order. */
export function taskLines(source: string): number[] {
  const words = { done: '', open: '' } as DocumentWords
  const environment = { words, headings: [], handles: new Set(), pageLinks: new Map(), tasks: { all: 0, done: 0 } }
  const found = parser.parse(source, environment as never)
  return found.flatMap(({ children, map }) => (children?.[0]?.type === 'task_box' && map ? [map[0]] : []))
}

/**
 * Turns the Markdown of a whole document into HTML that is safe to put into a page: what `renderMarkdown` takes, and tasks,
 * callouts, footnotes, figures with captions, and `[[links by title]]`. Headings begin at h2 and have ids.
 * Pure and synchronous; never throws, whatever the source.
 */
export function renderDocument(
  source: string,
  words: DocumentWords,
  mentions?: MentionEnvironment['mentions'],
): RenderedDocument {
  const environment: MentionEnvironment &
    HeadingEnvironment &
    CalloutEnvironment &
    TaskEnvironment &
    PageLinkEnvironment = {
    ...(mentions && { mentions }),
    handles: new Set(),
    headings: [],
    words,
    tasks: { all: 0, done: 0 },
    pageLinks: new Map(),
  }
  const html = onlySafeDocument(parser.render(source, environment)).trimEnd()
  return { html, headings: environment.headings, pageLinks: environment.pageLinks, tasks: environment.tasks }
}
