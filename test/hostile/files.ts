import { deflateSync, gzipSync } from 'node:zlib'
import { docx } from '../../seeds/shelf/office.ts'
import { packed } from '../../seeds/shelf/packed.ts'
import { pdf } from '../../seeds/shelf/pdf.ts'

/** Says so where it runs: the browser's tests look whether it did. */
const RUN = 'document.title="hit";globalThis.hit=1;'
const SCRIPT = `<script>${RUN}</script>`

/** A PNG that says it is so wide and high. */
export function pixels(width: number, height: number): Buffer {
  const chunk = (name: string, body: Buffer) => {
    const head = Buffer.alloc(8)
    head.writeUInt32BE(body.length, 0)
    head.write(name, 4)
    return Buffer.concat([head, body, Buffer.alloc(4)])
  }
  const size = Buffer.alloc(13)
  size.writeUInt32BE(width, 0)
  size.writeUInt32BE(height, 4)
  size.set([1, 0, 0, 0, 0], 8)
  const bits = deflateSync(Buffer.alloc(4_000_000))
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', size),
    chunk('IDAT', bits),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** A PDF whose tree says that it has a million pages, and leads back to itself. */
function endlessPdf(): Buffer {
  return Buffer.from(
    pdf('x', [[{ text: 'x', x: 9, y: 9 }]])
      .toString('latin1')
      .replace(/\/Count 1 \/Kids \[[^\]]*\]/, `/Count 1000000 /Kids [2 0 R ${'6 0 R '.repeat(20_000)}]`),
    'latin1',
  )
}

const entities = `<!DOCTYPE w [<!ENTITY a0 "ha">${Array.from({ length: 30 }, (_, i) => `<!ENTITY a${i + 1} "&a${i};&a${i};">`).join('')}]>`
const uses = (depth: number) =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9"><g id="g0"><rect width="9" height="9"/></g>${Array.from({ length: depth }, (_, i) => `<g id="g${i + 1}">${`<use xlink:href="#g${i}"/>`.repeat(10)}</g>`).join('')}<use xlink:href="#g${depth}"/></svg>`

/** Files that flood, that are two things at once, or that would run: what they are called, and what is in them. */
export async function badFiles(): Promise<[name: string, bytes: Buffer][]> {
  const zip = await packed({ 'a.html': SCRIPT })
  const quine = await packed({ 'word/document.xml': Buffer.alloc(60_000_000, '<w>') })
  return [
    ['wide.png', pixels(60_000, 60_000)],
    ['widest.png', pixels(2 ** 31 - 1, 1)],
    ['tall.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="999999999" height="999999999"/>')],
    ['uses.svg', Buffer.from(uses(12))],
    [
      'entities.svg',
      Buffer.from(
        `${entities.replace('DOCTYPE w', 'DOCTYPE svg')}<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>&a30;</text></svg>`,
      ),
    ],
    [
      'outside.svg',
      Buffer.from(
        '<!DOCTYPE svg [<!ENTITY f SYSTEM "file:///etc/passwd">]><svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>&f;</text><image href="http://127.0.0.1:9/x"/></svg>',
      ),
    ],
    [
      'script.svg',
      Buffer.from(
        `<svg xmlns="http://www.w3.org/2000/svg" onload='${RUN}' width="90" height="90">${SCRIPT}<foreignObject width="90" height="90"><body xmlns="http://www.w3.org/1999/xhtml">${SCRIPT}</body></foreignObject><a href="javascript:${encodeURI(RUN)}"><rect width="90" height="90"/></a></svg>`,
      ),
    ],
    ['million.pdf', endlessPdf()],
    [
      'script.pdf',
      Buffer.from(
        pdf('x', [[{ text: 'x', x: 9, y: 9 }]])
          .toString('latin1')
          .replace('/Lang (en)', '/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>'),
        'latin1',
      ),
    ],
    ['flood.docx', quine],
    ['entities.docx', await packed({ 'word/document.xml': `${entities}<w><t>&a30;</t></w>` })],
    ['deep.docx', await packed({ 'word/document.xml': '<a>'.repeat(500_000) })],
    ['deep.html', Buffer.from(`<html>${'<div>'.repeat(200_000)}`)],
    [
      'names.zip',
      await packed(Object.fromEntries(Array.from({ length: 3_000 }, (_, i) => [`<img src=x onerror=${RUN}>${i}`, '']))),
    ],
    ['gif.js', Buffer.from(`GIF89a/*\u0001\u0000${SCRIPT}*/=0;${RUN}`, 'latin1')],
    ['page.pdf', Buffer.concat([Buffer.from(`<html>${SCRIPT}<!--`), pdf('x', [[]])])],
    ['page.zip', Buffer.concat([Buffer.from(`<html>${SCRIPT}`), zip])],
    ['zip.html', Buffer.concat([zip, Buffer.from(SCRIPT)])],
    ['page.html', Buffer.from(`<!doctype html><title>no</title>${SCRIPT}<img src=x onerror='${RUN}'>`)],
    ['page.txt', Buffer.from(`\ufeff  \n<body>${SCRIPT}`)],
    [
      'page.xml',
      Buffer.from(`<?xml version="1.0"?><x:script xmlns:x="http://www.w3.org/1999/xhtml">${RUN}</x:script>`),
    ],
    [
      'links.md',
      Buffer.from(`[x](javascript:${RUN}) <img src=x onerror="${RUN}"> ![x](data:text/html,${SCRIPT})\n\n# ${SCRIPT}`),
    ],
    ['cells.csv', Buffer.from(`name,=cmd()\n"${SCRIPT.replaceAll('"', '""')}",<img src=x onerror='${RUN}'>\n`)],
    [
      'captions.vtt',
      Buffer.from(
        `WEBVTT\n\nSTYLE\n::cue { background: url(http://127.0.0.1:9/) }\n\n00:00.000 --> 00:09.000\n${SCRIPT}<img src=x onerror='${RUN}'>`,
      ),
    ],
    [
      'film.mp4',
      Buffer.concat([Buffer.from('\0\0\0\x14ftypisom\0\0\0\0isom', 'latin1'), Buffer.from(`\0\0\0\0moov${SCRIPT}`)]),
    ],
    [
      'boxes.mp4',
      Buffer.concat([
        Buffer.from('\0\0\0\x14ftypisom\0\0\0\0isom', 'latin1'),
        Buffer.from('\0\0\0\x08free'.repeat(50_000), 'latin1'),
      ]),
    ],
    [
      'song.mp3',
      Buffer.concat([
        Buffer.from('ID3\x03\0\0\x7f\x7f\x7f\x7fAPIC\xff\xff\xff\xff', 'latin1'),
        Buffer.alloc(500, 0xff),
      ]),
    ],
    ['letter.docx', await docx([SCRIPT, `<img src=x onerror='${RUN}'>`])],
    ['packed.svg', gzipSync(uses(3))],
    ['..\\..\\<script>.png', pixels(0, 1)],
  ]
}
