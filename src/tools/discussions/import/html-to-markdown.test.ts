import { Parser } from 'htmlparser2'
import { describe, expect, test } from 'vitest'
import { timesAsHard } from '../../../../test/effort.ts'
import { mentionedHandles, renderMarkdown } from '../../../platform/markdown/markdown.ts'
import { htmlToMarkdown } from './html-to-markdown.ts'

const base = 'https://trees.example'

describe('writes Markdown as a person would', () => {
  test.each([
    ['<p>one <em>two</em> <strong>three</strong></p>\n\n<p>four<br>five</p>', 'one *two* **three**\n\nfour\\\nfive'],
    ['<p>a <strong> b <em>c</em></strong>d</p>', 'a **b _c_**&#100;'],
    ['<p>un<em>believ</em>able</p>', 'un*believ*able'],
    ['<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>', '- a\n- b\n  - c'],
    ['<ul><li><p>a</p></li><li><p>b</p></li></ul>', '- a\n\n- b'],
    ['<ul><li>a</li></ul><ul><li>b</li></ul>', '- a\n\n* b'],
    ['<ol start="9"><li>a</li><li>b<br>c</li></ol>', '9. a\n10. b\\\n    c'],
    ['<blockquote><p>a</p><p>b</p></blockquote>', '> a\n>\n> b'],
    ['<h2>a #</h2><hr>', '## a \\#\n\n___'],
    ['<pre class="lang-js"><code>a\n\n  b\n</code></pre>', '```\na\n\n  b\n```'],
    ['<p><code>a `b` c</code> <kbd>Ctrl</kbd></p>', '``a `b` c`` `Ctrl`'],
    ['<p>x<sup>2</sup>, 1<sup>st</sup>, H<sub>2</sub>O</p>', 'x², 1st, H₂O'],
    ['<p><strike>a</strike></p>', '~~a~~'],
    [
      '<p><a href="/q/1" title="t">a</a> <a href="//b.example">c</a></p>',
      '[a](https://trees.example/q/1 "t") [c](https://b.example)',
    ],
    ['<p><a href="https://b.example/">https://b.example/</a></p>', '<https://b.example/>'],
    ['<p><img src="/i.png" alt="a"></p>', '![a](https://trees.example/i.png)'],
    ['<p><a href="ftp://b.example">a</a> <a href="javascript:x">b</a></p>', 'a (ftp://b.example) b'],
    ['<iframe src="https://film.example/1"></iframe>', '[https://film.example/1](https://film.example/1)'],
    ['<table><tr><th>a</th><th>b</th></tr><tr><td>1|2</td></tr></table>', '| a | b |\n| --- | --- |\n| 1\\|2 |  |'],
    ['a<script>b</script><style>c</style><!-- d -->', 'a'],
    ['<p>&nbsp;</p><p></p><p><br></p><em></em>', ''],
  ])('%j', (html, markdown) => expect(htmlToMarkdown(html, { base })).toBe(markdown))
})

