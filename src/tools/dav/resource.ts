import type { ShelfEntry } from '../files/index.ts'

/** A folder or file as its address in WebDAV means it. */
export type Resource = ShelfEntry

/** What changes with every content, in quotes, and short: headers repeat it. A folder has none. */
export function etagOf({ blob }: Pick<Resource, 'blob'>): string | undefined {
  return blob === null ? undefined : `"${Buffer.from(blob, 'hex').toString('base64url')}"`
}
