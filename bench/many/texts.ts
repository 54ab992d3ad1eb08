import { world } from '../../seeds/world.ts'
import { type DocumentWords, renderDocument, titleKey } from '../../src/platform/markdown/document/document.ts'

const named = ['note', 'tip', 'important', 'warning', 'caution', 'done', 'open', 'footnotes', 'back']
const words = Object.fromEntries(named.map((name) => [name, name])) as DocumentWords

export const rendered = (text: string) => renderDocument(text, words)

/** The texts of the demonstration, each rendered once. */
const kept = world.pages.map(({ text, lang }) => ({ text, lang, ...rendered(text) }))

/** A text of the demonstration that leads to three other pages besides. */
export function textOf(nth: number, titles: readonly string[]) {
  const { text, lang, html, headings, pageLinks } = kept[nth % kept.length]!
  const also = titles.map((title) => `[[${title}]]`).join(', ')
  const links = titles.map((title) => `<a class="page-link" data-page="${titleKey(title)}">${title}</a>`).join(', ')
  return {
    text: `${text}\n\nSee ${also}.\n`,
    html: `${html}<p>See ${links}.</p>\n`,
    lang,
    headings,
    links: [...new Map([...pageLinks, ...titles.map((title): [string, string] => [titleKey(title), title])])].map(
      ([key, title]) => ({ key, title }),
    ),
  }
}

/** A text as long as a page can be, in paragraphs of which each is there once. */
export function longText(characters: number): string {
  const paragraphs = world.pages.flatMap(({ text }) => text.split(/\n\n+/)).filter((one) => /^[A-ZÀ-Ý]/.test(one))
  const all: string[] = []
  for (let nth = 0, length = 0; length < characters; nth++) {
    const heading = nth % 40 === 0 ? `## Part ${nth / 40 + 1}\n\n` : ''
    const one = `${heading}${paragraphs[nth % paragraphs.length]} (${nth})`
    all.push(one)
    length += one.length + 2
  }
  return all.join('\n\n').slice(0, characters)
}

/** The same text as it was so many revisions before: one paragraph less for each, and one that was otherwise. */
export function longBefore(text: string, back: number): string {
  if (!back) return text
  const paragraphs = text.split('\n\n')
  const kept = paragraphs.slice(0, paragraphs.length - back)
  const at = (back * 37) % kept.length
  kept[at] = `${kept[at]} As we said before, ${back}.`
  return kept.join('\n\n')
}
