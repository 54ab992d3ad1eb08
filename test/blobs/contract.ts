import { createHash, randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { PassThrough, Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import type { Blobs } from '../../src/platform/blobs.ts'

export const hashOf = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex')
export const from = (...chunks: (string | Buffer)[]) => Readable.from(chunks.map((chunk) => Buffer.from(chunk)))

/** A stream that gives this and then breaks, as a connection does. */
export function breaking(...chunks: (string | Buffer)[]): Readable {
  return Readable.from(
    (async function* () {
      for (const chunk of chunks) yield Buffer.from(chunk)
      throw Object.assign(new Error('aborted'), { code: 'ECONNRESET' })
    })(),
  )
}

const all = async <T>(found: AsyncIterable<T>) => {
  const list: T[] = []
  for await (const one of found) list.push(one)
  return list
}

/**
 * What every store of bytes keeps to.
 * @param store an empty one
 * @param makeOld lets something look as if it had been put there an hour ago into the store that was made last
 */
export function storeKeeps(kind: string, store: () => Promise<Blobs>, makeOld?: (hash: string) => void) {
  describe(kind, () => {
    it('keeps bytes by their content, once', async () => {
      const blobs = await store()
      const kept = await blobs.put(from('two ', 'parts'))
      expect(kept).toEqual({ hash: hashOf('two parts'), bytes: 9 })
      expect(await blobs.put(from('two parts'))).toEqual(kept)
      expect(await all(blobs.olderThan(-10_000))).toEqual([{ ...kept, at: expect.any(Number) }])
      expect(await blobs.has(kept.hash)).toBe(true)
      expect(String(await blobs.bytes(kept.hash))).toBe('two parts')
      expect(String(await buffer(blobs.read(kept.hash)))).toBe('two parts')
      expect(String(await buffer(blobs.read(kept.hash, { start: 4, end: 6 })))).toBe('par')
      const { path, done } = await blobs.local(kept.hash)
      expect(await readFile(path, 'utf8')).toBe('two parts')
      await done()
      await blobs.remove(kept.hash)
      await blobs.remove(kept.hash)
      expect(await blobs.has(kept.hash)).toBe(false)
      expect(await all(blobs.olderThan(-10_000))).toEqual([])
    })

    it('takes a stream of text', async () => {
      const blobs = await store()
      expect(await blobs.put(Readable.from(['à ', 'la']))).toEqual({ hash: hashOf('à la'), bytes: 5 })
      const name = await blobs.begin()
      expect(await blobs.append(name, 0, Readable.from(['à ', 'la']))).toBe(5)
      expect((await blobs.finish(name)).hash).toBe(hashOf('à la'))
    })

    it('keeps nothing at all, too', async () => {
      const blobs = await store()
      const { hash } = await blobs.put(from())
      expect(await buffer(blobs.read(hash))).toHaveLength(0)
      const name = await blobs.begin()
      expect(await blobs.finish(name)).toEqual({ hash, bytes: 0 })
    })

    it('keeps what is larger than its pieces', async () => {
      const blobs = await store()
      const bytes = randomBytes(20_000_000)
      const { hash } = await blobs.put(from(bytes.subarray(0, 7_000_000), bytes.subarray(7_000_000)))
      expect(hash).toBe(hashOf(bytes))
      expect((await blobs.bytes(hash)).equals(bytes)).toBe(true)
      expect((await buffer(blobs.read(hash, { start: 19_999_990, end: 19_999_999 }))).equals(bytes.subarray(-10))).toBe(
        true,
      )
    })

    it('keeps nothing of what breaks off', async () => {
      const blobs = await store()
      await expect(blobs.put(breaking('half'))).rejects.toThrow('aborted')
      await expect(blobs.put(breaking(randomBytes(12_000_000)))).rejects.toThrow('aborted')
      const early = new PassThrough()
      const put = blobs.put(early)
      early.destroy(new Error('aborted'))
      await expect(put).rejects.toThrow('aborted')
      expect(await all(blobs.olderThan(-10_000))).toEqual([])
    })

    it('tells of what is not there', async () => {
      const blobs = await store()
      const none = hashOf('none')
      expect(await blobs.has(none)).toBe(false)
      await expect(buffer(blobs.read(none))).rejects.toMatchObject({ code: 'ENOENT' })
      await expect(blobs.bytes(none)).rejects.toMatchObject({ code: 'ENOENT' })
    })

    it('takes bytes in parts, and makes a blob of them', async () => {
      const blobs = await store()
      const bytes = randomBytes(13_000_000)
      const name = await blobs.begin()
      expect(await blobs.length(name)).toBe(0)
      expect(await blobs.append(name, 0, from(bytes.subarray(0, 1)))).toBe(1)
      expect(await blobs.append(name, 1, from(bytes.subarray(1, 9_000_000)))).toBe(9_000_000)
      expect(await blobs.append(name, 9_000_000, from())).toBe(9_000_000)
      expect(await blobs.append(name, 9_000_000, from(bytes.subarray(9_000_000)))).toBe(13_000_000)
      const kept = { hash: hashOf(bytes), bytes: 13_000_000 }
      expect(await blobs.finish(name)).toEqual(kept)
      expect((await blobs.bytes(kept.hash)).equals(bytes)).toBe(true)
      // Whoever did not hear the answer may ask again.
      expect(await blobs.finish(name)).toEqual(kept)
      expect(await blobs.length(name)).toBe(13_000_000)
      await expect(blobs.append(name, 1, from('x'))).rejects.toMatchObject({ why: 'offset', length: 13_000_000 })
      expect(await blobs.append(name, 13_000_000, from())).toBe(13_000_000)
      await blobs.drop(name)
      await expect(blobs.length(name)).rejects.toMatchObject({ why: 'gone' })
      expect(await blobs.has(kept.hash)).toBe(true)
    })

    it('refuses a part that does not fit, and names that it did not give', async () => {
      const blobs = await store()
      const name = await blobs.begin()
      await blobs.append(name, 0, from('abc'))
      for (const offset of [0, 2, 4])
        await expect(blobs.append(name, offset, from('x'))).rejects.toMatchObject({ why: 'offset', length: 3 })
      expect(await blobs.length(name)).toBe(3)
      for (const wrong of ['', '..', '../x', 'a'.repeat(32), hashOf('abc')]) {
        await expect(blobs.append(wrong, 0, from('x'))).rejects.toMatchObject({ why: 'gone' })
        await expect(blobs.length(wrong)).rejects.toMatchObject({ why: 'gone' })
        await expect(blobs.finish(wrong)).rejects.toMatchObject({ why: 'gone' })
        await blobs.drop(wrong)
      }
      await blobs.drop(name)
      await expect(blobs.append(name, 3, from('x'))).rejects.toMatchObject({ why: 'gone' })
      await expect(blobs.finish(name)).rejects.toMatchObject({ why: 'gone' })
    })

    it('keeps what came before the connection broke', async () => {
      const blobs = await store()
      const name = await blobs.begin()
      const bytes = randomBytes(7_000_000)
      expect(await blobs.append(name, 0, breaking(bytes.subarray(0, 6_500_000), bytes.subarray(6_500_000)))).toBe(
        7_000_000,
      )
      const destroyed = new PassThrough()
      destroyed.destroy(new Error('gone before it began'))
      expect(await blobs.append(name, 7_000_000, destroyed)).toBe(7_000_000)
      await blobs.append(name, 7_000_000, from('end'))
      expect((await blobs.finish(name)).hash).toBe(hashOf(Buffer.concat([bytes, Buffer.from('end')])))
    })

    it('goes on where the new connection says, though the old one still stands', async () => {
      const blobs = await store()
      const name = await blobs.begin()
      const hanging = new PassThrough()
      hanging.write('first')
      const first = blobs.append(name, 0, hanging)
      // What was never read is not kept: a store may be slow to begin.
      while (hanging.readableLength) await new Promise((done) => setTimeout(done, 5))
      // The client knows of nothing that was acknowledged: it is told, and asks again.
      const told = await blobs.append(name, 0, from('first')).catch((error) => error)
      expect(told).toMatchObject({ why: 'offset', length: 5 })
      expect(await first).toBe(5)
      expect(hanging.destroyed).toBe(true)
      await expect(blobs.finish(name)).resolves.toEqual({ hash: hashOf('first'), bytes: 5 })
    })

    it('is whole when many write to one name at once', async () => {
      const blobs = await store()
      const name = await blobs.begin()
      const tries = await Promise.allSettled(
        [...'abcdefgh'].map((letter) => blobs.append(name, 0, from(letter.repeat(1000)))),
      )
      const went = tries.flatMap((one) => (one.status === 'fulfilled' && one.value ? [one.value] : []))
      expect(went).toHaveLength(1)
      const { hash, bytes } = await blobs.finish(name)
      expect(bytes).toBe(went[0])
      expect(new Set(String(await blobs.bytes(hash))).size).toBe(1)
    })

    it('lets go of what is old, and not of what was put again meanwhile', async () => {
      const blobs = await store()
      const { hash } = await blobs.put(from('twice'))
      expect(await blobs.letGo(hash, 60_000)).toBe(false)
      expect(await blobs.has(hash)).toBe(true)
      expect(await blobs.letGo(hash, -10_000)).toBe(true)
      expect(await blobs.has(hash)).toBe(false)
      expect(await blobs.letGo(hash, -10_000)).toBe(false)
      expect(await blobs.size(hash)).toBeUndefined()
    })

    it.runIf(makeOld)('has what is put while the old of it is taken away, however the two meet', async () => {
      const blobs = await store()
      const { hash } = await blobs.put(from('twice'))
      let taken = 0
      for (let i = 0; i < 40; i++) {
        makeOld!(hash)
        const taking = blobs.letGo(hash, 600_000)
        if (i % 8) await new Promise((done) => setTimeout(done, i % 8))
        await blobs.put(from('twice'))
        expect(await blobs.has(hash)).toBe(true)
        if (await taking) taken++
        expect(await blobs.size(hash)).toBe(5)
      }
      expect(taken).toBeGreaterThan(0)
      // The same for what came in parts.
      for (let i = 0; i < 10; i++) {
        const name = await blobs.begin()
        await blobs.append(name, 0, from('twice'))
        makeOld!(hash)
        const taking = blobs.letGo(hash, 600_000)
        await blobs.finish(name)
        await taking
        expect(await blobs.has(hash)).toBe(true)
      }
    })

    it.runIf(makeOld)('has what is finished again, which counts as new, or says that it is gone', async () => {
      const blobs = await store()
      const name = await blobs.begin()
      await blobs.append(name, 0, from('twice'))
      const { hash } = await blobs.finish(name)
      makeOld!(hash)
      await blobs.finish(name)
      expect(await blobs.letGo(hash, 600_000)).toBe(false)
      for (let i = 0; i < 20; i++) {
        if (await blobs.has(hash)) makeOld!(hash)
        const taking = blobs.letGo(hash, 600_000)
        if (i % 4) await new Promise((done) => setTimeout(done, i % 4))
        const again = await blobs.finish(name).catch((error) => error)
        await taking
        if (again.hash) expect(await blobs.has(hash)).toBe(true)
        else {
          expect(again).toMatchObject({ why: 'gone' })
          await blobs.put(from('twice'))
        }
      }
    })

    it('lets go of what is forgotten, not of what somebody may go on with', async () => {
      const blobs = await store()
      const name = await blobs.begin()
      await blobs.append(name, 0, from('abc'))
      await blobs.forgetUnfinished(-10_000)
      expect(await blobs.length(name)).toBe(3)
      await blobs.forgetUnfinished(-10_000, -10_000)
      await expect(blobs.length(name)).rejects.toMatchObject({ why: 'gone' })
    })
  })
}
