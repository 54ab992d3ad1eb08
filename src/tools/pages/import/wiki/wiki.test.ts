import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import yazl from 'yazl'
import { testSite } from '../../../../../test/site.ts'
import { workersOf } from '../../../../../test/workers.ts'
import { splitFrontMatter } from '../../carried/front-matter.ts'
import { Names } from '../../export/names.ts'
import { unpacked } from '../bounded.ts'
import { headingOf, type Leaf } from '../folder/survey.ts'
import { inTree } from '../folder/tree.ts'
import { converted } from './convert.ts'
import { pagesOf } from './dump.ts'

const names = new Map([
  ['file', 6],
  ['image', 6],
  ['category', 14],
  ['help', 12],
  ['template', 10],
])
const to = (source: string, title = 'Page') =>
  converted(title, source, names, (name) => (name === 'Jar.png' ? '/c/x/attachments/1/jar.webp' : undefined))

describe('wikitext as Markdown', () => {
  it.each([
    ['headings', '== One ==\ntext\n=== Two ===', '## One\n\ntext\n\n### Two'],
    ['bold and italic', "'''bold''', ''italic'', '''''both''''' and it's", "**bold**, *italic*, ***both*** and it's"],
    ['marks that never close end with their line', "'''bold\nplain", '**bold**\nplain'],
    ['spaces at marks', "a''' b '''c", 'a **b** c'],
    [
      'links',
      '[[Brown water]], [[brown_water|the water]], [[Jar]]s, [[Jar#Use|how]]',
      '[[Brown water]], [[brown water|the water]], [[Jar|Jars]], [[Jar#Use|how]]',
    ],
    ['links within the page and below it', '[[#Use it|use]] [[/Sub]]', '[use](#s-use-it) [[Page/Sub]]'],
    ['links with marks', "[[Jar|the '''jar''']]", 'the **jar** ([[Jar]])'],
    [
      'addresses',
      '[https://example.org/a words] [https://example.org/b] https://example.org/c.',
      '[words](<https://example.org/a>) <https://example.org/b> <https://example.org/c>.',
    ],
    ['other wikis', '[[w:Frog|frogs]] [[de:Frosch]]', '[frogs](<https://en.wikipedia.org/wiki/Frog>)'],
    ['lists', '* a\n** b\n* c\n# one\n# two', '- a\n  - b\n- c\n\n1. one\n1. two'],
    ['a list in an ordered list', '# one\n#* dot', '1. one\n   - dot'],
    ['definitions', '; Term : meaning\n; Other\n: its meaning', '**Term**\\\nmeaning\n\n**Other**\\\nits meaning'],
    ['indents', ': said', '> said\n>'],
    ['rules', 'a\n----\nb', 'a\n\n---\n\nb'],
    [
      'footnotes',
      'One<ref name="x">From a book</ref> two<ref name=x /> three<ref>Else</ref>\n<references />',
      'One[^1] two[^1] three[^2]\n\n[^1]: From a book\n[^2]: Else',
    ],
    ['code', "<code>a''b</code> <nowiki>'''no'''</nowiki> <tt>x</tt>", "`a''b` '''no''' `x`"],
    ['blocks of code', '<syntaxhighlight lang="py">\nprint("[[x]]")\n</syntaxhighlight>', '```py\nprint("[[x]]")\n```'],
    ['code by a space', ' one\n two\nthree', '```\none\ntwo\n```\n\nthree'],
    ['templates', "{{Warning|Do ''not'' drink}} after", "`{{Warning|Do ''not'' drink}}` after"],
    [
      'templates of several lines',
      '{{Infobox\n| name = [[Jar]]\n}}\nText',
      '```\n{{Infobox\n| name = [[Jar]]\n}}\n```\n\nText',
    ],
    [
      'pictures',
      '[[File:Jar.png|thumb|200px|A [[Jar]] of water]]',
      '![Jar](/c/x/attachments/1/jar.webp) A [[Jar]] of water',
    ],
    ['pictures with words', '[[Image:jar.png|alt=What it shows]]', '![What it shows](/c/x/attachments/1/jar.webp)'],
    ['pictures that did not come', '[[File:Gone.png|thumb|Caption]]', '`File:Gone.png` Caption'],
    [
      'galleries',
      '<gallery>\nJar.png|One\nFile:Jar.png|Two\n</gallery>',
      '![Jar](/c/x/attachments/1/jar.webp) One\n\n![Jar](/c/x/attachments/1/jar.webp) Two',
    ],
    [
      'tables',
      '{| class="wikitable"\n|+ Jars\n! Size !! Use\n|-\n| style="x" | small || [[Jar|a]]\n|-\n| big\n| b | c\n|}',
      'Jars\n\n| Size | Use |\n| --- | --- |\n| small | [[Jar\\|a]] |\n| big | b \\| c |',
    ],
    ['tags', 'a<br>b <s>c</s> <u>d</u> H<sub>2</sub>O', 'a\\\nb ~~c~~ d H2O'],
    ['signs that Markdown reads', '1. no [x] *no* # no\n# is a list', '1\\. no \\[x\\] \\*no\\* # no\n\n1. is a list'],
    ['magic words', '__NOTOC__text', 'text'],
  ])('%s', (_name, source, markdown) => {
    expect(to(source).text).toBe(markdown)
  })

  it('tells tags, templates, comments and what else it leaves', () => {
    const { tags, notes } = to('[[Category:Water]] [[Category:Jars|*]]{{Stub}}<!-- hidden --><foo>x</foo>[[fr:Bocal]]')
    expect(tags).toEqual(['Water', 'Jars'])
    expect(notes).toEqual(
      expect.arrayContaining([
        { why: 'template', about: 'Stub' },
        { why: 'comment', about: 'hidden' },
        { why: 'tag', about: '<foo>' },
        { why: 'language', about: 'fr:Bocal' },
      ]),
    )
  })

  it('loses no word, however its marks are nested and broken', () => {
    let seed = 42
    const random = (most: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
      return seed % most
    }
    let count = 0
    const word = () => `word${++count}x`
    const piece = (depth: number): string => {
      const inner = () => (depth > 3 ? word() : piece(depth + 1))
      const shapes = [
        word,
        () => `'''${inner()}'''`,
        () => `''${inner()}`,
        () => `[[${word()}|${inner()}]]`,
        () => `[[${word()}`,
        () => `{{${word()}|${inner()}}}`,
        () => `{{${word()}`,
        () => `[https://example.org/${word()} ${inner()}]`,
        () => `<ref>${inner()}</ref>`,
        () => `<ref name="n${random(3)}">${word()}</ref>`,
        () => `\n== ${inner()} ==\n`,
        () => `\n* ${inner()}\n** ${inner()}\n`,
        () => `\n# ${word()}\n#: ${inner()}\n`,
        () => `\n; ${word()} : ${inner()}\n`,
        () => `\n: ${inner()}\n`,
        () => `\n{|\n! ${word()}\n|-\n| ${inner()} || ${word()}\n|}\n`,
        () => `\n{|\n| ${word()}\n`,
        () => `<nowiki>${word()}</nowiki>`,
        () => `<pre>${word()}\n${word()}</pre>`,
        () => `<code>${word()}</code>`,
        () => `<nowiki>${word()}`,
        () => `<b>${inner()}</b>`,
        () => `<weird>${inner()}</weird>`,
        () => `\n ${word()}\n`,
        () => `[[File:${word()}.png|thumb|${inner()}]]`,
        () => `&nbsp;${word()}|`,
        () => `\n|${word()}`,
        () => `</ref>${word()}}}]]`,
      ]
      return shapes[random(shapes.length)]!()
    }
    for (let round = 0; round < 400; round++) {
      const source = Array.from({ length: 1 + random(8) }, () => piece(0)).join(random(2) ? ' ' : '\n')
      const { text, notes } = to(source)
      const kept = `${text} ${notes.map(({ about }) => about).join(' ')}`.toLowerCase()
      for (const [one] of source.matchAll(/word\d+x/g))
        if (!kept.includes(one)) expect(`${one} in ${source}`).toBe(text)
    }
  })

  it.each([
    '{{',
    '[[',
    '[[File:a|',
    "'''",
    '<ref>',
    '<nowiki>',
    '<gallery>',
    '{|\n',
    '|-\n| a ||',
    '* ',
    '<!--',
    '[https://a.b ',
    '\n ',
    '{{{',
    '<b>',
    ';a:b',
    '==',
  ])('of ever the same signs %j takes no long time', (sign) => {
    const source = sign.repeat(Math.ceil(300_000 / sign.length))
    const from = performance.now()
    to(source)
    expect(performance.now() - from).toBeLessThan(8_000)
  })
})

