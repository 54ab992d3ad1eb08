import { describe, expect, test } from 'vitest'
import { excerptOf, mentionedHandles, quoteOf, renderMarkdown } from './markdown.ts'

const mentions = new Map([
  ['ana', { url: '/people/ana', name: 'Ana Ruiz' }],
  ['joe_smith', { url: '/people/joe_smith', name: 'Joe Smith' }],
  ['zoë-2', { url: '/people/5', name: 'Zoë' }],
])
const ana = '<a class="mention" href="/people/ana">@Ana Ruiz</a>'
const joe = '<a class="mention" href="/people/joe_smith">@Joe Smith</a>'

describe('what a text may contain', () => {
  test.each([
    [
      '# One\n## Two\n### Three\n#### Four\n###### Six',
      '<h3>One</h3>\n<h4>Two</h4>\n<h5>Three</h5>\n<h6>Four</h6>\n<h6>Six</h6>',
    ],
    ['~~gone~~', '<p><s>gone</s></p>'],
    ['```js\na < b\n```', '<pre><code class="language-js">a &lt; b\n</code></pre>'],
    ['7. seven', '<ol start="7">\n<li>seven</li>\n</ol>'],
    ['<b>bold</b> & <!-- c -->', '<p>&lt;b&gt;bold&lt;/b&gt; &amp; &lt;!-- c --&gt;</p>'],
    ['"quotes" -- (c) ...', '<p>"quotes" -- (c) ...</p>'],
  ])('%j', (source, html) => expect(renderMarkdown(source)).toBe(html))

  test('tables, with the alignment of their columns and nothing else', () => {
    const html = renderMarkdown('| a | b |\n|:-:|---|\n| 1 | 2 \\| 3 |')
    expect(html.replaceAll('\n', '')).toBe(
      '<table><thead><tr><th align="center">a</th><th>b</th></tr></thead><tbody><tr><td align="center">1</td><td>2 | 3</td></tr></tbody></table>',
    )
  })
})

describe('links', () => {
  const rel = 'rel="noopener nofollow ugc"'
  test.each([
    ['[a](https://b.example/c "d")', `<a href="https://b.example/c" title="d" ${rel}>a</a>`],
    ['[a](/spaces/2#x) [b](c?d) [e](#f)', '<a href="/spaces/2#x">a</a> <a href="c?d">b</a> <a href="#f">e</a>'],
    ['<mailto:a@b.example>', '<a href="mailto:a@b.example">mailto:a@b.example</a>'],
    ['see http://a.example/b_c_d.', `see <a href="http://a.example/b_c_d" ${rel}>http://a.example/b_c_d</a>.`],
    ['see www.a.example/b, or', `see <a href="https://www.a.example/b" ${rel}>www.a.example/b</a>, or`],
    ['write to a.b@c.example!', 'write to <a href="mailto:a.b@c.example">a.b@c.example</a>!'],
    ['Full stop.So it goes; //nowhere.example', 'Full stop.So it goes; //nowhere.example'],
    ['[a](ftp://b.example) [c](//d.example)', '[a](ftp://b.example) [c](//d.example)'],
  ])('%j', (source, html) => expect(renderMarkdown(source)).toBe(`<p>${html}</p>`))
})

describe('images', () => {
  test('our own are images, loaded late', () => {
    expect(renderMarkdown('![a "b"](/files/1.png "t")')).toBe(
      '<p><img src="/files/1.png" alt="a &quot;b&quot;" title="t" loading="lazy" decoding="async" /></p>',
    )
  })
  test('those elsewhere are links, so that no other server learns who reads', () => {
    const link = (text: string) => `<a href="https://e.example/i.png" rel="noopener nofollow ugc">${text}</a>`
    expect(renderMarkdown('![a *b*](https://e.example/i.png)')).toBe(`<p>${link('a b')}</p>`)
    expect(renderMarkdown('![](https://e.example/i.png)')).toBe(`<p>${link('https://e.example/i.png')}</p>`)
    expect(renderMarkdown('[![a](https://e.example/i.png)](/b)')).toBe('<p><a href="/b">a</a></p>')
    expect(renderMarkdown('![a](//e.example/i.png) ![b](data:image/png;base64,AA==)')).not.toContain('<img')
  })
})

describe('mentions', () => {
  test.each([
    ['@ana', ana],
    ['Hi @Ana, @ANA! (@ana) "@ana"', `Hi ${ana}, ${ana}! (${ana}) "${ana}"`],
    ['**@ana** and _@joe_smith_', `<strong>${ana}</strong> and <em>${joe}</em>`],
    ['@joe_smith @joe\\_smith', `${joe} ${joe}`],
    ['@zoë-2 @ana- no', `<a class="mention" href="/people/5">@Zoë</a> ${ana}- no`],
    [
      '`@ana` [@ana](/x) \\@ana &#64;ana @@ana x@ana @ana@x',
      '<code>@ana</code> <a href="/x">@ana</a> @ana @ana @@ana x@ana @ana@x',
    ],
    ['@nobody @a @' + 'n'.repeat(41), '@nobody @a @' + 'n'.repeat(41)],
  ])('%j', (source, html) => expect(renderMarkdown(source, { mentions })).toBe(`<p>${html}</p>`))

  test('an e-mail address is no mention', () => {
    expect(renderMarkdown('x@ana.example', { mentions })).toBe(
      '<p><a href="mailto:x@ana.example">x@ana.example</a></p>',
    )
  })

  test('the handles written, each once, outside code and links', () => {
    const source =
      '@Ana and @bob\\_x, again @ana. `@code` [@link](/x) a@mail.example \\@not\n\n    @indented\n\n> @quoted'
    expect(mentionedHandles(source)).toEqual(['ana', 'bob_x', 'quoted'])
    expect(mentionedHandles('nobody')).toEqual([])
  })
})

describe('excerpts', () => {
  test('are the text alone, cut between words', () => {
    const html = renderMarkdown('# Title\n\nHello **wor**ld &amp; *all*\n\n- one\n- two')
    expect(excerptOf(html, 100)).toBe('Title Hello world & all one two')
    expect(excerptOf(html, 20)).toBe('Title Hello world &…')
    expect(excerptOf(html, 18)).toBe('Title Hello world…')
    expect(excerptOf('', 10)).toBe('')
  })
  test('cut a word longer than the room, and scripts without spaces, but never a character', () => {
    expect(excerptOf('<p>Donaudampfschifffahrt</p>', 10)).toBe('Donaudamp…')
    expect(excerptOf('<p>👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧</p>', 12)).toBe('👩‍👩‍👧…')
    expect(excerptOf('<p>今日は良い天気ですね</p>', 6)).toMatch(/^今日は.{0,2}…$/)
  })
  test('take an image by its alternative text', () => {
    expect(excerptOf(renderMarkdown('See ![the plan](/files/1.png)'), 50)).toBe('See the plan')
  })
})

describe('quotes', () => {
  test('put every line behind the mark and end outside', () => {
    expect(quoteOf('one\n\ntwo\r\n- three\n')).toBe('> one\n>\n> two\n> - three\n\n')
  })
  test('name their author, whose name is text', () => {
    expect(quoteOf('yes', 'Ana *the* @one')).toBe('> **Ana \\*the\\* \\@one**:\n>\n> yes\n\n')
    expect(renderMarkdown(quoteOf('yes', '"A" <b> @ana'), { mentions })).toBe(
      '<blockquote>\n<p><strong>"A" &lt;b&gt; @ana</strong>:</p>\n<p>yes</p>\n</blockquote>',
    )
  })
})
