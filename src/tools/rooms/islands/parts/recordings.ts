/** A recording that has not arrived, in this browser. Its bytes are kept as a buffer: not every browser keeps files. */
interface Kept {
  id: string
  name: string
  type: string
  bytes: ArrayBuffer
  at: number
}

/** Which recording of a message that waits. */
export interface Recorded {
  id: string
  name: string
}

/** So the browser's store is called; who signs out takes it along. */
const STORE = 'copse-recordings'
/** So much may wait, in bytes: at least fifteen recordings of five minutes. */
const MOST = 20_000_000
/** As long as a message may wait; nothing asks for what is older. */
const LONGEST_MS = 14 * 86_400_000

/** What was recorded and waits takes more room than there is for it. */
export class NoRoom extends Error {}

/** Keeps recordings until they have arrived. @throws NoRoom; or where the browser keeps nothing */
export async function keepRecordings(files: readonly File[]): Promise<Recorded[]> {
  const made: Kept[] = []
  for (const file of files)
    made.push({
      id: crypto.randomUUID(),
      name: file.name,
      type: file.type,
      bytes: await file.arrayBuffer(),
      at: Date.now(),
    })
  await inStore('readwrite', async (store) => {
    const all = await answer<Kept[]>(store.getAll())
    const old = all.filter(({ at }) => Date.now() - at > LONGEST_MS)
    for (const { id } of old) store.delete(id)
    const size = (some: readonly Kept[]) => some.reduce((sum, { bytes }) => sum + bytes.byteLength, 0)
    if (size(all) - size(old) + size(made) > MOST) throw new NoRoom()
    for (const one of made) store.add(one)
  })
  return made.map(({ id, name }) => ({ id, name }))
}

/** A recording as it was made; undefined where it is not in this browser any more. @throws where the store cannot be read */
export async function recordingOf(id: string): Promise<File | undefined> {
  const kept = await inStore('readonly', (store) => answer<Kept | undefined>(store.get(id)))
  return kept && new File([kept.bytes], kept.name, { type: kept.type })
}

/** What has arrived, or is not to be sent, needs no place here any more. */
export async function forgetRecordings(some: readonly Recorded[]): Promise<void> {
  if (!some.length) return
  await inStore('readwrite', async (store) => {
    for (const { id } of some) store.delete(id)
  }).catch(() => {})
}

/** One piece of work with the store, which is all done or not at all. */
async function inStore<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => Promise<T>): Promise<T> {
  const opening = indexedDB.open(STORE, 1)
  opening.onupgradeneeded = () => opening.result.createObjectStore('recordings', { keyPath: 'id' })
  const database = await answer(opening)
  try {
    const transaction = database.transaction('recordings', mode)
    const done = new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve()
      transaction.onabort = transaction.onerror = () => reject(transaction.error ?? new Error('Not kept'))
    })
    // Where the work itself fails, that is what is said.
    done.catch(() => {})
    const result = await work(transaction.objectStore('recordings')).catch((error: unknown) => {
      transaction.abort()
      throw error
    })
    await done
    return result
  } finally {
    database.close()
  }
}

function answer<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}
