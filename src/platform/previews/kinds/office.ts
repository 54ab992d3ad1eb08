import { type Packed, withPacked } from '../packed.ts'
import { type Facts, NothingToShow, type Show } from '../preview.ts'
import type { Source } from '../source.ts'
import { tidied, Words } from '../words.ts'
import { readXml } from '../xml.ts'
import { epubWords } from './epub.ts'
import { showImage } from './picture.ts'

const OOXML = 'application/vnd.openxmlformats-officedocument.'
const ODF = 'application/vnd.oasis.opendocument.'
const LARGEST_PICTURE = 16 * 1024 ** 2

/** What an archive is, by what lies in it. */
async function kindOfPacked(packed: Packed): Promise<string> {
  if (packed.has('word/document.xml')) return `${OOXML}wordprocessingml.document`
  if (packed.has('xl/workbook.xml')) return `${OOXML}spreadsheetml.sheet`
  if (packed.has('ppt/presentation.xml')) return `${OOXML}presentationml.presentation`
  if (!packed.has('mimetype')) return 'application/zip'
  const said = (await packed.bytes('mimetype', 200)).toString('latin1').trim()
  const known = /^application\/(vnd\.oasis\.opendocument\.[a-z-]+|epub\+zip)$/.test(said)
  return known ? said : 'application/zip'
}

/** Words of documents of offices and of books, and the picture that they carry of themselves; of another archive its list of names. */
export function showPacked(source: Source, show: Show): Promise<Partial<Facts>> {
  return withPacked(source, async (packed) => {
    const type = await kindOfPacked(packed)
    const parts = wordParts(type, packed)
    if (!parts && type !== 'application/epub+zip')
      return { type, words: tidied(packed.names.slice(0, 5_000).join('\n')) }
    const words = parts ? await wordsOf(packed, parts) : await epubWords(packed)
    await showCover(packed, type, show)
    return { type, words, pages: slides(type, packed) }
  })
}

/** Where the words of a document are; undefined for what has none. */
function wordParts(type: string, { names }: Packed): string[] | undefined {
  const like = (pattern: RegExp) => names.filter((name) => pattern.test(name)).sort(byNumber)
  switch (type) {
    case `${OOXML}wordprocessingml.document`:
      return like(/^word\/(document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml$/)
    case `${OOXML}spreadsheetml.sheet`:
      return like(/^xl\/(workbook|sharedStrings|worksheets\/sheet\d+)\.xml$/)
    case `${OOXML}presentationml.presentation`:
      return like(/^ppt\/(slides\/slide|notesSlides\/notesSlide)\d+\.xml$/)
    default:
      return type.startsWith(ODF) ? like(/^content\.xml$/) : undefined
  }
}

const byNumber = (a: string, b: string) => a.localeCompare(b, 'en', { numeric: true })

function slides(type: string, { names }: Packed): number | undefined {
  if (type !== `${OOXML}presentationml.presentation`) return
  return names.filter((name) => /^ppt\/slides\/slide\d+\.xml$/.test(name)).length || undefined
}

/** Elements after whose end a new line, or a new cell, begins. */
const LINES = new Set(['p', 'h', 'si', 'row', 'table-row', 'is'])
const CELLS = new Set(['tc', 'table-cell'])
async function wordsOf(packed: Packed, parts: string[]): Promise<string> {
  const words = new Words()
  for (const part of parts) {
    if (words.enough()) break
    // Of an open document all text is said; of the others what stands in `t`: the rest is numbers and commands.
    const all = part === 'content.xml'
    let within = all ? 1 : 0
    await readXml(await packed.stream(part), {
      open(name, attributes) {
        if (!all && name === 't') within++
        if (name === 'tab' || name === 's') words.add(' ')
        if (name === 'br' || name === 'line-break') words.add('\n')
        if (part === 'xl/workbook.xml' && name === 'sheet') words.add(`${attributes.name ?? ''}\n`)
      },
      text: (text) => within > 0 && words.add(text),
      close(name) {
        if (!all && name === 't') within--
        if (LINES.has(name)) words.add('\n')
        if (CELLS.has(name)) words.add(' ')
      },
      enough: () => words.enough(),
    })
    words.add('\n')
  }
  return words.toString()
}

/** The picture that a program put into its document: of its first page, its first sheet, its cover. */
async function showCover(packed: Packed, type: string, show: Show): Promise<void> {
  const name = packed.names.find((one) =>
    type === 'application/epub+zip'
      ? /(^|\/)[^/]*cover[^/]*\.(jpe?g|png|webp|gif)$/i.test(one)
      : /^(docProps\/thumbnail|Thumbnails\/thumbnail)\.(jpe?g|png)$/i.test(one),
  )
  if (!name) return
  try {
    await showImage(await packed.bytes(name, LARGEST_PICTURE), 1, show)
  } catch (error) {
    // Its words are there all the same.
    if (!(error instanceof NothingToShow)) throw error
  }
}