describe('a text that means ill takes no long time', () => {
  const many = 200_000
  const blanks = ' '.repeat(many)
  it.each([
    ['lists', '* a\n\n'.repeat(many / 5)],
    ['tables without an end', `${'{|\n'.repeat(many / 3)}== a ==\n|}`],
    ['blanks in a heading', `== a${blanks}b`],
    ['a heading of marks', `=${'=x'.repeat(many / 2)}`],
    ['blanks in a definition', `;a${blanks}b`],
    ['blanks in a line', `a${blanks}b`],
    ['blanks in code', `<pre>a${blanks}b</pre>`],
    ['blanks in bold', `'''a${blanks}b`],
    ['blanks in a cell', `{|\n|a${blanks}b\n|}`],
    ['blanks in a link', `[https://a.b${blanks}`],
    ['lines that mean themselves', `<nowiki>${'\n'.repeat(many)}</nowiki>`],
    ['sizes of pictures', `[[File:a|${'1'.repeat(many)}]]`],
    ['looks of a cell', `{|\n|${'='.repeat(many)}\n|}`],
    ['one wide row of many', `{|\n${'|a|'.repeat(many / 6)}\n${'|-\n|a\n'.repeat(many / 12)}|}`],
    ['links in links', `${'[[a|'.repeat(10)}${'x '.repeat(many / 2)}${']]'.repeat(10)}`],
    ['back-ticks', `<pre>${'` '.repeat(many)}</pre>`],
  ])('%s', (_name, source) => {
    const from = performance.now()
    to(source)
    expect(performance.now() - from).toBeLessThan(2000)
  })

  it('nor do heads and names of files', () => {
    const from = performance.now()
    headingOf(`# a${blanks}b`)
    splitFrontMatter(`---\na: b${' '.repeat(50_000)}c\n---\n`)
    const names = new Names()
    const titles = Array.from({ length: 10_000 }, () => names.take('Page'))
    expect(titles.at(-1)).toBe('Page 10000')
    const leaf = (path: string): Leaf => ({
      path,
      entry: undefined,
      title: 'Page',
      aliases: [],
      under: null,
      order: 0,
      hash: Buffer.alloc(0),
      tooDeep: false,
    })
    const leaves = inTree(new Map(Array.from({ length: 10_000 }, (_, at) => [`${at}.md`, leaf(`${at}.md`)])))
    expect(leaves.at(-1)!.title).toBe('Page (10000)')
    expect(performance.now() - from).toBeLessThan(2000)
  })
})

describe('what is packed', () => {
  const all = async (text: Iterable<string>) => {
    const titles: string[] = []
    for await (const { title } of pagesOf(Readable.from([...text].map((one) => Buffer.from(one))), {
      name: '',
      base: '',
      namespaces: new Map(),
    }))
      titles.push(title)
    return titles
  }

  it('is unpacked so far and no further', async () => {
    const packed = () => Readable.from([gzipSync(Buffer.alloc(3_000_000, 97))])
    expect((await buffer(unpacked(packed(), 3_000_000))).length).toBe(3_000_000)
    await expect(buffer(unpacked(packed(), 2_900_000))).rejects.toThrow('too-much')
    await expect(buffer(unpacked(Readable.from([gzipSync('x').subarray(0, 12)])))).rejects.toThrow('unexpected end')
  })

  it.each([
    '<mediawiki><page><title>',
    '<mediawiki><!--',
    '<mediawiki><page a="',
    '<mediawiki><page><![CDATA[',
    '<mediawiki',
  ])('is gathered so far and no further: %s', async (head) => {
    const bites = Array.from({ length: 90 }, () => 'a'.repeat(65_536))
    await expect(all([head, ...bites])).rejects.toThrow('too-long-piece')
  })
})

const dump = (pages: string) => `<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" xml:lang="en">
<siteinfo><sitename>Jar Wiki</sitename><base>https://wiki.example.org/wiki/Main</base>
<namespaces><namespace key="0" case="first-letter" /><namespace key="1">Talk</namespace><namespace key="6">Bild</namespace><namespace key="14">Kategorie</namespace></namespaces></siteinfo>
${pages}</mediawiki>`
const pageXml = (title: string, text: string, { ns = 0, more = '' } = {}) =>
  `<page><title>${title}</title><ns>${ns}</ns><id>1</id>${more}<revision><id>1</id><timestamp>2020-01-01T00:00:00Z</timestamp><model>wikitext</model><text xml:space="preserve">old ${text}</text></revision><revision><id>2</id><timestamp>2024-01-01T00:00:00Z</timestamp><contributor><username>Someone</username></contributor><model>wikitext</model><text xml:space="preserve">${text}</text></revision></page>`

describe('a dump of MediaWiki', async () => {
  const world = await testSite()
  await workersOf(world)
  const ada = await world.person('Ada Umeh')
  afterEach(() => {
    expect(world.mistakes.splice(0)).toEqual([])
  })
  const pixel = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
    'base64',
  )

  async function library(name: string) {
    const place = await world.community(ada, name)
    await world.owner`update space set tools = tools || '{pages}' where id = ${place.id}`
    return { ...place, pages: `${place.path}/pages` }
  }

  async function bring(place: Awaited<ReturnType<typeof library>>, bytes: Buffer, name = 'wiki.xml') {
    const sent = await ada.upload(`${place.pages}/imports`, {}, [{ name, type: 'text/xml', bytes }], {
      accept: 'application/json',
    })
    const { url } = sent.json()
    const look = async () => (await ada.json(url)).json()
    await expect.poll(async () => (await look()).state, { timeout: 20_000 }).not.toMatch(/waiting|working/)
    return { url, ...(await look()) }
  }

  const whole = dump(
    [
      pageXml('Jar/Lid', 'On [[Jar]]s. [[Kategorie:Lids]]'),
      pageXml('Jar', '[[Bild:Jar.png|thumb|A jar]] See [[Glass jar]] and {{Stub}}.'),
      `<page><title>Glass jar</title><ns>0</ns><id>3</id><redirect title="Jar" /><revision><timestamp>2020-01-01T00:00:00Z</timestamp><text>#REDIRECT [[Jar]]</text></revision></page>`,
      `<page><title>Lost</title><ns>0</ns><id>4</id><redirect title="Nowhere" /><revision><timestamp>2020-01-01T00:00:00Z</timestamp><text>x</text></revision></page>`,
      pageXml('Talk:Jar', 'hm', { ns: 1 }),
    ].join('\n'),
  )

  it('comes in as pages with links, tags, former titles, its tree, its pictures; and once', async () => {
    const place = await library('Jar Keepers')
    const zip = new yazl.ZipFile()
    zip.addBuffer(Buffer.from(whole), 'dump.xml')
    zip.addBuffer(pixel, 'images/Jar.png')
    zip.end()
    const packed = await buffer(zip.outputStream)
    const came = await bring(place, packed, 'wiki.zip')
    expect(came).toMatchObject({ state: 'done', made: 2, total: 2 })
    const rows = await world.owner<{ title: string; text: string; above: string | null; tags: string[]; id: number }[]>`
      select i.id, i.title, p.text, i.tags, a.title above from item i join page p on p.item_id = i.id left join item a on a.id = p.parent_id where i.space_id = ${place.id} order by i.title`
    expect(rows.map(({ title, above, tags }) => [title, above, tags])).toEqual([
      ['Jar', null, []],
      ['Jar/Lid', 'Jar', ['lids']],
    ])
    expect(rows[0]!.text).toMatch(
      /^!\[Jar\]\(\/c\/jar-keepers\/attachments\/\d+\/Jar\.webp\) A jar See \[\[Glass jar\]\] and `\{\{Stub\}\}`\.$/,
    )
    expect(rows[1]!.text).toBe('On [[Jar|Jars]].')
    const shown = (await ada.json(`${place.pages}/${rows[0]!.id}`)).json()
    expect(shown.links).toEqual([{ title: 'Jar', url: shown.url }])
    const left = (await ada.json(`${came.url}?what=left`)).json().lines
    expect(left.map(({ path, why }: Record<string, string>) => `${path} ${why}`)).toEqual([
      'Talk:Jar namespace',
      'Lost redirect-nowhere',
    ])
    const notes = (await ada.json(`${came.url}?what=note`)).json().lines
    expect(notes.map(({ path, why, about }: Record<string, string>) => `${path} ${why} ${about}`)).toEqual(
      expect.arrayContaining(['Jar template Stub', 'Jar older 1', 'Glass jar redirect Jar']),
    )
    expect(await bring(place, gzipSync(whole), 'wiki.xml.gz')).toMatchObject({ made: 0, same: 2 })
  })

  it.each([
    ['cut off', whole.slice(0, -40), 'broken-xml'],
    ['another XML', '<html><body/></html>', 'not-a-wiki'],
    [
      'one that grows',
      `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><mediawiki><page><title>&b;</title></page></mediawiki>`,
      'broken-xml',
    ],
  ])('that is %s changes nothing', async (name, text, why) => {
    const place = await library(`Jar ${name}`)
    expect(await bring(place, Buffer.from(text))).toMatchObject({ state: 'failed', failed: why, made: 0 })
  })
})
