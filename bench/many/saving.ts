import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { FastifyInstance } from 'fastify'
import type { Known } from './fill.ts'

/** What the saving of a page took. */
export interface Saved {
  status: number
  ms: number
  /** For how long nobody else was answered, at the longest. */
  blocked: number
}

/** Changes a word of a page, as a form without script sends it. */
export async function saved(server: FastifyInstance, cookie: string, { path }: Known, nth: number): Promise<Saved> {
  const form = await server.inject({
    method: 'GET',
    url: `${path}/edit`,
    headers: { accept: 'application/json', cookie },
  })
  const { title, text, version } = form.json() as { title: string; text: string; version: number }
  const said = text.replace(/^/, `Said once more, ${nth}.\n\n`)
  const payload = new URLSearchParams({ title, text: said.slice(0, text.length), version: String(version) }).toString()
  const delay = monitorEventLoopDelay({ resolution: 5 })
  await new Promise((resolve) => setTimeout(resolve, 50))
  delay.enable()
  const from = performance.now()
  const answer = await server.inject({
    method: 'POST',
    url: `${path}/edit`,
    payload,
    headers: {
      accept: 'text/html',
      cookie,
      host: 'localhost',
      origin: 'http://localhost',
      'content-type': 'application/x-www-form-urlencoded',
    },
  })
  const ms = performance.now() - from
  await new Promise((resolve) => setTimeout(resolve, 20))
  delay.disable()
  return { status: answer.statusCode, ms, blocked: delay.max / 1e6 }
}
