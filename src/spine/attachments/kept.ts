import { keepPicture, NotAPicture, pictureTypes } from '../../platform/pictures.ts'
import type { Upload } from '../request/route.ts'
import type { Site } from '../request/site.ts'
import { soundIn } from './sounds.ts'

/** The longest side of a kept picture, in pixels. */
const LARGEST_SIDE = 2000

/**
 * What becomes of files before any transaction is open, because it is slow: pictures are re-encoded. What a file is, is
 * read from its bytes and not from its name. What calls itself a picture and is none is marked; `attach` refuses it.
 */
export function keepFiles(site: Site, uploads: Upload[]): Promise<Upload[]> {
  return Promise.all(uploads.map((upload) => keptAs(site, upload)))
}

async function keptAs(site: Site, upload: Upload): Promise<Upload> {
  const { fileTypeFromBuffer } = await import('file-type')
  const type = (await fileTypeFromBuffer(await firstBytes(site, upload.hash)))?.mime ?? 'application/octet-stream'
  const sound = await soundIn(site, upload.hash, type)
  if (sound) return { ...upload, ...sound, unreadable: upload.type.startsWith('image/') }
  if (!pictureTypes.has(type)) {
    const lies = upload.type.startsWith('image/') && upload.type !== 'image/svg+xml'
    return { ...upload, type, unreadable: lies }
  }
  try {
    const picture = await keepPicture(site.blobs, upload.hash, LARGEST_SIDE)
    const name = `${upload.name.replace(/\.\w{1,5}$/, '').slice(0, 190)}.webp`
    return { ...upload, ...picture, type: 'image/webp', name }
  } catch (error) {
    if (error instanceof NotAPicture) return { ...upload, unreadable: true }
    throw error
  }
}

async function firstBytes(site: Site, hash: string): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of site.blobs.read(hash)) {
    chunks.push(chunk as Buffer)
    length += (chunk as Buffer).length
    if (length > 8192) break
  }
  return Buffer.concat(chunks)
}
