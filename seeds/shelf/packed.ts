import { buffer } from 'node:stream/consumers'
import { ZipFile } from 'yazl'

/** All files of the shelf were put together on one day: so they are the same bytes whenever they are made. */
const DAY = new Date(2026, 2, 14, 12)

/** An archive of texts and bytes, in this order. Names that end with ! are not packed, as the first of a document must be. */
export function packed(parts: Record<string, string | Buffer>): Promise<Buffer> {
  const zip = new ZipFile()
  for (const [name, part] of Object.entries(parts))
    zip.addBuffer(Buffer.from(part), name.replace(/!$/, ''), {
      mtime: DAY,
      mode: 0o100644,
      compress: !name.endsWith('!'),
      forceDosTimestamp: true,
    })
  zip.end()
  return buffer(zip.outputStream)
}

export const xml = (text: string) => text.replace(/[<&>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
