import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'

/**
 * What node's streams do alone: a body into a file, on the disk before the answer, and a file into an answer. At `/hashed` the
 * body is hashed while it comes, as Copse promises to know it by its hash.
 */

const folder = process.env.BENCH_FOLDER!
const server = createServer((request, response) => {
  const path = join(folder, request.url!.replace(/\W/g, ''))
  const done = async () => {
    if (request.method !== 'PUT') return pipeline(createReadStream(path), response)
    const sum = request.url === '/hashed' ? createHash('sha256') : undefined
    if (sum) request.on('data', (chunk: Buffer) => void sum.update(chunk))
    await pipeline(request, createWriteStream(path, { flush: true } as object))
    response.end(sum?.digest('hex'))
  }
  done().catch((error) => response.destroy(error))
})
server.listen(0, '127.0.0.1', () => process.send!({ port: (server.address() as { port: number }).port }))
