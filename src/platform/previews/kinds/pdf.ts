import type { PDFiumDocument, PDFiumPage } from '@hyzyla/pdfium'
import { type Facts, MOST_WORDS, NothingToShow, type Show, sides } from '../preview.ts'
import type { Source } from '../source.ts'
import { tidied } from '../words.ts'
import { showImage } from './picture.ts'

/** It is held in memory twice while it is read. */
const LARGEST = 96 * 1024 ** 2
const SHOWN_PAGES = 10
/** On a slow machine fewer pages are shown, but some. */
const SHOWN_MS = 14_000
/** Words of more pages are not looked for, nor for longer. */
const READ_PAGES = 2_000
const READ_MS = 8_000
/** Drawn larger than shown, or small print would be ragged. */
const FINER = 1.5

interface Unclosed {
  module: { _FPDF_ClosePage(page: number): void }
  pageIdx: number
}

/** Pictures of the first pages, and the words of all. */
export async function showPdf(source: Source, show: Show): Promise<Partial<Facts>> {
  const { PDFiumLibrary } = await import('@hyzyla/pdfium')
  const library = await PDFiumLibrary.init()
  const document = await library.loadDocument(await source.whole(LARGEST)).catch((error: Error) => {
    throw new NothingToShow(/password|security/i.test(error.message) ? 'locked' : 'broken', { cause: error })
  })
  try {
    const pages = document.getPageCount()
    if (!pages) throw new NothingToShow('broken')
    let shown = 0
    const until = Date.now() + SHOWN_MS
    for (let at = 0; at < Math.min(pages, SHOWN_PAGES) && (!shown || Date.now() < until); at++)
      if (await showPage(document, at, show)) shown++
    const words = wordsOf(document, pages)
    if (!shown && !words) throw new NothingToShow('broken')
    return { pages, words }
  } finally {
    document.destroy()
  }
}

/** @returns whether there was something to show: of a broken page there is not, and the others are shown all the same */
async function showPage(document: PDFiumDocument, at: number, show: Show): Promise<boolean> {
  const page = opened(document, at)
  if (!page) return false
  const { originalWidth: wide, originalHeight: high } = page.getOriginalSize()
  if (!(wide > 0 && high > 0)) return false
  const scale = (sides.view * FINER) / Math.max(wide, high)
  const width = Math.max(1, Math.round(wide * scale))
  const height = Math.max(1, Math.round(high * scale))
  const { data: pixels, ...drawn } = await page.render({ width, height, render: 'bitmap' })
  await showImage({ pixels, width: drawn.width, height: drawn.height }, at + 1, show)
  return true
}

function wordsOf(document: PDFiumDocument, pages: number): string {
  const until = Date.now() + READ_MS
  const said: string[] = []
  let length = 0
  for (let at = 0; at < Math.min(pages, READ_PAGES) && length < MOST_WORDS && Date.now() < until; at++) {
    const page = opened(document, at)
    if (!page) continue
    try {
      // A word that is cut at the end of a line is one word; the sign says so.
      const text = page.getText().replaceAll(/\ufffe\s*/g, '')
      said.push(text)
      length += text.length
    } catch {
      // A page without words that can be read.
    } finally {
      // The library closes only what it has drawn.
      const { module, pageIdx } = page as unknown as Unclosed
      module._FPDF_ClosePage(pageIdx)
    }
  }
  return tidied(said.join('\n\n'))
}

function opened(document: PDFiumDocument, at: number): PDFiumPage | undefined {
  try {
    return document.getPage(at)
  } catch {
    return undefined
  }
}
