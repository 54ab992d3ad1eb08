import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import sharp from 'sharp'
import { afterAll, describe, expect, it } from 'vitest'
import { docx, odt, pptx, xlsx } from '../../../seeds/shelf/office.ts'
import { packed } from '../../../seeds/shelf/packed.ts'
import { pdf } from '../../../seeds/shelf/pdf.ts'
import { brook, wav } from '../../../seeds/shelf/sound.ts'
import { kindOf } from './kind.ts'
import type { Shown } from './preview.ts'
import { previewer } from './previews.ts'

const folder = await mkdtemp(join(tmpdir(), 'copse-previews-'))
const previews = previewer([folder])
afterAll(async () => {
  previews.end()
  await rm(folder, { recursive: true })
})

let count = 0
async function lookAt(name: string, bytes: Buffer | string, by = previews) {
  // The name says nothing of where it lies: a blob has none.
  const path = join(folder, `${++count}`)
  await writeFile(path, bytes)
  const pictures: Shown[] = []
  const preview = await by.make({ path, name }, async (picture) => void pictures.push(picture))
  return { ...preview, pictures }
}

const drawing = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#4a6b4c' } })

describe('pictures', () => {
  it.each(['jpeg', 'png', 'webp', 'gif', 'tiff', 'avif'] as const)('a %s is shown in two sizes', async (format) => {
    const seen = await lookAt('a.txt', await drawing(2000, 1000).toFormat(format).toBuffer())
    expect(seen).toMatchObject({ type: `image/${format}`, state: 'made', width: 2000, height: 1000 })
    expect(seen.pictures).toMatchObject([
      { page: 1, size: 'view', width: 1600, height: 800 },
      { page: 1, size: 'thumb', width: 320, height: 160 },
    ])
    expect((await sharp(seen.pictures[0]!.webp).metadata()).format).toBe('webp')
  })

  it('is turned upright, carries nothing else, and is not made larger', async () => {
    const taken = { IFD0: { Make: 'A camera' }, IFD3: { GPSLatitude: '48/1 0/1 0/1' } }
    const photo = await drawing(200, 100).withMetadata({ orientation: 6 }).withExifMerge(taken).jpeg().toBuffer()
    const { pictures, ...seen } = await lookAt('a.jpg', photo)
    expect(seen).toMatchObject({ width: 100, height: 200 })
    expect(pictures[0]).toMatchObject({ width: 100, height: 200 })
    expect((await sharp(pictures[0]!.webp).metadata()).exif).toBeUndefined()
  })

  it('a drawing becomes a picture, and asks for nothing', async () => {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="64" height="32"><script>alert(1)</script><image href="file:///etc/passwd" width="9" height="9"/><rect width="64" height="32" fill="red"/></svg>`
    const seen = await lookAt('a.png', svg)
    expect(seen).toMatchObject({ type: 'image/svg+xml', state: 'made', width: 64, height: 32 })
    expect(seen.pictures[0]!.webp.toString('latin1', 8, 12)).toBe('WEBP')
  })
})

describe('documents', () => {
  it('of a PDF the first ten pages are shown, and all are read', { timeout: 40_000 }, async () => {
    const pages = Array.from({ length: 12 }, (_, i) => [
      { text: `Gauge number ${i + 1}: l’eau`, x: 60, y: 700, size: 20 },
    ])
    const seen = await lookAt('a.pdf', pdf('Gauges', pages))
    expect(seen).toMatchObject({ type: 'application/pdf', state: 'made', pages: 12 })
    expect(seen.pictures.filter(({ size }) => size === 'view').map(({ page }) => page)).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
    ])
    expect(seen.pictures[0]).toMatchObject({ height: 1600 })
    expect(seen.words).toContain('Gauge number 12: l’eau')
  })

  it('words of offices, and the picture they carry', async () => {
    const cover = await drawing(90, 120).png().toBuffer()
    const seen = await lookAt('a.docx', await docx(['# Boards & weirs', 'We took out <two>.', 'Then three.'], cover))
    expect(seen).toMatchObject({ words: 'Boards & weirs\nWe took out <two>.\nThen three.', state: 'made' })
    expect(seen.type).toMatch(/wordprocessingml.document$/)
    expect(seen.pictures).toHaveLength(2)
    expect(await lookAt('a.odt', await odt(['# Saules', 'têtards']))).toMatchObject({
      words: 'Saules\ntêtards',
      type: 'application/vnd.oasis.opendocument.text',
    })
    const slides = await lookAt(
      'x',
      await pptx([
        { title: 'Eels', lines: ['one', 'two'] },
        { title: 'End', lines: [] },
      ]),
    )
    expect(slides).toMatchObject({ pages: 2, words: 'Eels\none\ntwo\n\nEnd' })
    const sheet = await lookAt(
      'x',
      await xlsx('Levels', [
        ['Gauge', 'cm'],
        ['Pont-Sel', 42],
      ]),
    )
    expect(sheet.words).toContain('Levels')
    expect(sheet.words).toContain('Pont-Sel')
  })

  it('words of a book, and its cover', async () => {
    const book = await packed({
      'mimetype!': 'application/epub+zip',
      'OEBPS/ch2.xhtml': '<html><head><style>no</style></head><body><h1>Two</h1><script>no</script></body></html>',
      'OEBPS/ch1.xhtml': '<html><body><h1>One</h1><p>Reeds &amp; <b>rushes</b></p></body></html>',
      'OEBPS/cover.png': await drawing(60, 80).png().toBuffer(),
    })
    const seen = await lookAt('x', book)
    expect(seen).toMatchObject({ type: 'application/epub+zip', words: 'One\nReeds & rushes\n\nTwo' })
    expect(seen.pictures).toHaveLength(2)
  })

  it('of another archive its list of names', async () => {
    expect(await lookAt('a.docx', await packed({ 'photos/eel.txt': 'eel', 'notes.md': '' }))).toMatchObject({
      type: 'application/zip',
      words: 'photos/eel.txt\nnotes.md',
      pictures: [],
    })
  })
})

describe('text', () => {
  it.each([
    ['a.csv', 'day,cm\n1,40\n', 'text/csv', 'day,cm\n1,40\n'],
    ['a.md', '# Hello\n\n- you', 'text/markdown', '# Hello\n\n- you'],
    ['a.unknown', Buffer.from('caf\xe9', 'latin1'), 'text/plain', 'café'],
    ['a.txt', Buffer.from('\ufeffété', 'utf16le'), 'text/plain', 'été'],
    ['a.txt', '<html><body><p>One</p><p>Two<script>x()</script></p>', 'text/html', 'One\nTwo'],
    [
      'a.txt',
      'WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ada>Hush\n\n2\n00:03.000 --> 00:04.000\nlisten',
      'text/vtt',
      'Hush\nlisten',
    ],
    ['a.srt', '1\n00:00:01,000 --> 00:00:02,000\nHush', 'application/x-subrip', 'Hush'],
    [
      'a.xml',
      '<?xml version="1.0"?>\n<gpx version="1.1"/>',
      'application/gpx+xml',
      '<?xml version="1.0"?>\n<gpx version="1.1"/>',
    ],
    ['a.png', 'no picture', 'text/plain', 'no picture'],
  ])('%s', async (name, bytes, type, words) => {
    expect(await lookAt(name, bytes)).toMatchObject({ type, words, state: 'made', pictures: [] })
  })

  it('nothing is made of nothing', async () => {
    expect(await lookAt('a.txt', '')).toMatchObject({ type: 'text/plain', state: 'none' })
    expect(await lookAt('a', Buffer.from([0, 1, 2, 3]))).toMatchObject({
      type: 'application/octet-stream',
      state: 'none',
    })
  })
})

it('a recording says how long it is', async () => {
  expect(await lookAt('a.wav', wav(2.5, 8000, brook))).toMatchObject({ type: 'audio/wav', seconds: 2.5, state: 'none' })
})

describe('what is wrong with a file', () => {
  it.each([
    ['is cut off', async () => (await drawing(400, 400).jpeg().toBuffer()).subarray(0, 600), 'broken'],
    ['is no PDF after all', async () => Buffer.from('%PDF-1.7\nno more than that'), 'broken'],
    ['is a broken archive', async () => (await docx(['x'])).subarray(0, 300), 'broken'],
    ['floods with pixels', async () => bomb(60_000, 60_000), 'too-large'],
    [
      'declares entities',
      async () =>
        packed({ 'word/document.xml': '<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><w><t>&b;</t></w>' }),
      'broken',
    ],
    ['lies too deep', async () => packed({ 'word/document.xml': '<a>'.repeat(100_000) }), 'too-large'],
    ['unpacks to a flood', async () => packed({ 'word/document.xml': Buffer.alloc(40_000_000, 'a') }), 'too-large'],
  ])('it %s', async (_what, made, why) => {
    expect(await lookAt('a', await made())).toMatchObject({ state: 'failed', why, pictures: [] })
  })

  it('is nothing but comments: what it is, is known at once', async () => {
    for (const end of ['', 'x', '<svg>', '<!--'])
      expect(await kindOf(Buffer.from('<!---->\n'.repeat(5_000) + end), 'a.txt')).toBe(
        end === '<svg>' ? 'image/svg+xml' : 'text/plain',
      )
    const xml = (text: string) => kindOf(Buffer.from(`<?xml version="1.0"?>\n<!-- a -- b --><!-- c -->\n${text}`), 'a')
    expect(await xml('<gpx >')).toBe('application/gpx+xml')
    expect(await xml('<other/>')).toBe('application/xml')
  })

  it('and the process goes on', async () => {
    expect(previews.pid()).toBeGreaterThan(0)
    expect((await lookAt('a.txt', 'still here')).state).toBe('made')
  })
})

describe('the process', () => {
  it('is ended by its memory and its time; the next file is looked at all the same', async () => {
    const narrow = previewer([folder], { memory: 40 * 1024 ** 2 })
    const photo = await drawing(6000, 6000).jpeg().toBuffer()
    expect(await lookAt('a', photo, narrow)).toMatchObject({ state: 'failed', why: 'too-hard' })
    expect(narrow.pid()).toBeUndefined()
    const hasty = previewer([folder], { time: 5 })
    expect(await lookAt('a', photo, hasty)).toMatchObject({ state: 'failed', why: 'too-hard' })
    expect((await lookAt('a', photo)).state).toBe('made')
  })

  it('that dies under a file is begun anew', async () => {
    const doomed = previewer([folder])
    await lookAt('a', 'x', doomed)
    const first = doomed.pid()!
    const photo = await drawing(4000, 4000).png().toBuffer()
    const looking = lookAt('a', photo, doomed)
    await pause(30)
    process.kill(first, 'SIGKILL')
    expect((await looking).state).toBe('made')
    expect(doomed.pid()).not.toBe(first)
    doomed.end()
  })

  it('that is killed each time it begins has failed on this file, and not on the next', async () => {
    const doomed = previewer([folder])
    const photo = await drawing(4000, 4000).png().toBuffer()
    const looking = lookAt('a', photo, doomed)
    await expect.poll(() => doomed.pid(), { interval: 5 }).toBeGreaterThan(0)
    process.kill(doomed.pid()!, 'SIGKILL')
    expect(await looking).toMatchObject({ state: 'failed', why: 'too-hard' })
    expect(doomed.pid()).toBeUndefined()
    expect((await lookAt('a', photo, doomed)).state).toBe('made')
    doomed.end()
  })

  it('ends when nobody needs it', async () => {
    const brief = previewer([folder], { idle: 50 })
    await lookAt('a', 'x', brief)
    await expect.poll(() => brief.pid()).toBeUndefined()
  })

  it('looks at files one after another, whoever asks', async () => {
    const seen = await Promise.all(['one', 'two', 'three'].map((text) => lookAt('a', text)))
    expect(seen.map(({ words }) => words)).toEqual(['one', 'two', 'three'])
  })

  it('says so when a picture of it cannot be kept', async () => {
    const path = join(folder, 'kept')
    await writeFile(path, await drawing(10, 10).png().toBuffer())
    const full = () => Promise.reject(new Error('no room'))
    await expect(previews.make({ path, name: 'a' }, full)).rejects.toThrow('no room')
    expect(previews.pid()).toBeUndefined()
  })
})

/** A PNG that says it is so wide and high. */
function bomb(width: number, height: number): Buffer {
  const file = Buffer.from(
    '89504e470d0a1a0a0000000d494844520000000000000000080200000000000000000000014944415478000000000000000049454e4400000000',
    'hex',
  )
  file.writeUInt32BE(width, 16)
  file.writeUInt32BE(height, 20)
  return file
}
