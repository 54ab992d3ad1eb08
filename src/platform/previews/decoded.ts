/**
 * The text that bytes are, or undefined where they are none. Whatever is no Unicode is taken for Windows-1252.
 * @param cut whether more follows: what is left of the last letter is no mistake then
 */
export function decoded(bytes: Uint8Array, cut = false): string | undefined {
  const text = unicode(bytes, cut)
  if (text !== undefined || hasOddSigns(bytes)) return text
  return new TextDecoder('windows-1252').decode(bytes)
}

/** Text that is Unicode beyond doubt. */
export function unicode(bytes: Uint8Array, cut = false): string | undefined {
  const marked = encodingMark(bytes)
  if (marked) return new TextDecoder(marked).decode(bytes)
  if (hasOddSigns(bytes)) return
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: cut })
  } catch {
    return
  }
}

/** Signs that no text has. */
function hasOddSigns(bytes: Uint8Array): boolean {
  return bytes.some((byte) => byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13 && byte !== 27)
}

function encodingMark(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
}
