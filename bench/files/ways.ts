import { randomBytes } from 'node:crypto'
import { speak } from './speak.ts'

export const MB = 1_000_000
const PIECE = randomBytes(MB)
const BORDER = 'a-border-between-the-parts-of-a-form'

/** Where the shelf is, and as whom it is spoken to. */
export interface Shelf {
  origin: string
  slug: string
  cookie: string
  /** Of an application, by HTTP Basic. */
  authorization: string
}

/** A way for a file of so many megabytes to the shelf; returns the address of what it says. */
export type Way = (shelf: Shelf, megabytes: number) => Promise<string>

export const ways: Record<'form' | 'tus' | 'WebDAV', Way> = {
  async form({ origin, slug, cookie }, megabytes) {
    const { text } = await speak(`${origin}/c/${slug}/files`, {
      method: 'POST',
      headers: {
        cookie,
        origin,
        accept: 'application/json',
        'content-type': `multipart/form-data; boundary=${BORDER}`,
      },
      body: formOf(megabytes),
    })
    return `${origin}${(JSON.parse(text) as { files: [{ url: string }] }).files[0].url}/content/film.bin`
  },
  async tus({ origin, slug, cookie }, megabytes) {
    const headers = { cookie, origin, 'tus-resumable': '1.0.0' }
    const length = lengthOf(megabytes)
    const begun = await speak(`${origin}/c/${slug}/uploads`, {
      method: 'POST',
      headers: {
        ...headers,
        'upload-length': String(length),
        'upload-metadata': `filename ${Buffer.from(`${randomBytes(6).toString('hex')}.bin`).toString('base64')}`,
      },
    })
    const brought = await speak(`${origin}${begun.headers.location}`, {
      method: 'PATCH',
      headers: {
        ...headers,
        'upload-offset': '0',
        'content-type': 'application/offset+octet-stream',
        'content-length': String(length),
      },
      body: bytesOf(megabytes),
    })
    return `${origin}${brought.headers['copse-file']}/content/film.bin`
  },
  async WebDAV({ origin, slug, authorization }, megabytes) {
    const url = `${origin}/dav/files/${slug}/${randomBytes(6).toString('hex')}.bin`
    await speak(url, {
      method: 'PUT',
      headers: { authorization, 'content-length': String(lengthOf(megabytes)) },
      body: bytesOf(megabytes),
    })
    return url
  },
}

/** The same bytes are kept once: each file begins in its own way. */
export function* bytesOf(megabytes: number): Generator<Buffer> {
  yield randomBytes(64)
  for (let i = 0; i < megabytes; i++) yield PIECE
}

const lengthOf = (megabytes: number) => 64 + megabytes * MB

function* formOf(megabytes: number): Generator<Buffer> {
  yield Buffer.from(
    `--${BORDER}\r\ncontent-disposition: form-data; name="taken"\r\n\r\nbeside\r\n--${BORDER}\r\ncontent-disposition: form-data; name="files"; filename="film.bin"\r\ncontent-type: application/octet-stream\r\n\r\n`,
  )
  yield* bytesOf(megabytes)
  yield Buffer.from(`\r\n--${BORDER}--\r\n`)
}
