import { Parser } from 'htmlparser2'

const BLOCK = /^(p|br|hr|li|ul|ol|pre|blockquote|h[1-6]|table|tr|t[dh]|div)$/
const words = new Intl.Segmenter('und', { granularity: 'word' })
const characters = new Intl.Segmenter('und', { granularity: 'grapheme' })

/**
 * The plain text of a rendering for lists and previews: whitespace folded to single spaces, images by their
 * alternative text, at most `length` UTF-16 units with the `…` that marks a cut. Cuts between words, in scripts without
 * spaces too; a single longer word between characters.
 */
export function excerptOf(html: string, length: number): string {
  const text = textOf(html, length)
  if (text.length <= length) return text
  const room = length - 1
  const cut = fitting(words, text, room).trimEnd() || fitting(characters, text, room)
  return `${cut}…`
}

/** Reads no more of the HTML than the excerpt can need. */
function textOf(html: string, length: number): string {
  let text = ''
  const parser = new Parser({
    ontext: (data) => {
      text += data
    },
    onopentag: (name, attributes) => {
      if (BLOCK.test(name)) text += ' '
      if (name === 'img') text += ` ${attributes.alt ?? ''} `
      if (text.length > 2 * length + 1000) text = text.replace(/\s+/g, ' ')
      if (text.length > 2 * length + 1000) parser.pause()
    },
    onclosetag: (name) => {
      if (BLOCK.test(name)) text += ' '
    },
  })
  parser.write(html)
  return text.replace(/\s+/g, ' ').trim()
}

function fitting(segmenter: Intl.Segmenter, text: string, room: number): string {
  // A blank is a boundary, whatever stands around it: what comes before the last one that has room need not be gone through.
  const from = Math.max(0, text.lastIndexOf(' ', room - 1))
  let end = from
  for (const { index, segment } of segmenter.segment(text.slice(from, room + 100))) {
    if (from + index + segment.length > room) break
    end = from + index + segment.length
  }
  return text.slice(0, end)
}
