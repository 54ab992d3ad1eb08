import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { BrokenFile, readDump, surveyDump, type Thread } from './stackexchange.ts'

const fixture = fileURLToPath(new URL('./fixtures/posts.xml', import.meta.url))
const origin = { base: 'https://trees.example' }

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dump-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function file(content: string | Uint8Array): Promise<string> {
  const path = join(folder, `${Math.random()}.xml`)
  await writeFile(path, content)
  return path
}

const dump = (...rows: string[]) =>
  file(`<?xml version="1.0" encoding="utf-8"?>\n<posts>\n${rows.join('\n')}\n</posts>\n`)
const row = (attributes: string) =>
  `  <row CreationDate="2020-01-01T00:00:00.000" Body="&lt;p&gt;x&lt;/p&gt;" ${attributes} />`
const question = (id: number, more = '') => row(`Id="${id}" PostTypeId="1" Title="Q${id}" ${more}`)
const answer = (id: number, parent: number, more = '') => row(`Id="${id}" PostTypeId="2" ParentId="${parent}" ${more}`)

async function all(path: string, progress?: (bytes: number) => void): Promise<Thread[]> {
  const threads: Thread[] = []
  for await (const thread of readDump(path, progress, origin)) threads.push(thread)
  return threads
}

describe('a survey', () => {
  test('counts what would come, names the authors, and says what would not come and why', async () => {
    const { bytes, ...survey } = await surveyDump(fixture, origin)
    expect(survey).toEqual({
      questions: 4,
      answers: 4,
      authors: [
        { key: 'user:4', name: 'user4' },
        { key: 'name:Old Oak', name: 'Old Oak' },
        { key: 'user:5', name: 'user5' },
        { key: 'user:6', name: 'user6' },
        { key: 'unknown', name: 'unknown' },
        { key: 'user:7', name: 'Ash & Co <b>' },
      ],
      skipped: [
        { id: 12, line: 5, why: 'other-kind' },
        { id: 18, line: 11, why: 'orphan-answer' },
        { id: 19, line: 12, why: 'no-text' },
      ],
    })
    expect(bytes).toBeGreaterThan(4000)
  })

  test('skips what is too long, and what answered something skipped', async () => {
    const long = `<row Id="1" PostTypeId="1" Title="T" CreationDate="2020-01-01T00:00:00" Body="${'word '.repeat(12_001)}" />`
    const untitled = row('Id="3" PostTypeId="1"')
    const { skipped, questions } = await surveyDump(await dump(long, answer(2, 1), untitled, question(4)))
    expect(questions).toBe(1)
    expect(skipped.map(({ id, why }) => [id, why])).toEqual([
      [1, 'too-long'],
      [2, 'orphan-answer'],
      [3, 'no-title'],
    ])
  })

  test('an empty dump is a dump', async () => {
    expect(await surveyDump(await dump())).toMatchObject({ questions: 0, answers: 0, authors: [], skipped: [] })
    expect(await all(await file('<posts/>'))).toEqual([])
  })
})

describe('reading', () => {
  test('gives questions by date, each with its answers by date, wherever they stand', async () => {
    const threads = await all(fixture)
    expect(threads.map(({ question, answers }) => [question.id, answers.map(({ id }) => id)])).toEqual([
      [16, [17]],
      [10, [15, 14]],
      [13, [11]],
      [21, []],
    ])
  })

  test('gives each post whole', async () => {
    const threads = await all(fixture)
    const { markdown, ...first } = threads[1]!.question
    expect(first).toEqual({
      id: 10,
      kind: 'question',
      acceptedAnswerId: 14,
      createdAt: new Date('2020-02-29T08:10:00.120Z'),
      editedAt: new Date('2020-03-01T10:00:00.000Z'),
      title: 'Which trees grow on chalk?',
      tags: ['trees', 'soil-ph'],
      author: { key: 'user:4', name: 'user4' },
      score: 7,
    })
    expect(markdown).toContain('[this](https://trees.example/questions/7 "An \\"older\\" question")')
    expect(threads[2]!.question).toMatchObject({ title: 'How to read *this*?', tags: ['trees', 'typography'] })
    expect(threads[2]!.answers[0]).toMatchObject({
      kind: 'answer',
      parentId: 13,
      author: { key: 'name:Old Oak' },
      score: -2,
    })
    expect(threads[3]!.question.acceptedAnswerId).toBeUndefined()
  })

  test('finds its place again after characters of any width, wherever a read ends', async () => {
    const texts = Array.from({ length: 3000 }, (_, n) => `${'é日🌳a'.repeat(n % 37)}#${n}`)
    const rows = texts.map(
      (text, n) =>
        `<row Id="${n + 1}" PostTypeId="1" Title="${text}" CreationDate="2020-01-01T00:00:00" Body="x&#xA;${text}"></row>`,
    )
    const threads = await all(await file(`\ufeff<posts>\r\n${rows.join('\r\n')}</posts>`))
    expect(threads.map(({ question }) => question.title)).toEqual(texts)
  })

  test('finds its place again when a read ends anywhere in a row’s first letters', async () => {
    const chunk = 256 * 1024
    for (let shift = 0; shift < 12; shift += 1) {
      const filling = `<posts>\n${question(1)}\n`
      const gap = ' '.repeat(chunk - filling.length - shift)
      const [one, two] = await all(await file(`${filling}${gap}${question(2).trim()}\n${question(3)}</posts>`))
      expect([one?.question.title, two?.question.title]).toEqual(['Q1', 'Q2'])
    }
  })

  test('says how far it is, ending at the size of the file', async () => {
    const seen: number[] = []
    await all(fixture, (bytes) => seen.push(bytes))
    expect(seen).toEqual(seen.toSorted((a, b) => a - b))
    expect(seen.at(-1)).toBe((await surveyDump(fixture)).bytes)
  })
})

