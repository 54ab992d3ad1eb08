import { join } from 'node:path'
import type { Blobs } from '../blobs.ts'
import type { Config } from '../config.ts'
import { blobsIn } from './disk.ts'
import { speakTo } from './s3/speak.ts'
import { blobsAt } from './s3/store.ts'

/** Where a site keeps what is not rows. */
export interface Stores {
  /** Files that people brought, and what was made of them. */
  blobs: Blobs
  /** Faces, and signs of communities. */
  portraits: Blobs
  /** Copies of their data that people take along. */
  takeouts: Blobs
}

/** In the bucket where one is named, else in the data folder. */
export function storesOf({ dataDir, s3 }: Pick<Config, 'dataDir' | 's3'>): Stores {
  const speaking = s3 && speakTo(s3)
  const one = (name: string) =>
    speaking ? blobsAt(speaking, name, join(dataDir, 'local', name)) : blobsIn(join(dataDir, name))
  return { blobs: one('blobs'), portraits: one('portraits'), takeouts: one('takeouts') }
}
