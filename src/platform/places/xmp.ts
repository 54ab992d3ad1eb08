/** What says a place in XMP, whatever its prefix: where a camera was, and what people wrote about where that is. */
const PLACES =
  /(?<=[<\s])([\w-]+:)?(?:GPS\w+|LocationCreated|LocationShown|Location|Sublocation|City|ProvinceState|State|CountryName|CountryCode|Country|WorldRegion|LocationId|LocationName)(?=[\s=>/])/g
/** So often the end of an element is looked for in vain; what has more of that is no XMP. */
const VAIN = 50

/**
 * XMP without the place: spaces stand where it stood, all else stays as it was.
 * @returns undefined where there is none
 */
export function withoutPlaceXmp(xmp: Buffer): Buffer | undefined {
  // In an encoding that cannot be looked through it all goes.
  if (xmp.includes(0))
    return xmp.includes('G\0P\0S\0') || xmp.includes('\0G\0P\0S') ? Buffer.alloc(xmp.length, ' ') : undefined
  const text = xmp.toString('latin1')
  const cuts = [...cutsIn(text)]
  if (!cuts.length) return undefined
  const without = Buffer.from(xmp)
  for (const [start, end] of cuts) without.fill(' ', start, end)
  return without
}

function* cutsIn(text: string): Generator<[start: number, end: number]> {
  let done = 0
  let vain = 0
  const closing = (name: string, from: number) => {
    const end = vain < VAIN ? text.indexOf(`</${name}`, from) : -1
    if (end < 0) vain++
    return end
  }
  for (const { 0: name, index } of text.matchAll(PLACES)) {
    if (index < done) continue
    const cut = text[index - 1] === '<' ? elementAt(text, index, name, closing) : attributeAt(text, index, name)
    if (!cut) continue
    done = cut[1]
    yield cut
  }
}

function elementAt(
  text: string,
  at: number,
  name: string,
  closing: (name: string, from: number) => number,
): [number, number] {
  const open = text.indexOf('>', at)
  if (open < 0) return [at - 1, text.length]
  if (text[open - 1] === '/') return [at - 1, open + 1]
  const close = closing(name, open)
  const end = close < 0 ? -1 : text.indexOf('>', close)
  // Whatever never ends: its words go at least.
  return [at - 1, end < 0 ? endOfWords(text, open + 1) : end + 1]
}

function endOfWords(text: string, from: number): number {
  const next = text.indexOf('<', from)
  return next < 0 ? text.length : next
}

function attributeAt(text: string, at: number, name: string): [number, number] | undefined {
  const sign = /^\s*=\s*(["'])/.exec(text.slice(at + name.length, at + name.length + 40))
  if (!sign) return
  const end = text.indexOf(sign[1]!, at + name.length + sign[0].length)
  return [at, end < 0 ? text.length : end + 1]
}
