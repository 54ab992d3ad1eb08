import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { addressesIn } from '../../src/spine/spaces/addresses.ts'
import { BrokenFile } from '../../src/tools/discussions/import/broken-file.ts'
import { htmlToMarkdown } from '../../src/tools/discussions/import/html-to-markdown.ts'
import { importStackExchange } from '../../src/tools/discussions/index.ts'
import { timesAsHard } from '../effort.ts'
import { testSite } from '../site.ts'

/**
 * Files that people bring, made by somebody who means harm: each is refused in words or told of in the report, within bounds of
 * memory and time, and nothing is half done.
 */

const world = await testSite()
const host = await world.person('Ada Umeh')
const river = await world.community(host)
const folder = await mkdtemp(join(tmpdir(), 'copse-imports-'))
afterAll(() => rm(folder, { recursive: true, force: true }))
afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

let files = 0
const pathOf = () => join(folder, `${++files}.xml`)
async function file(content: string | Uint8Array): Promise<string> {
  const path = pathOf()
  await writeFile(path, content)
  return path
}

/** A file of many times the same, between a beginning and an end. */
async function longFile(begin: string, again: string, times: number, end: string): Promise<string> {
  const path = pathOf()
  const out = createWriteStream(path)
  out.write(begin)
  for (let i = 0; i < times; i++) if (!out.write(again)) await once(out, 'drain')
  out.end(end)
  await once(out, 'finish')
  return path
}

const bring = (path: string) =>
  importStackExchange(world.site, {
    path,
    into: river.slug,
    personId: host.id,
    base: 'https://trees.example',
    lang: 'en',
    progress: () => {},
  })

/** Everything an import could leave behind. */
async function kept() {
  const [row] = await world.owner`select (select count(*) from item) items, (select count(*) from message) messages,
    (select count(*) from person) people, (select count(*) from activity) activities, (select count(*) from discussion) discussions`
  return row
}

/** The most memory that some work takes beyond what was there before it, in megabytes. */
async function memoryOf(work: () => Promise<unknown>): Promise<number> {
  const before = process.memoryUsage().rss
  let most = before
  const timer = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 20)
  try {
    await work()
  } finally {
    clearInterval(timer)
  }
  return (Math.max(most, process.memoryUsage().rss) - before) / 1e6
}

/** It does not come in, for this reason, and leaves nothing. */
async function isRefused(path: string, why: RegExp): Promise<void> {
  const before = await kept()
  const error = await bring(path).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(BrokenFile)
  expect((error as Error).message).toMatch(why)
  expect(await kept()).toEqual(before)
}

const head = '<?xml version="1.0" encoding="utf-8"?>\n<posts>\n'
const row = (id: number, more = '', body = '&lt;p&gt;x&lt;/p&gt;') =>
  `<row Id="${id}" PostTypeId="1" CreationDate="2020-01-01T00:00:00" Title="Question ${id}" Body="${body}" ${more}/>\n`
const dump = (...rows: string[]) => file(`${head}${rows.join('')}</posts>`)

