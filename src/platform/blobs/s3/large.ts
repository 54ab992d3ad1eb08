import type { Speaking } from './speak.ts'
import { isMissing } from './trouble.ts'
import { eachTag, inTag } from './xml.ts'

/** Copying and joining take the store a while. */
const LONG_MS = 600_000

/** Puts what is too large for one request under a key, piece by piece. Nothing is there before all of it is. */
export async function putLarge({ ask }: Speaking, key: string, pieces: AsyncIterable<Buffer>): Promise<void> {
  const { text } = await ask('POST', key, { query: { uploads: '' } })
  const uploadId = inTag(text, 'UploadId')!
  try {
    const tags: string[] = []
    for await (const body of pieces) {
      const query = { partNumber: String(tags.length + 1), uploadId }
      const { headers } = await ask('PUT', key, { query, body })
      tags.push(String(headers.etag))
    }
    const parts = tags.map((tag, i) => `<Part><PartNumber>${i + 1}</PartNumber><ETag>${tag}</ETag></Part>`).join('')
    const body = Buffer.from(`<CompleteMultipartUpload>${parts}</CompleteMultipartUpload>`)
    await ask('POST', key, { query: { uploadId }, body, patience: LONG_MS }).catch(async (error) => {
      // An answer may have been lost: then it is joined already.
      if (!isMissing(error)) throw error
      await ask('HEAD', key)
    })
  } catch (error) {
    await ask('DELETE', key, { query: { uploadId } }).catch(() => {}) // the nightly sweep tries again
    throw error
  }
}

/** Copies within the bucket. */
export async function copied({ ask, bucket }: Speaking, from: string, to: string): Promise<void> {
  await ask('PUT', to, { headers: { 'x-amz-copy-source': `${bucket}/${from}` }, patience: LONG_MS })
}

/** Puts an object where it lies once more, which makes it new: nothing happens where there is none. */
export async function renewed({ ask, bucket }: Speaking, key: string): Promise<void> {
  const headers = { 'x-amz-copy-source': `${bucket}/${key}`, 'x-amz-metadata-directive': 'REPLACE' }
  await ask('PUT', key, { headers, patience: LONG_MS }).catch(ignoreMissing)
}

/** Lets go of uploads under a beginning that began before a moment and were never joined. */
export async function abortOld({ ask }: Speaking, prefix: string, before: number): Promise<void> {
  for (let marker: Record<string, string> | undefined = {}; marker; ) {
    const { text } = await ask('GET', '', { query: { uploads: '', prefix, ...marker } })
    for (const one of eachTag(text, 'Upload')) {
      const [key, uploadId, at] = ['Key', 'UploadId', 'Initiated'].map((name) => inTag(one, name)!)
      if (Date.parse(at!) < before) await ask('DELETE', key!, { query: { uploadId: uploadId! } }).catch(ignoreMissing)
    }
    const [key, upload] = [inTag(text, 'NextKeyMarker'), inTag(text, 'NextUploadIdMarker')]
    const more = inTag(text, 'IsTruncated') === 'true' && key
    marker = more ? { 'key-marker': key, ...(upload && { 'upload-id-marker': upload }) } : undefined
  }
}

function ignoreMissing(error: unknown): void {
  if (!isMissing(error)) throw error
}
