import { createReadStream, createWriteStream } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'

/** What node's streams do alone: a body into a file, on the disk before the answer, and a file into an answer. */

const folder = process.env.BENCH_FOLDER!
const server = createServer((request, response) => {
  const path = join(folder, request.url!.replace(/\W/g, ''))
  const done =
    request.method === 'PUT'
      ? pipeline(request, createWriteStream(path, { flush: true } as object)).then(() => response.end())
      : pipeline(createReadStream(path), response)
  done.catch((error) => response.destroy(error))
})
server.listen(0, '127.0.0.1', () => process.send!({ port: (server.address() as { port: number }).port }))