describe('XML', () => {
  const laughs = `<!DOCTYPE posts [\n<!ENTITY a "aaaaaaaaaa">\n${[...'bcdefghij']
    .map((name, i) => `<!ENTITY ${name} "${`&${'abcdefghi'[i]};`.repeat(10)}">`)
    .join('\n')}\n]>`

  it.each<[string, string | Uint8Array, RegExp]>([
    ['entities that grow', `${laughs}<posts>${row(1, '', '&j;')}</posts>`, /entity/],
    [
      'one long entity, often',
      `<!DOCTYPE posts [<!ENTITY a "${'a'.repeat(50_000)}">]><posts>${row(1, '', '&a;'.repeat(50_000))}</posts>`,
      /entity/,
    ],
    [
      'a file of this machine',
      `<!DOCTYPE posts [<!ENTITY a SYSTEM "file:///etc/passwd">]><posts>${row(1, '', '&a;')}</posts>`,
      /entity/,
    ],
    [
      'an address inside',
      `<!DOCTYPE posts [<!ENTITY a SYSTEM "http://127.0.0.1:9/">]><posts>${row(1, '', '&a;')}</posts>`,
      /entity/,
    ],
    [
      'an entity of parameters',
      `<!DOCTYPE posts [<!ENTITY % a SYSTEM "http://127.0.0.1:9/x.dtd"> %a;]><posts>${row(1, '', '&b;')}</posts>`,
      /entity/,
    ],
    ['two hundred deep', `<posts>${'<row>'.repeat(200)}${'</row>'.repeat(200)}</posts>`, /inside a row/],
    ['a million deep', `<posts>${'<a>'.repeat(1_000_000)}`, /<a> where <row> should be/],
    ['NUL', `${head}${row(1, '', 'a\u0000b')}</posts>`, /disallowed character/],
    ['NUL by number', `${head}${row(1, '', '&#0;')}</posts>`, /entity|character/],
    ['half a character by number', `${head}${row(1, '', '&#xD800;')}</posts>`, /entity|character/],
    ['a character beyond all', `${head}${row(1, '', '&#x7fffffff;')}</posts>`, /entity|character/],
    ['an encoding that it has not', '<?xml version="1.0" encoding="utf-16"?><posts/>', /utf-16/],
    ['UTF-16', Buffer.from(`\ufeff${head}</posts>`, 'utf16le'), /not UTF-8/],
    ['Latin letters of one byte', Buffer.from(`${head}${row(1, '', 'caf\u00e9')}</posts>`, 'latin1'), /not UTF-8/],
    ['an attribute twice', `${head}<row Id="1" Id="2"/></posts>`, /duplicate|attribute/],
    [
      'a date before all',
      `${head}${row(1).replace('2020', '0000')}</posts>`,
      /cannot be when it was written|not a date/,
    ],
    ['a date to come', `${head}${row(1).replace('2020', '9999')}</posts>`, /cannot be when it was written/],
    ['a number without end', `${head}${row(1).replace('Id="1"', `Id="${'9'.repeat(1_000)}"`)}</posts>`, /not a number/],
    ['a good beginning and a bad end', `${head}${row(1)}${row(2)}<row Id="3"/></posts>`, /without a PostTypeId/],
  ])('%s is refused', async (_name, content, why) => {
    await isRefused(await file(content), why)
  })

  it.each<[string, string, string, RegExp]>([
    ['a text', head, ' ', /text, comment or tag without an end/],
    ['a comment', `${head}<!--`, 'x', /text, comment or tag without an end/],
    ['what is not read (CDATA)', `${head}<![CDATA[`, ' ', /text, comment or tag without an end|text outside/],
    ['a type of document', '<!DOCTYPE posts [', ' ', /text, comment or tag without an end/],
    ['an instruction', `${head}<?x `, 'x', /text, comment or tag without an end/],
    ['the name of a tag', `${head}<`, 'x', /text, comment or tag without an end/],
    ['a value', `${head}<row Id="1" Body="`, 'x', /row without an end/],
    ['values', `${head}<row `, 'a="" ', /row without an end|duplicate/],
  ])(
    '%s of a hundred megabytes is refused early',
    async (_name, begin, again, why) => {
      const path = await longFile(begin, again.repeat(Math.ceil(1_000_000 / again.length)), 100, '')
      const used = await memoryOf(() => isRefused(path, why))
      expect(used).toBeLessThan(600)
    },
    30_000,
  )

  it('a document type that is of no use changes nothing', async () => {
    const path = await file(`<!DOCTYPE posts SYSTEM "http://127.0.0.1:9/posts.dtd">\n<posts>${row(71_001)}</posts>`)
    expect(await bring(path)).toMatchObject({ questions: 1, skipped: [] })
  })
})

