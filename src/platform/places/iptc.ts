/** Fields of the press that name a place: its code and name, town, part of it, region, country. */
const PLACES = new Set([26, 27, 90, 92, 95, 100, 101])

/** Fields of the press without the place: spaces stand where it stood. @returns undefined where there is none */
export function withoutPlaceIptc(iptc: Buffer): Buffer | undefined {
  let without: Buffer | undefined
  for (let at = 0; at + 5 <= iptc.length && iptc[at] === 0x1c; ) {
    const size = iptc.readUInt16BE(at + 3)
    if (size & 0x8000) break
    if (iptc[at + 1] === 2 && PLACES.has(iptc[at + 2]!) && size && at + 5 + size <= iptc.length) {
      without ??= Buffer.from(iptc)
      without.fill(' ', at + 5, at + 5 + size)
    }
    at += 5 + size
  }
  return without
}

/** The same within what Photoshop leaves in a picture. */
export function withoutPlacePhotoshop(block: Buffer): Buffer | undefined {
  for (let at = 0; at + 12 <= block.length && block.toString('latin1', at, at + 4) === '8BIM'; ) {
    const name = 1 + block[at + 6]!
    const body = at + 6 + name + (name % 2) + 4
    if (body > block.length) return
    const size = block.readUInt32BE(body - 4)
    const without = block.readUInt16BE(at + 4) === 0x0404 && withoutPlaceIptc(block.subarray(body, body + size))
    if (without) return Buffer.concat([block.subarray(0, body), without, block.subarray(body + without.length)])
    at = body + size + (size % 2)
  }
  return undefined
}