describe('a file that cannot be trusted is refused before anything comes of it, with the place', () => {
  const head = '<?xml version="1.0" encoding="utf-8"?>\n<posts>\n'
  const cases: [string, string | Uint8Array, RegExp, number][] = [
    ['empty', '', /empty/, 1],
    ['only a byte order mark', '\ufeff', /too early/, 1],
    ['cut off between rows', `${head}${question(1)}\n`, /too early.*unclosed tag: posts/, 4],
    ['cut off inside a row', `${head}${question(1)}\n${question(2).slice(0, 60)}`, /too early/, 4],
    ['not XML', 'id,title\n1,Q\n', /outside of root/, 3],
    ['not a dump', '<html>\n<p>x</p></html>', /<html> where <posts> should be/, 1],
    ['another dump', `<users>\n  <row Id="1" />\n</users>`, /<users> where <posts> should be/, 1],
    ['other elements', `${head}  <post Id="1" />\n</posts>`, /<post> where <row> should be/, 3],
    ['a row in a row', `${head}<row Id="1"><row Id="2"/></row></posts>`, /inside a row/, 3],
    ['text', `${head}hello\n</posts>`, /text outside/, 4],
    ['two roots', `${head}</posts><posts/>`, /one root/, 3],
    ['broken markup', `${head}${question(1)}\n<row Id=2 />\n</posts>`, /Line 4/, 4],
    ['an unknown entity', `${head}<row Id="1" Body="&boom;" />\n</posts>`, /entity/, 3],
    [
      'an entity of its own',
      `<!DOCTYPE posts [<!ENTITY a "aaaa">]>\n<posts>\n<row Id="1" Body="&a;"/></posts>`,
      /entity/,
      3,
    ],
    ['a row without an end', `${head}<row Id="1" Body="${'x'.repeat(33 * 1024 * 1024)}`, /without an end/, 3],
    ['no Id', `${head}${question(1)}\n${row('PostTypeId="1"')}\n</posts>`, /without an Id/, 4],
    ['an Id that is none', `${head}${row('Id="x1" PostTypeId="1"')}\n</posts>`, /Id="x1" is not a number/, 3],
    ['an Id twice', `${head}${question(1)}\n${answer(2, 1)}\n${answer(1, 1)}\n</posts>`, /second row with the Id 1/, 5],
    ['no kind', `${head}${row('Id="1"')}\n</posts>`, /without a PostTypeId/, 3],
    ['no date', `${head}<row Id="1" PostTypeId="1" Title="Q" Body="x"/></posts>`, /without a CreationDate/, 3],
    [
      'a date that is none',
      `${head}<row Id="1" PostTypeId="5" CreationDate="2015-02-30T00:00:00.000"/></posts>`,
      /is not a date/,
      3,
    ],
    [
      'an edit that is none',
      `${head}${question(1, 'LastEditDate="yesterday"')}\n</posts>`,
      /LastEditDate="yesterday"/,
      3,
    ],
    ['a score that is none', `${head}${question(1, 'Score="many"')}\n</posts>`, /Score="many"/, 3],
    [
      'bytes that are not UTF-8',
      Buffer.concat([Buffer.from(`${head}${question(1)}\n<row Id="2`), Buffer.from([0xff, 0x41])]),
      /not UTF-8/,
      4,
    ],
    [
      'cut off inside a character',
      Buffer.concat([Buffer.from(`${head}<row Id="1" Title="`), Buffer.from([0xc3])]),
      /not UTF-8/,
      3,
    ],
    ['another encoding', '<?xml version="1.0" encoding="iso-8859-1"?>\n<posts/>', /iso-8859-1/, 1],
    ['two-byte characters', Buffer.from('\ufeff<posts/>', 'utf16le'), /not UTF-8/, 1],
  ]

  test.each(cases)('%s', async (_, content, message, line) => {
    const path = await file(content)
    const error = await surveyDump(path).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(BrokenFile)
    expect(error).toMatchObject({ message: expect.stringMatching(message), line })
    expect((error as BrokenFile).column).toBeGreaterThanOrEqual(1)
    await expect(readDump(path).next()).rejects.toBeInstanceOf(BrokenFile)
  })

  test('the column is that of the row', async () => {
    await expect(surveyDump(await dump(question(1), `     ${row('PostTypeId="1"').trim()}`))).rejects.toMatchObject({
      line: 4,
      column: 6,
    })
  })

  test('a file that is not there is the caller’s to explain', async () => {
    await expect(surveyDump(join(folder, 'nothing.xml'))).rejects.toMatchObject({ code: 'ENOENT' })
  })
})