describe('posts', () => {
  it('with too much in them come in cut, or not, and are told of: nothing stops half-way', async () => {
    const before = await kept()
    const report = await bring(
      await dump(
        row(1).replace('Question 1', 'Long '.repeat(2_000)),
        row(2, `OwnerDisplayName="${'N'.repeat(10_000)}"`),
        row(3, `Tags="${Array.from({ length: 5_000 }, (_, i) => `&lt;tag-${i}-${'x'.repeat(60)}&gt;`).join('')}"`),
        row(4, '', 'x'.repeat(20_000_000)),
        row(5, '', '&lt;b&gt;'.repeat(3_000_000)),
        row(6).replace('Question 6', '&#x7f;&#x7f;'),
        row(7, '', '&lt;p&gt;&amp;#x7f; &lt;/p&gt;'),
        row(8, 'OwnerDisplayName="&#x7f;"'),
        row(9, `OwnerDisplayName="${'🌳'.repeat(60)}"`),
      ),
    )
    expect(report.skipped.map(({ id, why }) => [id, why])).toEqual(
      expect.arrayContaining([
        [4, 'too-long'],
        [5, 'too-long'],
        [6, 'no-title'],
      ]),
    )
    expect(report.questions + report.skipped.length).toBe(9)
    expect(Number((await kept())!.items) - Number(before!.items)).toBe(report.questions)
    const names = await world.owner<
      { name: string }[]
    >`select name from person where source like 'trees.example:name:%'`
    for (const { name } of names) expect(name.length).toBeLessThanOrEqual(80)
    // Once more changes nothing.
    const after = await kept()
    expect(await bring(join(folder, `${files}.xml`))).toMatchObject({ questions: 0, questionsBefore: report.questions })
    expect({ ...(await kept()), activities: 0 }).toEqual({ ...after, activities: 0 })
  }, 60_000)

  it('that say script and more come in as words', async () => {
    const body =
      '&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;&lt;a href=&quot;javascript:alert(1)&quot;&gt;go&lt;/a&gt; =cmd|x'
    await bring(await dump(row(81_001, '', body)))
    const [message] = await world.owner<{ html: string }[]>`
      select html from message where origin = 'https://trees.example/q/81001'`
    expect(message!.html).not.toMatch(/<script|onerror|javascript:/)
  })

  it('made to be slow are read about as fast as others', () => {
    const honest =
      '<p>After every rain the <b>river</b> goes <a href="/q/1">brown</a>, and <code>nobody</code> knows why.</p>\n'
    const many = 20_000
    for (const torture of [
      '<b>'.repeat(many),
      '<ul><li>'.repeat(many / 2),
      '<blockquote>'.repeat(many),
      '<b>a</b>b'.repeat(many),
      '<i>a</i><b>a</b>'.repeat(many / 2),
      '<br>'.repeat(many),
      '<b><br></b>'.repeat(many),
      '<pre><code>'.repeat(many / 2),
      `<pre>${'`\n'.repeat(100_000)}</pre>`,
      `<code>${'` '.repeat(100_000)}</code>`,
      `<table><tr>${'<td>'.repeat(many)}</tr>${'<tr><td>'.repeat(many)}</table>`,
      '<a href="('.repeat(many),
      '<a href=x>'.repeat(many),
      '[[[['.repeat(many),
      '&'.repeat(many * 4),
      '&amp;'.repeat(many),
      '*_~`'.repeat(many),
      `<img alt="${']('.repeat(many)}" src="https://x.example/">`,
      '<!--'.repeat(many),
      '<'.repeat(many * 4),
      ' \n'.repeat(many * 2),
    ])
      expect(
        timesAsHard((html) => void htmlToMarkdown(html), torture, honest),
        torture.slice(0, 24),
      ).toBeLessThan(300)
  }, 60_000)
})

