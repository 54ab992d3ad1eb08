import { Parser } from 'htmlparser2'
import { describe, expect, test } from 'vitest'
import { excerptOf, quoteOf, renderMarkdown } from './markdown.ts'
import { onlySafe } from './wall.ts'

const vectors = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg/onload=alert(1)>',
  '<a href="javascript:alert(1)">x</a>',
  '<iframe src="javascript:alert(1)"></iframe>',
  '<math><mtext></mtext><mglyph><style><img src=x onerror=alert(1)>',
  '<!--><script>alert(1)</script>-->',
  '<style>@import "//e.example"</style>',
  '<xmp><script>alert(1)</script></xmp>',
  '<textarea></textarea><script>alert(1)</script>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  '<base href="https://e.example/">',
  '<meta http-equiv=refresh content="0;url=javascript:alert(1)">',
  '<form action=javascript:alert(1)><button>x',
  '[a](javascript:alert(1))',
  '[a](JaVaScRiPt:alert(1))',
  '[a](<javascript:alert(1)>)',
  '[a](< javascript:alert(1)>)',
  '[a](  javascript:alert(1)  "t")',
  '[a](java&#10;script:alert(1))',
  '[a](java&#x0d;script:alert(1))',
  '[a](java&Tab;script:alert(1))',
  '[a](java&NewLine;script:alert(1))',
  '[a](&#1;javascript:alert(1))',
  '[a](\u0001javascript:alert(1))',
  '[a](\u00a0javascript:alert(1))',
  '[a](\u00adjava\u00adscript:alert(1))',
  '[a](\ufeffjavascript:alert(1))',
  '[a](&#106;avascript:alert(1))',
  '[a](&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74&#x3A&#x61&#x6C&#x65&#x72&#x74&#x28&#x31&#x29)',
  '[a](javascript&colon;alert(1))',
  '[a](javascript&#58;alert&lpar;1&rpar;)',
  '[a](javascript\\:alert(1))',
  '[a](\\javascript:alert(1))',
  '[a](jav\\ascript:alert(1))',
  '[a](javascript://%0aalert(1))',
  '[a](javascript:%61lert(1))',
  '[a](j%61vascript:alert(1))',
  '[a](javascript%3Aalert(1))',
  '[a](vbscript:msgbox(1))',
  '[a](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)',
  '[a](data:image/svg+xml,<svg/onload=alert(1)>)',
  '[a](data:image/png;base64,AA==)',
  '[a](feed:javascript:alert(1))',
  '[a](view-source:javascript:alert(1))',
  '[a](jar:javascript:alert(1)!/)',
  '[a](file:///etc/passwd)',
  '[a](blob:https://e.example/1)',
  '[a](about:blank)',
  '[a](ws://e.example)',
  '[a](//e.example)',
  '[a](/\\e.example)',
  '[a](\\\\e.example)',
  '[a](\\/\\/e.example)',
  '[a](/&#9;/e.example)',
  '[a](http:javascript:alert(1))',
  '[a](https:/\\e.example)',
  '[a][r]\n\n[r]: javascript:alert(1)',
  '[a][r]\n\n[r]: <java&#x0A;script:alert(1)>',
  '[r]\n\n[r]: data:text/html,x "t"',
  '<javascript:alert(1)>',
  '<JAVASCRIPT:alert(1)>',
  '<data:text/html,x>',
  '<javascript&colon;alert(1)>',
  '<https://e.example/"onmouseover="alert(1)>',
  "<https://e.example/'onmouseover='alert(1)>",
  '<a@b.example"onmouseover="alert(1)>',
  'http://e.example/"onmouseover="alert(1)',
  "http://e.example/'onmouseover='alert(1)//",
  'http://e.example/<script>alert(1)</script>',
  'http://e.example/&quot;onmouseover=alert(1)',
  'www.e.example/"><script>alert(1)</script>',
  '"onmouseover="alert(1)"@e.example',
  'javascript://e.example/%0aalert(1)',
  'mailto:a@b.example?subject="><script>alert(1)</script>',
  '[a](https://e.example "onmouseover=alert(1) x=")',
  '[a](https://e.example "&quot; onmouseover=&quot;alert(1)")',
  '[a](https://e.example \'" onmouseover="alert(1)\')',
  '[a](https://e.example\\"onmouseover=alert(1))',
  '[a](https://e.example"onmouseover="alert(1))',
  '[a](https://e.example/&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;)',
  '[<img src=x onerror=alert(1)>](https://e.example)',
  '[a](<https://e.example/"><script>alert(1)</script>>)',
  '![a](javascript:alert(1))',
  '![a](data:image/svg+xml;base64,PHN2Zy8+)',
  '![a](data:image/png;base64,AA==)',
  '![a](//e.example/x.png)',
  '![a](/\\e.example/x.png)',
  '![a](/&#9;/e.example/x.png)',
  '![a](/%5Ce.example/x.png)',
  '![a](https://e.example/x.png)',
  '![" onerror="alert(1)](/x.png)',
  "![' onerror='alert(1)](/x.png)",
  '![a](/x.png"onerror="alert(1))',
  '![a](/x.png "\\" onerror=\\"alert(1)")',
  '![&quot; onerror=alert(1) &quot;](/x.png)',
  '![<script>alert(1)</script>](/x.png)',
  '![![" onerror="alert(1)](/y.png)](/x.png)',
  '```"><script>alert(1)</script>\nx\n```',
  '```" onmouseover="alert(1)\nx\n```',
  '```x" class="mention\nx\n```',
  '~~~js onclick=alert(1)\nx\n~~~',
  '`<script>alert(1)</script>`',
  '    <script>alert(1)</script>',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '&#60;script&#62;alert(1)&#60;/script&#62;',
  '\\<script>alert(1)\\</script>',
  '<scr\u0000ipt>alert(1)</scr\u0000ipt>',
  '# <script>alert(1)</script>',
  '|<script>|\n|---|\n|<img src=x onerror=alert(1)>|',
  '|a|\n|:-"onclick=alert(1):|\n|b|',
  '1"onclick=alert(1). a',
  '@quote and @angle and @script and @outside and @breaks',
  '[@script](javascript:alert(1)) **@quote**',
]

