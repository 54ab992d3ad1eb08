import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import sharp from 'sharp'
import { afterAll, describe, expect, it } from 'vitest'
import { blobsIn } from '../blobs.ts'
import { crc32 } from './crc.ts'
import { withoutPlaceIptc } from './iptc.ts'
import { withoutPlace } from './places.ts'
import { withoutPlaceXmp } from './xmp.ts'

const folder = await mkdtemp(join(tmpdir(), 'copse-places-'))
const blobs = blobsIn(folder)
afterAll(() => rm(folder, { recursive: true }))

async function without(bytes: Buffer, type: string): Promise<Buffer | undefined> {
  const kept = await blobs.put(Readable.from([bytes]))
  const made = await withoutPlace(blobs, { ...kept, type })
  return made && blobs.bytes(made.hash)
}

const exif = {
  IFD0: { Make: 'Reed & Sons', Artist: 'Ada' },
  IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '4815/100 1234567/1000 0/1', GPSProcessingMethod: 'MANUAL-NETWORK' },
}
const xmp = `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" exif:GPSLatitude="48,15.20N" photoshop:City='Millbridge' dc:source="The City of eels"><exif:GPSLongitude>2,20.1E</exif:GPSLongitude><Iptc4xmpExt:LocationShown><rdf:Bag><rdf:li Iptc4xmpExt:Sublocation="Pont-Sel"/></rdf:Bag></Iptc4xmpExt:LocationShown><dc:format>image</dc:format></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`

/** What of the place is in the bytes: numbers of the coordinates in both orders, words of the text. */
function placesIn(bytes: Buffer): string[] {
  const number = Buffer.alloc(4)
  number.writeUInt32LE(1_234_567)
  const found = { little: bytes.includes(number), big: bytes.includes(number.swap32()) }
  const words = ['MANUAL', 'GPSLatitude', '48,15', '2,20.1E', 'Millbridge', 'Pont-Sel'].filter((word) =>
    bytes.includes(word),
  )
  return [...words, ...Object.entries(found).flatMap(([name, there]) => (there ? [name] : []))]
}

const picture = () =>
  sharp({ create: { width: 64, height: 48, channels: 3, background: '#4a6b4c' } })
    .withExifMerge(exif)
    .withXmp(xmp)

const made: Record<string, () => Promise<Buffer>> = {
  'image/jpeg': () => picture().jpeg().toBuffer(),
  'image/png': () => picture().png().toBuffer(),
  'image/webp': () => picture().webp().toBuffer(),
  'image/tiff': () => picture().tiff().toBuffer(),
  'image/avif': () => picture().avif().toBuffer(),
  'video/mp4': async () => film(),
}

describe.each(Object.entries(made))('%s', (type, make) => {
  it('loses the place, and nothing else', async () => {
    const before = await make()
    expect(placesIn(before)).not.toEqual([])
    const after = (await without(before, type))!
    expect(placesIn(after)).toEqual([])
    expect(after.length).toBe(before.length)
    // Done once is done.
    expect(await without(after, type)).toBeUndefined()
    if (!type.startsWith('image/')) return
    expect(await sharp(after).raw().toBuffer()).toEqual(await sharp(before).raw().toBuffer())
    expect(after.includes('Reed & Sons')).toBe(before.includes('Reed & Sons'))
    const { xmpAsString } = await sharp(after).metadata()
    expect(xmpAsString).toContain('dc:source="The City of eels"')
    for (const name of ['GPS', 'Millbridge', 'Pont-Sel']) expect(xmpAsString).not.toContain(name)
    expect(xmpAsString).toContain('<dc:format>image</dc:format>')
  })

  it('whatever is broken in it, what comes out is as long, and nothing throws', async () => {
    const before = await make()
    const change = fc.record({ at: fc.nat(before.length - 1), byte: fc.nat(255) })
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 12 }), fc.nat(before.length), async (changes, cut) => {
        const broken = Buffer.from(before.subarray(0, cut % 3 ? before.length : cut))
        // Mostly at the beginning, where all that has a meaning stands.
        for (const { at, byte } of changes) if (broken.length) broken[(at % 2 ? at : at % 600) % broken.length] = byte
        const after = await without(broken, type)
        if (after) expect(after.length).toBe(broken.length)
      }),
      { numRuns: 150 },
    )
  })
})

it('what has no place is left as it is', async () => {
  const plain = sharp({ create: { width: 9, height: 9, channels: 3, background: 'red' } })
  expect(await without(await plain.jpeg().toBuffer(), 'image/jpeg')).toBeUndefined()
  expect(await without(await plain.png().toBuffer(), 'image/png')).toBeUndefined()
  expect(await without(Buffer.from('words of Millbridge'), 'text/plain')).toBeUndefined()
})

it('what big numbers come first in', async () => {
  const exifOf = (bytes: Buffer) =>
    sharp(bytes)
      .metadata()
      .then(({ exif }) => exif!.toString('hex'))
  const tiff = Buffer.from(
    '4d4d002a00000008 0002 010f000200000004 41626300 882500040000000100000026 00000000 0001 0002000500000001 0000003800000000 0012d68700000001'.replaceAll(
      ' ',
      '',
    ),
    'hex',
  )
  const before = jpegWith(Buffer.concat([Buffer.from('Exif\0\0'), tiff]), await made['image/jpeg']!())
  const after = (await without(before, 'image/jpeg'))!
  expect(await exifOf(before)).toContain('12d687')
  expect(await exifOf(after)).not.toContain('12d687')
  expect(await exifOf(after)).toContain('010f00020000000441626300')
})

