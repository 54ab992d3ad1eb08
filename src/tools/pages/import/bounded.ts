import { type Readable, Transform } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { MOST_BYTES } from '../../../platform/zip.ts'
import { NotBrought } from './brought.ts'

/**
 * What gzip packed, up to so many bytes: nothing in its head says how far it grows.
 * @returns a stream that ends with NotBrought where it grows further
 */
export function unpacked(packed: Readable, most = MOST_BYTES): Readable {
  const gunzip = createGunzip()
  let bytes = 0
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, give) {
      bytes += chunk.length
      if (bytes > most) give(new NotBrought('too-much'))
      else give(null, chunk)
    },
  })
  const ended = (error: Error) => counted.destroy(error)
  packed.on('error', ended).pipe(gunzip).on('error', ended).pipe(counted)
  counted.on('close', () => {
    gunzip.destroy()
    packed.destroy()
  })
  return counted
}
