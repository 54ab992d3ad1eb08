import type { Parts } from '../boxes.ts'
import { filmPatches } from './film.ts'
import { withoutPlacePhotoshop } from './iptc.ts'
import type { Patch } from './patch.ts'
import { tiffPatches } from './tiff.ts'
import { withoutPlaceXmp } from './xmp.ts'

const EXIF = 'Exif\0\0'
const XMP = 'http://ns.adobe.com/xap/1.0/\0'
const MORE_XMP = 'http://ns.adobe.com/xmp/extension/\0'
const PHOTOSHOP = 'Photoshop 3.0\0'
const START = Buffer.from([0xff, 0xd8, 0xff])
const MOST_PICTURES = 32
const WINDOW = 256 * 1024

/** What takes the place out of a JPEG, of the pictures that follow in the same file, and of the film of a picture that moves. */
export async function jpegPatches(file: Parts): Promise<Patch[]> {
  const patches: Patch[] = []
  let at: number | undefined = 0
  for (let count = 0; at !== undefined && count < MOST_PICTURES; count++) {
    const read = await picturePatches(file, at)
    patches.push(...read.patches)
    const next = await nextStart(file, Math.max(read.end, at + 3))
    if (next?.film) patches.push(...(await filmPatches(file, next.at)))
    at = next?.film ? undefined : next?.at
  }
  return patches
}

/** @returns what it takes, and where its pixels begin */
async function picturePatches(file: Parts, start: number): Promise<{ patches: Patch[]; end: number }> {
  const patches: Patch[] = []
  let at = start + 2
  for (let count = 0; count < 2_000; count++) {
    const head = await file.part(at, 4)
    if (head.length < 4 || head[0] !== 0xff) break
    const mark = head[1]!
    // Between two marks any number of these may stand.
    if (mark === 0xff) at += 1
    else if (mark === 0xda || mark === 0xd9) break
    else {
      const body = at + 4
      const end = at + 2 + head.readUInt16BE(2)
      if (end < body || end > file.bytes) break
      if (mark === 0xe1 || mark === 0xed) patches.push(...(await segmentPatches(file, body, end)))
      at = end
    }
  }
  return { patches, end: at }
}

async function segmentPatches(file: Parts, body: number, end: number): Promise<Patch[]> {
  const bytes = Buffer.from(await file.part(body, end - body))
  const begins = (name: string) => bytes.toString('latin1', 0, name.length) === name
  const text = (skip: number, change: (text: Buffer) => Buffer | undefined) => {
    const changed = change(bytes.subarray(skip))
    return changed ? [{ start: body + skip, bytes: changed }] : []
  }
  if (begins(EXIF)) return tiffPatches(file, body + EXIF.length, end)
  if (begins(XMP)) return text(XMP.length, withoutPlaceXmp)
  // Behind the name: whose part it is, how long all is, where this part stands.
  if (begins(MORE_XMP)) return text(MORE_XMP.length + 40, withoutPlaceXmp)
  if (begins(PHOTOSHOP)) return text(PHOTOSHOP.length, withoutPlacePhotoshop)
  return []
}

/** Where another picture or a film begins: pixels never look so. */
async function nextStart(file: Parts, from: number): Promise<{ at: number; film: boolean } | undefined> {
  for (let at = from; at < file.bytes; at += WINDOW - 8) {
    const window = await file.part(at, WINDOW)
    const [picture, film] = [window.indexOf(START), window.indexOf('ftyp')]
    if (film >= 4 && (picture < 0 || film < picture)) return { at: at + film - 4, film: true }
    if (picture >= 0) return { at: at + picture, film: false }
  }
  return undefined
}
