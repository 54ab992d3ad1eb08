import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { pack } from 'tar-stream'
import { afterAll, describe, expect, it } from 'vitest'
import { unpack } from './tar.ts'

const folder = mkdtempSync(join(tmpdir(), 'copse-tar-'))
afterAll(() => rmSync(folder, { recursive: true }))

const name = '2026-11-22T11-50-29Z'

async function whole(): Promise<Buffer> {
  const tar = pack()
  tar.entry({ name: `${name}/secret` }, 'a'.repeat(300))
  tar.entry({ name: `${name}/manifest.json` }, 'b'.repeat(3_000))
  tar.finalize()
  return buffer(tar as unknown as Readable)
}

describe('a tar', () => {
  it('that is cut off ends with a sentence, or at the end of a file, and never leaves anybody waiting', async () => {
    const bytes = await whole()
    const said = new Set<string>()
    for (let length = 0; length < bytes.length; length += 128) {
      for (const pieces of [
        [bytes.subarray(0, length)],
        [bytes.subarray(0, 512), bytes.subarray(512, Math.max(512, length))],
      ]) {
        const end = unpack(Readable.from(pieces), join(folder, String(length))).then(
          () => 'all that was there',
          ({ message }: Error) => message,
        )
        const late = new Promise<string>((resolve) => setTimeout(resolve, 5_000, `waits at ${length}`).unref())
        said.add(await Promise.race([end, late]))
      }
    }
    expect([...said].sort()).toEqual(['The backup is not whole, or is no tar: it breaks off.', 'all that was there'])
  })

  it('with a name that is not ours is no backup', async () => {
    const tar = pack()
    tar.entry({ name: '../elsewhere' }, 'x')
    tar.finalize()
    await expect(unpack(tar as unknown as Readable, folder)).rejects.toThrow(/does not belong/)
  })
})
