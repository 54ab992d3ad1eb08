/**
 * The store of files did not do what we asked. `code` is one of the system's where a disk would say the same, so that it is
 * treated alike: `ENOENT` for what is not there, `EDQUOT` for a full store, `ETIMEDOUT` where it does not answer.
 */
export class StoreTrouble extends Error {
  constructor(
    readonly status: number,
    /** What the store calls it. */
    readonly said: string,
    readonly code: 'ENOENT' | 'EDQUOT' | 'ETIMEDOUT' | 'EACCES' | 'EIO',
    more?: { cause: unknown },
  ) {
    super(`${sentences[code]} (${status ? `${status} ` : ''}${said})`, more)
  }
}

const sentences = {
  ENOENT: 'This is not in the store of files',
  EDQUOT: 'The store of files is full',
  ETIMEDOUT: 'The store of files does not answer',
  EACCES:
    'The store of files refuses us: look at COPSE_S3_KEY, COPSE_S3_SECRET, COPSE_S3_REGION, and at what this key may do',
  EIO: 'The store of files refused',
}

const FULL = /quota|full|insufficient|storagelimit/i

/** @param said the code in its answer, or of a connection that failed */
export function troubleFrom(status: number, said: string, cause?: unknown): StoreTrouble {
  return new StoreTrouble(status, said, codeOf(status, said), cause === undefined ? undefined : { cause })
}

function codeOf(status: number, said: string): StoreTrouble['code'] {
  if (status === 507 || status === 413 || FULL.test(said)) return 'EDQUOT'
  if (status === 404 && said !== 'NoSuchBucket') return 'ENOENT'
  if (status === 401 || status === 403) return 'EACCES'
  return status === 0 || status === 408 || status === 429 || status >= 500 ? 'ETIMEDOUT' : 'EIO'
}

export const isMissing = (error: unknown) => error instanceof StoreTrouble && error.code === 'ENOENT'