it('the pictures and the film that follow in the same file', async () => {
  const one = await made['image/jpeg']!()
  const after = (await without(Buffer.concat([one, one, film()]), 'image/jpeg'))!
  expect(placesIn(after)).toEqual([])
  expect(after.length).toBe(2 * one.length + film().length)
})

it('a packed text of a PNG is packed anew', async () => {
  const png = await sharp({ create: { width: 9, height: 9, channels: 3, background: 'red' } })
    .png()
    .toBuffer()
  const chunk = (type: string, body: Buffer) => {
    const named = Buffer.concat([Buffer.from(type), body])
    const size = Buffer.alloc(4)
    size.writeUInt32BE(body.length)
    return Buffer.concat([size, named, crc32(named)])
  }
  const text = Buffer.concat([Buffer.from('XML:com.adobe.xmp\0\x01\0\0\0', 'latin1'), deflateSync(xmp)])
  const before = Buffer.concat([png.subarray(0, 33), chunk('iTXt', text), png.subarray(33)])
  const after = (await without(before, 'image/png'))!
  expect((await sharp(before).metadata()).xmpAsString).toContain('Millbridge')
  const said = (await sharp(after, { failOn: 'warning' }).metadata()).xmpAsString
  expect(said).toContain('The City of eels')
  expect(said).not.toContain('Millbridge')
  expect(after.length).toBe(before.length)
  expect(await sharp(after).raw().toBuffer()).toEqual(await sharp(png).raw().toBuffer())
})

describe('texts', () => {
  it('XMP that never ends takes no time, whatever it says', () => {
    const bad = Buffer.from(Array.from({ length: 60_000 }, (_, i) => `<a${i}:GPSLatitude>48<b GPSx="`).join(''))
    const start = performance.now()
    const after = withoutPlaceXmp(bad)!
    expect(performance.now() - start).toBeLessThan(1_500)
    expect(after.length).toBe(bad.length)
  })

  it('any XMP stays as long as it was', () => {
    const piece = fc.constantFrom(
      '<exif:GPSLatitude',
      '</exif:GPSLatitude',
      '>',
      '/>',
      ' x:City',
      '=',
      '"',
      "'",
      '48',
      ' ',
      '<',
      'é',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const before = Buffer.from(pieces.join(''))
        const after = withoutPlaceXmp(before)
        if (after) expect(after.length).toBe(before.length)
        if (after) expect(withoutPlaceXmp(after)?.toString() ?? '').not.toContain('GPSLatitude>48')
      }),
    )
  })

  it('the press names its places in fields', () => {
    const field = (number: number, text: string) =>
      Buffer.concat([Buffer.from([0x1c, 2, number, 0, text.length]), Buffer.from(text)])
    const after = withoutPlaceIptc(Buffer.concat([field(5, 'Eel'), field(90, 'Millbridge'), field(80, 'Ada')]))!
    expect(after.toString('latin1')).toContain('Eel')
    expect(after.toString('latin1')).toContain('Ada')
    expect(after.toString('latin1')).not.toContain('Mill')
  })
})

/** A film that nobody can play, with its place in all the ways in which phones write it. */
function film(): Buffer {
  const keys = Buffer.concat([
    Buffer.from([0, 0, 0, 0, 0, 0, 0, 2]),
    box('mdta', Buffer.from('com.apple.quicktime.make')),
    box('mdta', Buffer.from('com.apple.quicktime.location.ISO6709')),
  ])
  const said = (text: string) => box('data', Buffer.concat([Buffer.from([0, 0, 0, 1, 0, 0, 0, 0]), Buffer.from(text)]))
  const item = (number: number, text: string) => {
    const bytes = box('....', said(text))
    bytes.writeUInt32BE(number, 4)
    return bytes
  }
  const uuid = Buffer.concat([Buffer.from('be7acfcb97a942e89c71999491e3afac', 'hex'), Buffer.from(xmp)])
  return Buffer.concat([
    box('ftyp', Buffer.from('isom\0\0\0\0isom')),
    box(
      'moov',
      box('mvhd', Buffer.alloc(100)),
      box(
        'udta',
        box('\xa9xyz', Buffer.from('\0\x10\x15\xc7+48,15.2+002,20.1E/', 'latin1')),
        box('loci', Buffer.from('\0\0\0\0\x15\xc7Millbridge\0', 'latin1')),
      ),
      box(
        'meta',
        box('hdlr', Buffer.alloc(24)),
        box('keys', keys),
        box('ilst', item(1, 'Reed & Sons'), item(2, '+48,15+Pont-Sel/')),
      ),
    ),
    box('uuid', uuid),
    box('mdat', Buffer.from('moving pictures')),
  ])
}

function box(type: string, ...body: Buffer[]): Buffer {
  const all = Buffer.concat([Buffer.alloc(8), ...body])
  all.writeUInt32BE(all.length)
  all.write(type, 4, 'latin1')
  return all
}

/** A JPEG with another first segment. */
function jpegWith(segment: Buffer, jpeg: Buffer): Buffer {
  const head = Buffer.from([0xff, 0xe1, 0, 0])
  head.writeUInt16BE(segment.length + 2, 2)
  const first = jpeg.indexOf(Buffer.from([0xff, 0xdb]))
  return Buffer.concat([jpeg.subarray(0, 2), head, segment, jpeg.subarray(first)])
}
