import { randomBytes } from 'node:crypto'
import { createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { Upload } from 'tus-js-client'
import { afterEach, expect, it } from 'vitest'
import { cleanUp, found, type Running, speak, start } from './program.ts'
import { readyFolder } from './ready.ts'

/** A file is on its way while the program ends suddenly, again and again: what was acknowledged is there, and it becomes one file. */

let running: Running | undefined
let folder = ''
afterEach(async () => {
  await running?.kill()
  await cleanUp(folder)
})

/** A port that nobody has, so that whoever comes back finds the site where it was. */
function freePort(): Promise<string> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(String(port)))
    })
  })
}

it('goes on after each sudden end', { timeout: 240_000 }, async () => {
  folder = readyFolder()
  const env = { PORT: await freePort() }
  running = await start(folder, [], env)
  const { cookie, community } = await found(running)
  const { url } = running
  const ada = speak(running, cookie)
  await ada.post(`${community}/settings/tools`, { tools: ['discussions', 'files'] })
  const bytes = randomBytes(24_000_000)
  let acknowledged = 0
  let ends = 0
  /** What was acknowledged before an end is never asked for again after it. */
  const asked: [number, number][] = []
  const brought = new Promise<string>((resolve, reject) => {
    const upload = new Upload(bytes as never, {
      endpoint: `${url}${community}/uploads`,
      chunkSize: 1_000_000,
      retryDelays: Array.from({ length: 200 }, () => 250),
      metadata: { name: 'river.bin', taken: 'version' },
      headers: { cookie, origin: url, accept: 'application/json' },
      onShouldRetry: () => true,
      onError: reject,
      onChunkComplete: (_size, accepted) => {
        acknowledged = accepted
      },
      onAfterResponse: (request, response) => {
        if (request.getMethod() === 'HEAD' && response.getStatus() === 200)
          asked.push([acknowledged, Number(response.getHeader('upload-offset'))])
      },
      onSuccess: ({ lastResponse }) => resolve(lastResponse.getHeader('copse-file') ?? ''),
    })
    upload.start()
  })
  let over = false
  void brought.finally(() => {
    over = true
  })
  for (; ends < 4; ends++) {
    const goal = Math.min(acknowledged + 3_000_000, bytes.length - 1_000_000)
    while (!over && acknowledged < goal) await pause(5)
    if (over) break
    await pause(Math.random() * 40)
    await running.kill()
    running = await start(folder, [], env)
  }
  const file = await brought
  expect(ends).toBe(4)
  for (const [before, offset] of asked) expect(offset).toBeGreaterThanOrEqual(before)
  const again = speak(running, cookie)
  const { entries } = (await (await again.get(`${community}/files`)).json()) as { entries: object[] }
  expect(entries).toHaveLength(1)
  const shown = (await (await again.get(file)).json()) as { content: string; version: number }
  expect(shown.version).toBe(1)
  const came = Buffer.from(await (await again.get(shown.content)).arrayBuffer())
  expect(came.equals(bytes)).toBe(true)
})