/** Names and addresses as someone might have managed to register them. */
const mentions = new Map([
  ['quote', { url: '/people/"onmouseover="alert(1)', name: '" onmouseover="alert(1)' }],
  ['angle', { url: '/people/<script>', name: '<script>alert(1)</script><img src=x onerror=alert(1)>' }],
  ['script', { url: 'javascript:alert(1)', name: "'><svg/onload=alert(1)>" }],
  ['outside', { url: '//e.example/', name: '</a></p><iframe src=//e.example>' }],
  ['breaks', { url: '/people/\n" onclick="x', name: '[x](javascript:alert(1))' }],
])

const TAGS = /^(p|br|hr|blockquote|ul|ol|li|pre|code|h[3-6]|em|strong|s|a|img|table|thead|tbody|tr|th|td)$/
const ATTRIBUTES = /^(href|title|rel|class|src|alt|loading|decoding|start|align)$/

/** Everything a rendering must not hold; empty when it is safe. */
function dangers(html: string): string[] {
  const found: string[] = []
  const parser = new Parser({
    onopentag(name, attributes) {
      if (!TAGS.test(name)) found.push(`<${name}>`)
      for (const [attribute, value] of Object.entries(attributes)) {
        if (!ATTRIBUTES.test(attribute)) found.push(`${name} ${attribute}`)
        if (attribute === 'class' && !/^(mention|language-[\w+#.-]+)$/.test(value)) found.push(`class ${value}`)
        if (attribute === 'href' && !harmless(value)) found.push(`href ${value}`)
        if (attribute === 'src' && !ownImage(value)) found.push(`src ${value}`)
      }
    },
    oncomment: (text) => found.push(`comment ${text}`),
    onprocessinginstruction: (name) => found.push(`instruction ${name}`),
  })
  parser.end(html)
  for (const [tag] of html.matchAll(/<[a-z][^>]*>/gi)) {
    if (!/^<[a-z][a-z0-9]*(?: [a-z]+="[^"<>]*")*(?: \/)?>$/.test(tag)) found.push(`unquoted ${tag}`)
  }
  return found
}

/** Judged as a browser resolves addresses, not as our own rules do. */
function harmless(address: string): boolean {
  const { protocol, host } = new URL(address, 'https://own.example/spaces/1')
  if (!/^https?:/i.test(address)) return protocol === 'mailto:' || host === 'own.example'
  return protocol === 'http:' || protocol === 'https:'
}

function ownImage(address: string): boolean {
  return address.startsWith('/') && new URL(address, 'https://own.example/').host === 'own.example'
}

describe('no text becomes a program', () => {
  test(`${vectors.length} attempts, alone and in company`, () => {
    expect(vectors.length).toBeGreaterThan(100)
    for (const vector of vectors) {
      const company = [
        vector,
        `> ${vector}`,
        `- ${vector}`,
        `**${vector}**`,
        `[${vector}](/x)`,
        `![${vector}](/x)`,
        `x${vector}`,
      ]
      for (const source of [...company, quoteOf(vector, vector), `${vector}\n${vector}`]) {
        expect({ source, dangers: dangers(renderMarkdown(source, { mentions })) }).toEqual({ source, dangers: [] })
      }
    }
  })

  test('every pair of attempts', () => {
    for (const first of vectors) {
      const sources = vectors.map((second) => `${first}${second}`)
      for (const source of sources) expect(dangers(renderMarkdown(source, { mentions }))).toEqual([])
    }
  }, 120_000)

  test('the second wall holds alone: the same attempts as HTML', () => {
    for (const vector of vectors)
      expect({ vector, dangers: dangers(onlySafe(vector)) }).toEqual({ vector, dangers: [] })
    const html =
      '<p id="a" class="b mention" style="color:red" onclick="x">c<a href="java\nscript:x" class="mention">d</a></p>'
    expect(onlySafe(html)).toBe('<p>c<a>d</a></p>')
    expect(onlySafe('<img src="https://e.example/x.png" alt="a"><img src="/x.png" alt="b">')).toBe(
      '<img src="/x.png" alt="b" />',
    )
  })

  test('an excerpt is text, to be escaped like any other', () => {
    expect(excerptOf(renderMarkdown('<b>x</b> &amp;'), 40)).toBe('<b>x</b> &')
  })
})
