import type { Token } from 'markdown-it'
import footnotes from 'markdown-it-footnote'
import { callouts } from '../../../platform/markdown/document/callouts.ts'
import { linkPages } from '../../../platform/markdown/document/page-links.ts'
import { tasks } from '../../../platform/markdown/document/tasks.ts'
import { plainParser } from '../../../platform/markdown/parser.ts'

/**
 * The parser of documents, but for what it does to be shown: headings keep their levels, pictures elsewhere stay pictures,
 * notes stay where they were written, and what was escaped is known to be.
 */
export const parser = plainParser().use(footnotes).use(linkPages).use(callouts).use(tasks)
parser.core.ruler.disable(['place_images', 'align_cells', 'mentions', 'footnote_tail', 'text_join'])

/** Stands for a title that was not written. No text can have it: the parser replaces it. */
export const NO_TITLE = '\0'
const words = Object.fromEntries(
  ['note', 'tip', 'important', 'warning', 'caution', 'done', 'open'].map((name) => [name, NO_TITLE]),
)

/** What the parser notes besides tokens. */
export interface Environment extends Record<string | symbol, unknown> {
  references?: Record<string, { href: string; title: string }>
  footnotes?: { refs?: Record<string, number>; list?: { tokens?: Token[] }[] }
}

/** What a reading begins with: notes of these labels are known. */
export function environmentWith(labels: Iterable<string>): Environment {
  const refs = Object.fromEntries([...labels].map((label) => [`:${label}`, -1]))
  return { words, tasks: { all: 0, done: 0 }, pageLinks: new Map(), handles: new Set(), footnotes: { refs } }
}
