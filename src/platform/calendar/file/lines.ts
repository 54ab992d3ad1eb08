/**
 * The lines of a file, unfolded, one after the other: what is unfolded is made of one text, so that a file of nothing but ends of lines
 * costs no list of them. Signs that no text may hold are left out.
 */
export function* linesOf(text: string): Generator<string> {
  const whole = text
    .replace(/\r\n?/g, '\n')
    .replace(/\n[ \t]/g, '')
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f\ufeff]/g, '')
    .replace(/\p{Cs}/gu, '')
  for (let from = 0; from < whole.length; ) {
    const end = whole.indexOf('\n', from)
    const line = whole.slice(from, end < 0 ? undefined : end)
    if (line.trim()) yield line
    if (end < 0) return
    from = end + 1
  }
}

/**
 * The text of the bytes of a file. It is unfolded first: some fold within a letter. What is no UTF-8 is of an old program of Windows.
 */
export function textOf(bytes: Uint8Array): string {
  const single = Buffer.from(bytes)
    .toString('latin1')
    .replace(/\r?\n[ \t]/g, '')
  const unfolded = Buffer.from(single, 'latin1')
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(unfolded)
  } catch {
    return new TextDecoder('windows-1252').decode(unfolded)
  }
}

/** A line as it is written: at most 75 bytes, then the rest behind a space; never within a letter (RFC 5545, 3.1). */
export function folded(line: string): string {
  if (Buffer.byteLength(line) <= 75) return `${line}\r\n`
  const pieces: string[] = []
  let [piece, bytes] = ['', 0]
  for (const sign of line) {
    const size = Buffer.byteLength(sign)
    if (bytes + size > 75) {
      pieces.push(piece)
      // The space that it begins with counts.
      ;[piece, bytes] = ['', 1]
    }
    piece += sign
    bytes += size
  }
  return `${[...pieces, piece].join('\r\n ')}\r\n`
}
