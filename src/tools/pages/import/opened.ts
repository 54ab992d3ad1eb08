import { BadArchive, openZip, type Zip } from '../../../platform/zip.ts'
import type { Site } from '../../../spine/request/site.ts'
import { unpacked } from './bounded.ts'
import { type Bringing, NotBrought } from './brought.ts'
import { bringFolder } from './folder/folder.ts'
import type { PageImport } from './imports.ts'
import { bringWiki } from './wiki/wiki.ts'

const XML = /\.xml$/i

/**
 * Finds out what was sent, by its first bytes: a ZIP archive with a folder of Markdown, or with a dump of MediaWiki and
 * its pictures; or the dump alone, as it is or packed by gzip.
 * @param here the address of the pages of the space
 * @throws NotBrought
 */
export async function opened(site: Site, { blob, bytes, name }: PageImport, here: string): Promise<Bringing> {
  if (!blob || !(await site.blobs.has(blob))) throw new NotBrought('file-gone')
  const head = await firstBytes(site, blob)
  if (head.subarray(0, 2).toString('latin1') === 'PK') return openedZip(site, blob, bytes, name, here)
  const dump = () => site.blobs.read(blob)
  if (head[0] === 0x1f && head[1] === 0x8b) return bringWiki(site, () => unpacked(dump()))
  if (head.subarray(0, 3).toString('latin1') === 'BZh') throw new NotBrought('bzip2')
  if (/^(\ufeff)?\s*</.test(head.toString('utf8'))) return bringWiki(site, dump)
  throw new NotBrought('not-understood')
}

async function openedZip(site: Site, blob: string, bytes: number, name: string, here: string): Promise<Bringing> {
  let zip: Zip
  try {
    zip = await openZip(site.blobs, blob, bytes)
  } catch (error) {
    throw error instanceof BadArchive ? new NotBrought(error.why) : error
  }
  try {
    const dumps = zip.entries.filter(({ path }) => XML.test(path))
    const texts = zip.entries.some(({ path }) => /\.(md|markdown|mdown|mkd)$/i.test(path))
    if (dumps.length && !texts) return await bringWiki(site, () => zip.stream(dumps[0]!), zip)
    return await bringFolder(site, zip, name, here)
  } catch (error) {
    zip.close()
    throw error
  }
}

async function firstBytes(site: Site, hash: string): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of site.blobs.read(hash, { start: 0, end: 63 })) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}
