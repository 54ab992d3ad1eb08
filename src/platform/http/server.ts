import { randomUUID } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { constants } from 'node:zlib'
import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import multipart from '@fastify/multipart'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { PIECE } from '../blobs/pieces.ts'
import type { Config } from '../config.ts'
import type { Log } from '../log.ts'
import type { Metrics } from '../metrics.ts'
import { whenAsked } from './compiled.ts'
import { letSomeTakeLong } from './long-bodies.ts'
import { Problem } from './problems.ts'

/** No script, style or picture but our own; nothing inline; nowhere to be framed. */
export const contentPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; media-src 'self' blob:; connect-src 'self'; font-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

const headers: Record<string, string> = {
  'content-security-policy': contentPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  // The microphone: for what one records oneself, as a message or a word of welcome.
  'permissions-policy': 'camera=(), microphone=(self), geolocation=()',
}

/** For the built files: the page that uses them has its policy; each says no more than it needs. */
const assetHeaders: Record<string, string> = {
  'content-security-policy': "default-src 'none'",
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
}

/** Browsers differ in whether 'self' is also the WebSocket of this site: where the address is known, it is said. */
function policyFor(config: Config): string {
  if (!config.url) return contentPolicy
  return contentPolicy.replace("connect-src 'self'", `connect-src 'self' ${config.url.replace(/^http/, 'ws')}`)
}

/** A Fastify server with what every request needs: ids, headers, bodies, the origin check, metrics. It has no routes yet. */
export async function httpServer(config: Config, log: Log, metrics: Metrics): Promise<FastifyInstance> {
  const own = { ...headers, 'content-security-policy': policyFor(config) }
  const server: FastifyInstance = Fastify({
    logger: false,
    genReqId: () => randomUUID(),
    // One proxy in front: the last hop is believed, what a visitor wrote before it is not.
    trustProxy: config.trustProxy ? (_address, hop) => hop < 1 : false,
    bodyLimit: 1024 * 1024,
    requestTimeout: 120_000,
    connectionTimeout: 0,
    keepAliveTimeout: 72_000,
    routerOptions: { maxParamLength: 200 },
    forceCloseConnections: 'idle',
    // An address that cannot be read never reaches the hooks; it is answered like any other mistake.
    frameworkErrors: (error, request, reply) => {
      reply.headers(own)
      server.errorHandler(error, request, reply)
    },
    schemaController: whenAsked,
    ajv: { customOptions: { coerceTypes: 'array', removeAdditional: true, useDefaults: true, allErrors: true } },
  })
  letSomeTakeLong(server.server)
  await speakTheWeb(server, config)
  headEvery(server, own, config)
  noteEvery(server, config, log, metrics)
  return server
}

/** Takes cookies and forms, and compresses what goes out. */
async function speakTheWeb(server: FastifyInstance, config: Config): Promise<void> {
  await server.register(cookie)
  await server.register(compress, {
    threshold: 1024,
    encodings: ['br', 'gzip', 'identity'],
    // Every page is made for one reader and compressed for them alone: no more work than what the first view may weigh asks for.
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
    zlibOptions: { level: 3 },
    // With one processor there is nobody to hand the work to, and handing it on costs as much again.
    ...(availableParallelism() === 1 && { syncThreshold: 512 * 1024 }),
  })
  await server.register(multipart, {
    // A file that comes is stopped only when so much of it waits to be written, not after each piece of the line.
    fileHwm: PIECE,
    limits: { fileSize: config.largestFile, files: 10, fields: 50, fieldSize: 300_000, parts: 60, headerPairs: 50 },
  })
  server.removeContentTypeParser('text/plain')
  server.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    async (_request: FastifyRequest, text: string | Buffer) => formFields(new URLSearchParams(text as string)),
  )
}

/** Gives each answer the headers it needs, and refuses what another site would write here. */
function headEvery(server: FastifyInstance, own: Record<string, string>, config: Config): void {
  server.addHook('onRequest', (request, reply, done) => {
    if (request.url.startsWith('/assets/')) reply.headers(assetHeaders)
    else reply.headers(own).header('x-request-id', request.id)
    if (secure(request, config)) reply.header('strict-transport-security', 'max-age=31536000')
    done(request.method === 'GET' || request.method === 'HEAD' ? undefined : foreignWrite(request, config))
  })
}

/** Counts each answer, and notes it in the log. */
function noteEvery(server: FastifyInstance, config: Config, log: Log, metrics: Metrics): void {
  server.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unknown'
    metrics.request(`${request.method} ${route}`, reply.statusCode, reply.elapsedTime / 1000)
    if (config.mode !== 'test')
      log.info('request', {
        id: request.id,
        method: request.method,
        route,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime * 10) / 10,
      })
    done()
  })
}

/** No form of ours has nearly so many fields. */
const MOST_FIELDS = 2_000

/** Fields of a form: empty ones are left out, repeated ones become a list. @throws 413 for more than any form has */
export function formFields(pairs: Iterable<[string, string]>): Record<string, string | string[]> {
  const fields: Record<string, string | string[]> = Object.create(null)
  let count = 0
  for (const [name, value] of pairs) {
    if (++count > MOST_FIELDS) throw new Problem(413, 'too-large')
    if (value === '') continue
    const before = fields[name]
    if (before === undefined) fields[name] = value
    // Added to, never copied: what is sent a hundred thousand times must not take its square.
    else if (Array.isArray(before)) before.push(value)
    else fields[name] = [before, value]
  }
  return fields
}

/** Whether people reach us by https, as far as we can know. */
export function secure(request: FastifyRequest, config: Config): boolean {
  return config.url ? config.url.startsWith('https:') : request.protocol === 'https'
}

/** The address of the site as this request sees it. */
export function siteUrl(request: FastifyRequest, config: Config): string {
  return config.url ?? `${request.protocol}://${request.host}`
}

/**
 * Refuses a write that another site's page made with our visitor's cookie. Browsers send Origin with every POST; a write
 * with a cookie and without Origin is refused too, one without a cookie cannot speak for anyone.
 */
function foreignWrite(request: FastifyRequest, config: Config): Error | undefined {
  const { origin, cookie: cookies, authorization } = request.headers
  if (origin !== undefined) {
    const own = new URL(siteUrl(request, config)).host
    return URL.canParse(origin) && new URL(origin).host === own ? undefined : new Problem(403, 'foreign-write')
  }
  const site = request.headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return new Problem(403, 'foreign-write')
  return cookies && !authorization && site === undefined ? new Problem(403, 'foreign-write') : undefined
}

/** Whether somebody looks at the answer: browsers say that they take a page. */
export function wantsPage(request: FastifyRequest): boolean {
  return (request.headers.accept ?? '').includes('text/html')
}

/** Whether the answer should be JSON: asked for explicitly, or sent as JSON without asking for a page. */
export function wantsJson(request: FastifyRequest): boolean {
  const accept = request.headers.accept ?? ''
  if (wantsPage(request)) return false
  return (
    /\bapplication\/(problem\+)?json\b/.test(accept) ||
    (request.headers['content-type'] ?? '').startsWith('application/json') ||
    request.headers.authorization !== undefined
  )
}

export function varied(reply: FastifyReply): FastifyReply {
  return reply.header('vary', 'Accept, Cookie, Accept-Language, Accept-Encoding, Save-Data')
}
