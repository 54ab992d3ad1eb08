import { open } from 'node:fs/promises'

/** A new file that only its owner reads, on the disk when this returns. */
export async function writeWhole(path: string, bytes: Buffer): Promise<void> {
  const file = await open(path, 'w', 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
}
