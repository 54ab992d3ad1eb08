import { chmod, copyFile, mkdir, open, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import { sync } from '../durable.ts'

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

/** Copies a file durably; nothing has its name before all of it is there. */
export async function copyWhole(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true })
  const coming = `${to}.coming`
  await copyFile(from, coming)
  await chmod(coming, 0o600)
  await sync(coming)
  await rename(coming, to)
}
