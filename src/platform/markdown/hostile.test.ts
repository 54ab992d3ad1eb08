import { describe, expect, test } from 'vitest'
import { timesAsHard } from '../../../test/effort.ts'
import { excerptOf, LONGEST_TEXT, mentionedHandles, renderMarkdown } from './markdown.ts'

const of = (piece: string) => piece.repeat(Math.ceil(LONGEST_TEXT / piece.length)).slice(0, LONGEST_TEXT)
const around = (before: string, after: string, depth: number) => `${before.repeat(depth)}a${after.repeat(depth)}`

/** Texts as long as we take them, made to be slow: each has once made some Markdown program hang or overflow. */
const torture: Record<string, string> = {
  'opening brackets': of('['),
  'opening images': of('!['),
  'nested links': around('[', '](x)', 11_000),
  'nested images': around('![', '](x)', 9_000),
  'nested images, shallow': around('![', '](/x)', 90),
  'nested remote images in many paragraphs': `${around('![', '](x)', 60)}\n\n`.repeat(150).slice(0, LONGEST_TEXT),
  'unclosed links': of('[a](<b'),
  'unclosed titles': of('[a](b "'),
  'empty links': of('[]('),
  'reference chains': of('[a]['),
  definitions: of('[a]: b\n'),
  'many definitions, many uses': Array.from({ length: 3000 }, (_, n) => `[${n}]: /x\n\n[${n}]`).join('\n'),
  'a long label': `[${of('a')}`,
  quotes: of('>'),
  'quotes with spaces': of('> '),
  'lazy quotes': of('> a\nb\n'),
  'bullets on one line': of('- '),
  'numbers on one line': of('1. '),
  'quotes and lists': of('> - '),
  'lists ever deeper': Array.from({ length: 340 }, (_, n) => `${'  '.repeat(n)}- a`).join('\n'),
  'empty items': of('-\n'),
  'loose items': of('- a\n\n'),
  'stars and underscores': of('*a_'),
  'stars and underscores, spaced': of('*a_ '),
  stars: of('*'),
  underscores: of('a_'),
  'emphasis ever deeper': around('*', '*', 29_000),
  'emphasis of both kinds': around('*a _b ', '_*', 7_000),
  'strong within strong': around('**a ', '**', 9_000),
  tildes: of('~'),
  strikes: of('~~a '),
  'backticks of every length': Array.from({ length: 340 }, (_, n) => '`'.repeat(n + 1)).join(' '),
  fences: of('```\n'),
  angles: of('<'),
  'unclosed autolinks': of('<a@b'),
  'unclosed tags': of('<a '),
  'unclosed comments': of('<!--'),
  'at signs': of('@'),
  mentions: of('@ana '),
  'mentions without spaces': of('@ana'),
  'long handles': of(`@${'a'.repeat(41)} `),
  'e-mail pieces': of('a@'),
  'e-mail addresses': of('a@b.cc '),
  mailto: of('mailto:a@'),
  schemes: of('http://'),
  addresses: of('http://a.b '),
  'one long address': `http://${of('a')}`,
  'one long path of brackets': `http://a/${of('([{')}`,
  'paths of brackets': of('http://a/((((( '),
  'paths of dots': `http://a/${of('.')}`,
  www: of('www.'),
  'www words': of('www.a '),
  'www with brackets': of('www.a/((('),
  domains: of('a.'),
  'colons and slashes': of('://'),
  ampersands: of('&'),
  entities: of('&amp;'),
  backslashes: of('\\'),
  'a wide table': `${of('|').slice(0, 20_000)}\n${of('|-').slice(0, 20_000)}\n`,
  'a long table': `a|b\n-|-\n${of('x|y\n')}`.slice(0, LONGEST_TEXT),
  'a table of missing cells': `${'|'.repeat(300)}\n${'|-'.repeat(300)}|\n${of('|\n')}`.slice(0, LONGEST_TEXT),
  'setext headings': of('a\n=\n'),
  'empty lines': of('\n'),
  tabs: of('\t'),
  'hard breaks': of('a  \n'),
  'nothing characters': of('\0'),
  'half surrogates': of('\ud800'),
  'right-to-left marks': of('\u202e'),
  accents: `@a${of('\u0301')}`,
}

const mentions = new Map([['ana', { url: '/people/ana', name: 'Ana' }]])

function deepest(html: string): number {
  let depth = 0
  let deepest = 0
  for (const [, closing] of html.matchAll(/<(\/?)(?!br|hr|img)[a-z]/g)) {
    depth += closing ? -1 : 1
    deepest = Math.max(deepest, depth)
  }
  return deepest
}

const honest = 'A *plain* paragraph with a [link](https://example.org), `code` and a name, @ada.\n\n- one\n- two\n\n'

describe('a text made to be slow neither holds the server nor nests deeper than a browser bears', () => {
  test.each(Object.keys(torture))('%s', (name) => {
    const source = torture[name]!.slice(0, LONGEST_TEXT)
    let html = ''
    const work = (text: string) => {
      html = renderMarkdown(text, { mentions })
      mentionedHandles(text)
      excerptOf(html, 200)
    }
    expect(timesAsHard(work, source, honest)).toBeLessThan(300)
    expect(deepest(html)).toBeLessThanOrEqual(250)
  })
})