describe('a list of addresses', () => {
  let lists = 0
  const send = async (bytes: Buffer, name = 'people.csv') => {
    const list = { field: 'list', name, type: 'text/csv', bytes }
    const headers = { cookie: host.cookie, accept: 'application/json' }
    return host.upload(`${river.path}/invitations/addresses`, { note: `List ${++lists}` }, [list], headers)
  }
  const invited = async () =>
    (await world.owner<{ email: string }[]>`select email from invitation where email is not null order by id`).map(
      ({ email }) => email,
    )
  const reportOf = async (answer: Awaited<ReturnType<typeof send>>) =>
    (await host.json(answer.json().url)).json().lines as { line: string; email: string | null; outcome: string }[]

  it.each<[string, Buffer]>([
    ['with a mark at its beginning', Buffer.from('\ufeffmaud.bom@example.org\n')],
    ['in UTF-16, as Excel writes it', Buffer.from('\ufeffmaud.utf16@example.org\tMaud\r\n', 'utf16le')],
    ['in UTF-16 the other way round', Buffer.from('\ufeffmaud.utf16be@example.org\r\n', 'utf16le').swap16()],
    [
      'with line ends of three kinds',
      Buffer.from('maud.unix@example.org\nmaud.dos@example.org\r\nmaud.mac@example.org\r'),
    ],
    ['with a quotation that never ends', Buffer.from(`"maud.quote@example.org\n${'x\n'.repeat(100)}`)],
    ['with letters of one byte', Buffer.from('Ren\u00e9e;renee@example.org\n', 'latin1')],
  ])('%s is read', async (_name, bytes) => {
    const before = (await invited()).length
    const answer = await send(bytes)
    expect([answer.statusCode, answer.body.slice(0, 200)]).toEqual([201, expect.stringContaining('invited')])
    const now = (await invited()).slice(before)
    expect(now.length).toBeGreaterThan(0)
    for (const email of now) expect(email).toMatch(/^[a-z0-9.]+@example\.org$/)
  })

  it.each<[string, Buffer]>([
    ['what is no text', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
    ['NUL between the letters', Buffer.from('maud@example.org\u0000\n')],
    ['UTF-16 without its mark', Buffer.from('maud@example.org\n', 'utf16le')],
    ['two hundred kilobytes and more', Buffer.from('maud@example.org\n'.repeat(15_000))],
    ['five hundred and one', Buffer.from(Array.from({ length: 501 }, (_, i) => `m${i}@example.org`).join('\n'))],
    ['a million columns', Buffer.from(','.repeat(199_000))],
    ['nothing', Buffer.from('\ufeff\r\n\r\n')],
    ['one word without end', Buffer.from(`${'>'.repeat(150_000)}x@`)],
    ['a domain without end', Buffer.from(`a@${'b.'.repeat(50_000)}org`)],
  ])('%s is refused in words, and nobody is invited', async (_name, bytes) => {
    const before = await invited()
    const answer = await send(bytes)
    expect([answer.statusCode, answer.json().code]).toEqual([422, 'invalid'])
    expect(Object.values(answer.json().errors)[0]).toMatch(/\w/)
    expect(await invited()).toEqual(before)
  })

  it('with formulas shows them as they were written, and invites none of them', async () => {
    const cells = ['=HYPERLINK("http://evil.example")', '+1+1', '-2+3', '@SUM(A1)', '\t=1', '=cmd|x@example.org']
    const answer = await send(
      Buffer.from(`${cells.map((one) => `"${one.replaceAll('"', '""')}"`).join('\n')}\nmaud.formula@example.org`),
    )
    expect(answer.statusCode).toBe(201)
    const lines = await reportOf(answer)
    expect(lines.filter(({ outcome }) => outcome === 'invited').map(({ email }) => email)).toContain(
      'maud.formula@example.org',
    )
    const page = await host.get(answer.json().url)
    expect(page.headers['content-type']).toMatch(/text\/html/)
    expect(page.body).not.toMatch(/<a [^>]*evil\.example/)
  })

  it('made to be slow is read about as fast as others', () => {
    const honest = 'Maud Tessier <maud@example.org>, Luc;luc@example.org\n'
    const many = 30_000
    for (const torture of [
      `${'>'.repeat(many)}x@`,
      `${'"'.repeat(many)}@`,
      `"${'""'.repeat(many)}@`,
      '"a'.repeat(many),
      ','.repeat(many * 3),
      `${'a@b.'.repeat(many)}`,
      ' '.repeat(many * 3),
      '\r'.repeat(many * 3),
      '"\n'.repeat(many),
    ])
      expect(
        timesAsHard((text) => void addressesIn(text), torture, honest),
        torture.slice(0, 12),
      ).toBeLessThan(300)
  })
})
