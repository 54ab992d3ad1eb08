import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { withPatience } from '../platform/database/patience.ts'
import type { Metrics } from '../platform/metrics.ts'
import { openApi } from './request/openapi.ts'
import type { Route } from './request/route.ts'
import type { Site } from './request/site.ts'

/** Whoever asks whether we are ready has others to send people to. */
const READY_MS = 3_000

/** What operators and programs ask of the site itself: health, figures, the description of the API, the built files. */
export async function mountSystem(
  server: FastifyInstance,
  site: Site,
  metrics: Metrics,
  routes: Route[],
  assets: string,
): Promise<void> {
  await server.register(fastifyStatic, {
    root: assets,
    prefix: '/assets/',
    preCompressed: true,
    immutable: true,
    maxAge: '365d',
    index: false,
    // What never changes under its name is never asked about again: the first view is lighter by their words.
    etag: false,
    lastModified: false,
    setHeaders: (reply) => void reply.setHeader('vary', 'accept-encoding'),
    decorateReply: false,
  })
  server.get('/healthz', async (_request, reply) => reply.header('cache-control', 'no-store').send({ ok: true }))
  server.get('/readyz', async (_request, reply) => {
    const ready = await withPatience(site.database.app`select 1`, READY_MS).then(
      () => true,
      () => false,
    )
    return reply
      .code(ready ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ ready })
  })
  server.get('/metrics', async (_request, reply) =>
    reply.type('text/plain; version=0.0.4; charset=utf-8').send(await metrics.text()),
  )
  const description = JSON.stringify(openApi(routes))
  server.get('/openapi.json', async (_request, reply) =>
    reply.type('application/json; charset=utf-8').serializer(String).send(description),
  )
}
