import { diffWordsWithSpace } from 'diff'
import { type Html, html } from '../platform/html.ts'
import type { Frame } from './frame.ts'

/** Whoever looks at a history waits for it, and so does everyone else: what takes longer is shown as two texts. */
const LONGEST_MS = 150

/** Time for the differences of one page, all together. */
export interface Patience {
  left: number
}

export const patience = (): Patience => ({ left: 3 * LONGEST_MS })

export interface Change {
  words: string
  added?: boolean
  removed?: boolean
}

/** What changed between two texts, word by word; undefined where finding it out would take too long. */
function changesBetween(before: string, after: string, time = patience()): Change[] | undefined {
  if (time.left <= 0) return undefined
  const begun = performance.now()
  const found = diffWordsWithSpace(before, after, { timeout: Math.min(LONGEST_MS, time.left) })
  time.left -= performance.now() - begun
  return found && gathered(found)
}

/** What stayed the same between two changes, and is no more than this, is read as changed with them. */
const CRUMB = 3

/** Changes that only crumbs keep apart, told as one: what went, then what came. Word by word would be a riddle. */
function gathered(found: { value: string; added?: boolean; removed?: boolean }[]): Change[] {
  const changes: Change[] = []
  let gone = ''
  let come = ''
  const tell = () => {
    if (gone) changes.push({ words: gone, removed: true })
    if (come) changes.push({ words: come, added: true })
    gone = ''
    come = ''
  }
  for (const [i, { value, added, removed }] of found.entries()) {
    const crumb = (gone || come) && i < found.length - 1 && value.trim().length <= CRUMB && !value.includes('\n')
    if (!added) gone += removed || crumb ? value : ''
    if (!removed) come += added || crumb ? value : ''
    if (added || removed || crumb) continue
    tell()
    changes.push({ words: value })
  }
  tell()
  return changes
}

/** How much of what stayed the same is shown beside a change, in characters. */
const BESIDE = 240

/**
 * What changed between two texts. Read without colour: what went is struck through, what came is underlined, and both are
 * said in words to whoever hears them.
 */
export function difference(frame: Frame, before: string, after: string, time?: Patience, lang?: string): Html {
  const { t } = frame.locale
  const spoken = (words: string) => html`<span class="vh">${words}</span>`
  const changes = changesBetween(before, after, time)
  const own = lang && lang !== frame.locale.lang ? html` lang="${lang}"` : ''
  if (!changes) {
    return html`<p class="quiet">${t('ui.difference.too-long')}</p>
<details class="more"><summary>${t('ui.difference.before')}</summary><pre class="source"${own}>${before}</pre></details>
<details class="more"><summary>${t('ui.difference.after')}</summary><pre class="source"${own}>${after}</pre></details>`
  }
  return html`<div class="source difference"${own}>${changes.map(({ words, added, removed }, i) =>
    removed
      ? html`<del>${spoken(t('ui.difference.gone'))}${words}${spoken(t('ui.difference.end'))}</del>`
      : added
        ? html`<ins>${spoken(t('ui.difference.new'))}${words}${spoken(t('ui.difference.end'))}</ins>`
        : html`${shortened(words, i === 0, i === changes.length - 1)}`,
  )}</div>`
}

/** A long stretch that stayed the same, cut down to what stands beside the changes. */
function shortened(words: string, first: boolean, last: boolean): string {
  if (words.length <= 2 * BESIDE + 40) return words
  const cut = ' […] '
  if (first && last) return words
  if (first) return `[…] ${words.slice(-BESIDE)}`
  if (last) return `${words.slice(0, BESIDE)} […]`
  return words.slice(0, BESIDE) + cut + words.slice(-BESIDE)
}
