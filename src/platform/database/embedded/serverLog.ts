import { copyFile, open, stat, truncate } from 'node:fs/promises'

const LARGEST = 1_000_000
const TEN_MINUTES = 10 * 60_000

/**
 * Keeps the server's log small: what is too much moves to `server.log.1`, in place of what was there. The server goes
 * on writing to the same file, which it has opened to append.
 */
export async function trimLog(path: string): Promise<void> {
  if ((await sizeOf(path)) < LARGEST) return
  await copyFile(path, `${path}.1`)
  await truncate(path)
}

/** Trims again and again, without keeping the process alive. Returns what ends it. */
export function keepTrimmed(path: string, log: (message: string) => void): () => void {
  const trim = () => trimLog(path).catch((error) => log(`The log of PostgreSQL could not be trimmed: ${error.message}`))
  const timer = setInterval(trim, TEN_MINUTES)
  timer.unref()
  return () => clearInterval(timer)
}

export async function sizeOf(path: string): Promise<number> {
  return (await stat(path).catch(() => undefined))?.size ?? 0
}

/** The last lines that were written after a point. */
export async function logSince(path: string, start: number): Promise<string> {
  const size = await sizeOf(path)
  const from = Math.max(start, size - 4000)
  const file = await open(path).catch(() => undefined)
  if (!file) return ''
  try {
    const { buffer, bytesRead } = await file.read(
      Buffer.alloc(Math.max(size - from, 1)),
      0,
      Math.max(size - from, 0),
      from,
    )
    return buffer.toString('utf8', 0, bytesRead).trim().split('\n').slice(-8).join('\n')
  } finally {
    await file.close()
  }
}
