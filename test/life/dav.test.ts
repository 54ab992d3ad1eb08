import { randomBytes } from 'node:crypto'
import { request } from 'node:http'
import { afterAll, expect, it } from 'vitest'
import { basic } from '../dav.ts'
import { startShelf } from '../peers/dav.ts'

/** The program ends at once while file managers put files: what was answered is there, whole; what was not is not half there. */

const shelf = await startShelf()
afterAll(() => shelf.end())
const authorization = basic(shelf.name, shelf.password)

/** Puts bytes in pieces, slowly. @returns the status, or undefined where the line broke */
function putSlowly(name: string, bytes: Buffer, pause: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const headers = { authorization, 'content-length': bytes.length }
    const asked = request(shelf.address + name, { method: 'PUT', headers }, (answer) => {
      answer.resume().on('end', () => resolve(answer.statusCode))
      answer.on('error', () => resolve(undefined))
    })
    asked.on('error', () => resolve(undefined))
    const go = async () => {
      for (let at = 0; at < bytes.length && !asked.destroyed; at += 65_536) {
        asked.write(bytes.subarray(at, at + 65_536))
        if (pause) await new Promise((done) => setTimeout(done, pause))
      }
      asked.end()
    }
    void go()
  })
}

async function got(name: string): Promise<Buffer | undefined> {
  const answer = await fetch(shelf.address + name, { headers: { authorization } })
  const bytes = Buffer.from(await answer.arrayBuffer())
  return answer.status === 200 ? bytes : undefined
}

it('keeps each file that it said to have, and no half of any other', { timeout: 180_000 }, async () => {
  const acknowledged = new Map<string, Buffer>()
  for (let round = 0; round < 3; round++) {
    const tried = new Map<string, Buffer>()
    // One file is written over in each round, while it ends; others are new.
    const puts = Array.from({ length: 12 }, async (_, n) => {
      const name = n === 0 ? 'again.bin' : `${round}-${n}.bin`
      const bytes = randomBytes(200_000 + n * 90_000)
      tried.set(name, bytes)
      const status = await putSlowly(name, bytes, n * 6)
      if (status === 201 || status === 204) {
        acknowledged.set(name, bytes)
        tried.delete(name)
      }
    })
    // In the middle: some have been answered, others are on their way.
    const before = acknowledged.size
    await expect.poll(() => acknowledged.size - before, { timeout: 30_000, interval: 5 }).toBeGreaterThan(round)
    await shelf.killed()
    await Promise.all(puts)
    for (const [name, bytes] of acknowledged) {
      const now = await got(name)
      // What was written over without an answer is the one or the other.
      const fits = now !== undefined && (now.equals(bytes) || tried.get(name)?.equals(now))
      expect([round, name, fits]).toEqual([round, name, true])
      acknowledged.set(name, now!)
    }
    for (const [name, bytes] of tried) {
      const now = await got(name)
      if (now && !acknowledged.has(name)) expect([name, now.equals(bytes)]).toEqual([name, true])
    }
  }
  expect(acknowledged.size).toBeGreaterThan(5)
})
