/** The library comes with the first word that somebody writes: a site on which nobody does has no memory for it. */
const yjs = () => import('yjs')

/** One row of a log. */
export interface Logged {
  number: number
  data: Uint8Array
}

/** Whether this is an update that can be read: anything else is refused before it is logged. */
export async function isUpdate(data: Uint8Array): Promise<boolean> {
  const { decodeUpdate } = await yjs()
  try {
    decodeUpdate(data)
    return true
  } catch {
    return false
  }
}

/** Several updates as one. */
export async function merged(rows: readonly Logged[]): Promise<Uint8Array> {
  if (rows.length === 1) return rows[0]!.data
  const { mergeUpdates } = await yjs()
  return mergeUpdates(rows.map(({ data }) => data))
}

/** What these updates have made, in one piece and without what was deleted on the way. */
export async function packed(rows: readonly Logged[]): Promise<Uint8Array> {
  const { applyUpdate, Doc, encodeStateAsUpdate } = await yjs()
  const doc = new Doc()
  applyUpdate(doc, await merged(rows))
  const whole = encodeStateAsUpdate(doc)
  doc.destroy()
  return whole
}