describe('escapes what would be read otherwise, and nothing else', () => {
  const asText = (text: string) => htmlToMarkdown(`<p>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>`)

  test.each([
    'It costs 5 * 3 = 15 (or less), says snake_case; see #3, 50% + tax & more: a < b > c, ~5 | 6!',
    'No. 1 is here - or there. C:\\temp e.g. "quoted" \'text\' a@ b',
  ])('leaves %j alone', (text) => expect(asText(text)).toBe(text))

  test.each([
    ['1. a', '1\\. a'],
    ['# a', '\\# a'],
    ['- a', '\\- a'],
    ['+ a', '\\+ a'],
    ['> a', '\\> a'],
    ['* * *', '\\* * *'],
    ['_ _ _', '\\_ _ _'],
    ['---', '\\---'],
    ['*a* _b_ `c`', '\\*a\\* \\_b\\_ \\`c\\`'],
    ['[a](b)', '\\[a](b)'],
    ['<b> <https://a.example>', '\\<b> \\<https\\://a.example>'],
    ['&lt; &#60;', '\\&lt; \\&#60;'],
    ['~~a~~', '\\~\\~a\\~\\~'],
    ['@ana a@b.example', '\\@ana a\\@b.example'],
    ['www.a.example', 'www\\.a.example'],
    ['\\* a\\', '\\\\\\* a\\\\'],
  ])('%j', (text, markdown) => expect(asText(text)).toBe(markdown))

  /** Always the same sequence, so that a failure can be looked at. */
  function dice(): (sides: number) => number {
    let seed = 7
    return (sides) => {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
      return Math.floor((seed / 2 ** 32) * sides)
    }
  }

  test('so that any text at all comes back as itself', () => {
    const pieces = [
      ...'*_`~[]()<>!\\#+-=|.:@&;"\'/ 12ab\n',
      'http://a.b',
      'www.a.b',
      '<br>',
      '&amp;',
      '&#42;',
      '  ',
      '1.',
      '- ',
      '***',
      '@ana',
      'é',
      '—',
    ]
    const roll = dice()
    const any = () => pieces[roll(pieces.length)]!
    for (let round = 0; round < 4000; round += 1) {
      const text = Array.from({ length: 1 + (round % 14) }, any).join('')
      const html = `<p>${text.replaceAll('&', '&amp;').replace(/<(?!br>)/g, '&lt;')}</p>`
      const markdown = htmlToMarkdown(html)
      const again = renderMarkdown(markdown)
      expect({ markdown, read: read(again) }).toEqual({ markdown, read: read(html) })
      expect(mentionedHandles(markdown)).toEqual([])
    }
  })

  test('and any marks in it, wherever they begin and end in a word', () => {
    const roll = dice()
    const words = [...'ab1 ".!*_(—é\\~[]`', ' word ', '😀']
    const names = ['em', 'strong', 's', 'code', 'a', 'br', 'sup']
    const any = (depth: number): string => {
      const name = depth < 3 && roll(3) === 0 ? names[roll(names.length)]! : ''
      if (name === 'br') return '<br>'
      if (name === 'code') return `<code>${['a', '`', 'a`b', ' a '][roll(4)]}</code>`
      if (name === 'a') return `<a href="https://b.example/${roll(9)}">${any(9)}w</a>`
      return name ? `<${name}>${some(depth + 1)}</${name}>` : words[roll(words.length)]!
    }
    const some = (depth: number) => Array.from({ length: 1 + roll(4) }, () => any(depth)).join('')
    for (let round = 0; round < 5000; round += 1) {
      const html = `<p>${some(0)}</p>`
      const markdown = htmlToMarkdown(html)
      expect({ html, markdown, marks: marks(renderMarkdown(markdown)) }).toEqual({ html, markdown, marks: marks(html) })
    }
  })
})

/** Every visible character with the marks that are on it. */
function marks(html: string): string {
  const open: string[] = []
  const seen: string[] = []
  const parser = new Parser({
    ontext: (data) => {
      const on = [...new Set(open)].sort().join('')
      for (const character of data.normalize('NFKC').replace(/\s/g, '')) seen.push(character + on)
    },
    onopentag: (name) => {
      if (name === 'br') seen.push('<br>')
      open.push(/^(em|strong|s|code|a)$/.test(name) ? `<${name}>` : '')
    },
    onclosetag: () => {
      open.pop()
    },
  })
  parser.end(html)
  return seen.join(' ').replace(/^(<br> ?)+|( ?<br>)+$/g, '')
}

/** The text with its line breaks, and every element that is not a paragraph. */
function read(html: string): string {
  let text = ''
  const parser = new Parser({
    ontext: (data) => {
      text += data.replaceAll('\n', ' ')
    },
    onopentag: (name) => {
      if (name !== 'p') text += `<${name}>`
    },
  })
  parser.end(html)
  return text
    .replace(/\s+/g, ' ')
    .replace(/ ?<br> ?/g, '<br>')
    .replace(/^( |<br>)+|( |<br>)+$/g, '')
}

describe('does not stumble over', () => {
  test.each([
    ['elements without end', '<blockquote>'.repeat(20_000)],
    ['lists within lists', '<ul><li>a'.repeat(20_000)],
    ['marks within marks', '<em>a'.repeat(20_000)],
    ['many marks', '<em>a</em>'.repeat(20_000)],
    ['many breaks', 'a<br> '.repeat(20_000)],
    ['spaces', `a${' '.repeat(200_000)}b`],
    ['backticks', `<code>${'`a'.repeat(50_000)}</code><pre>${'`'.repeat(50_000)}</pre>`],
    ['backslashes', '\\'.repeat(100_000)],
    ['wrappers', '<span>a'.repeat(20_000)],
    ['rows', `<table>${'<tr><td>a'.repeat(10_000)}</table>`],
  ])('%s', (_, html) => {
    const honest =
      '<p>A <em>plain</em> paragraph with <code>code</code> and <a href="https://example.org">a link</a>.</p>'
    expect(timesAsHard((text) => void htmlToMarkdown(text), html, honest)).toBeLessThan(300)
  })
})
