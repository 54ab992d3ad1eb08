/** Bytes as text: UTF-8 with or without its mark, UTF-16 with it; what is none of these is read as Windows wrote it, and told. */
export function decoded(bytes: Buffer): { text: string; guessed: boolean } {
  const mark = bytes.subarray(0, 2).toString('hex')
  const wide = mark === 'fffe' ? 'utf-16le' : mark === 'feff' ? 'utf-16be' : undefined
  if (wide) return { text: plain(new TextDecoder(wide).decode(bytes)), guessed: false }
  try {
    return { text: plain(new TextDecoder('utf-8', { fatal: true }).decode(bytes)), guessed: false }
  } catch {
    return { text: plain(new TextDecoder('windows-1252').decode(bytes)), guessed: true }
  }
}

function plain(text: string): string {
  return text.replace(/\r\n?/g, '\n').replaceAll('\u0000', '')
}

/** The same words on their own: a piece of a text keeps all of that text in memory. */
export function apart(piece: string): string {
  return Buffer.from(piece).toString()
}
