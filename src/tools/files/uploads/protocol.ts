import type { FastifyReply } from 'fastify'
import { StoreTrouble } from '../../../platform/blobs/s3/trouble.ts'
import { ComingTrouble } from '../../../platform/blobs.ts'
import { takesLong } from '../../../platform/http/long-bodies.ts'
import { notFound, Problem } from '../../../platform/http/problems.ts'
import { meOf, type Request } from '../../../spine/request/ctx.ts'
import { sendProblem } from '../../../spine/request/problem.ts'
import { problemOf } from '../../../spine/request/problem-of.ts'
import type { Door, Protocol } from '../../../spine/request/protocol.ts'
import { bodyOf } from './body.ts'
import { becomeFile, receivedOf } from './finishing.ts'
import { bringsBytes, numberIn, wantedIn } from './said.ts'
import {
  beginUpload,
  endOf,
  forgetUpload,
  mustHaveRoomFor,
  oneByOne,
  touchUpload,
  type Upload,
  uploadFor,
} from './uploads.ts'

/**
 * Resumable uploads by the tus protocol, 1.0.0 (docs/decisions/025-tus-by-hand.md): `POST` begins one, `PATCH` brings bytes of it,
 * `HEAD` says how many are there, `DELETE` gives it up. Once all are there it is a file, and the answer names its address.
 */
export const uploads: Protocol = {
  url: '/c/:space/uploads',
  summary: 'Bring files in parts, over days and connections (tus 1.0.0)',
  methods: ['OPTIONS', 'POST', 'HEAD', 'PATCH', 'DELETE'],
  session: true,
  plain: ['OPTIONS', 'POST', 'HEAD', 'PATCH', 'DELETE'],
  async answer(door) {
    const { raw, reply } = door
    const call = callOf(door)
    reply.headers({ 'tus-resumable': '1.0.0', 'cache-control': 'no-store' })
    try {
      if (raw.method === 'OPTIONS') return options(call)
      if (raw.headers['tus-resumable'] !== '1.0.0')
        throw new Problem(412, 'not-understood', {}, { 'tus-version': '1.0.0' })
      const method = methods[`${raw.method}${call.id === undefined ? '' : ' one'}`]
      if (!method) throw notFound()
      return await method(call)
    } catch (error) {
      return sendProblem(door.site, raw, reply, await problemOf(door.site, raw, plainTrouble(error)), call.known)
    }
  },
}

/** One request, its address read. */
interface Call extends Door {
  space: string
  id: number | undefined
  /** Who asks, once that is known: for the language of what is refused. */
  known?: Request
  here<T>(work: (ctx: Request) => Promise<T>): Promise<T>
}

function callOf(door: Door): Call {
  const { space, '*': rest } = door.raw.params as { space: string; '*'?: string }
  const call: Call = {
    ...door,
    space,
    id: rest === undefined || rest === '' ? undefined : /^\d{1,15}$/.test(rest) ? Number(rest) : 0,
    here: (work) =>
      door.enter({ space, tool: 'files', writes: true }, (ctx) => {
        call.known = ctx
        return work(ctx)
      }),
  }
  return call
}

const methods: Record<string, (call: Call) => Promise<FastifyReply>> = {
  POST: begin,
  'HEAD one': tell,
  'PATCH one': bring,
  'DELETE one': giveUp,
}

function options({ reply, site }: Call): FastifyReply {
  return reply
    .headers({
      'tus-version': '1.0.0',
      'tus-extension': 'creation,creation-with-upload,termination,expiration',
      'tus-max-size': String(site.config.largestShelfFile),
    })
    .code(204)
    .send()
}

async function begin(call: Call): Promise<FastifyReply> {
  const { raw, reply, site } = call
  const bytes = numberIn(raw, 'upload-length')
  // First who asks, then what: nobody else learns anything by what is refused.
  const it = await call.here(async (ctx) => {
    const wanted = wantedIn(raw.headers['upload-metadata'] as string | undefined)
    await mustHaveRoomFor(ctx, wanted, bytes)
    return wanted
  })
  const part = await site.blobs.begin()
  const upload = await call
    .here(async (ctx) => {
      await oneByOne(ctx)
      await mustHaveRoomFor(ctx, it, bytes)
      const { via, viaId } = meOf(ctx)
      if (via === 'session') await ctx.sql`select touch_session(${viaId})`
      return uploadFor(ctx, await beginUpload(ctx, it, bytes, part))
    })
    .catch(async (error) => {
      await site.blobs.drop(part)
      throw error
    })
  reply.header('location', `/c/${encodeURIComponent(call.space)}/uploads/${upload.id}`)
  if (bytes && !bringsBytes(raw)) return reply.headers(headersOf(upload)).code(201).send()
  const { length, now } = await orMadeMeanwhile(call, upload, () => append(call, upload, 0))
  return reply
    .headers({ ...headersOf(now), 'upload-offset': length })
    .code(201)
    .send()
}

async function tell(call: Call): Promise<FastifyReply> {
  const asked = await call.here((ctx) => uploadFor(ctx, call.id!))
  const { length, now } = await orMadeMeanwhile(call, asked, async () => ({
    length: await toldLength(call, asked),
    now: asked,
  }))
  const { bytes, said } = now
  return call.reply
    .headers({
      ...headersOf(now),
      'upload-offset': length,
      'upload-length': bytes,
      ...(said && { 'upload-metadata': said }),
    })
    .code(200)
    .send()
}

/**
 * Where all bytes came and no file was made of them, as the process ended in between or something stood against it, the last byte
 * is not owned up to: whoever brings it once more sets the making going again. Asking changes nothing, so a client that only
 * asked would take it for done.
 */
async function toldLength({ site }: Call, { part, bytes, url }: Upload): Promise<number> {
  if (url) return bytes
  const length = await site.blobs.length(part)
  return length === bytes && bytes > 0 ? bytes - 1 : length
}

async function bring(call: Call): Promise<FastifyReply> {
  const { raw, reply } = call
  if (!bringsBytes(raw)) throw new Problem(415, 'not-understood')
  const offset = numberIn(raw, 'upload-offset')
  const upload = await call.here((ctx) => uploadFor(ctx, call.id!))
  const { length, now } = await orMadeMeanwhile(call, upload, () => append(call, upload, offset))
  return reply
    .headers({ ...headersOf(now), 'upload-offset': length })
    .code(204)
    .send()
}

/** How far an upload is, and what is known of it by now. */
interface Far {
  length: number
  now: Upload
}

/** Where another request has made the file of it meanwhile, nothing has its name any more: then it is there, and not lost. */
async function orMadeMeanwhile(call: Call, upload: Upload, work: () => Promise<Far>): Promise<Far> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof ComingTrouble) || error.why !== 'gone') throw error
    const now = await call.here((ctx) => uploadFor(ctx, upload.id))
    if (!now.url) throw error
    return { length: now.bytes, now }
  }
}

async function giveUp(call: Call): Promise<FastifyReply> {
  const { part } = await call.here(async (ctx) => {
    const upload = await uploadFor(ctx, call.id!)
    await forgetUpload(ctx, upload)
    return upload
  })
  await call.site.blobs.drop(part)
  return call.reply.code(204).send()
}

/** Adds the body, and makes the file where that was the last of it. @throws 409, 413, ComingTrouble, as keepFile */
async function append(call: Call, upload: Upload, offset: number): Promise<Far> {
  const { site, raw } = call
  const { bytes, part } = upload
  if (upload.url) {
    if (offset !== bytes) throw new Problem(409, 'upload-busy')
    return { length: bytes, now: upload }
  }
  let length = await site.blobs.length(part)
  // The last byte may come twice, see `toldLength`.
  const whole = length === bytes && offset >= bytes - 1 && offset <= bytes
  if (!whole) {
    if (Number(raw.headers['content-length'] ?? 0) > bytes - offset) throw new Problem(413, 'too-large')
    takesLong(raw.raw)
    const body = bodyOf(raw, bytes - offset)
    // Where it was refused unread, the rest is let go: its sender waits to be heard before it listens.
    length = await site.blobs.append(part, offset, body.stream).finally(() => body.stream.destroy())
    if (body.more()) throw new Problem(413, 'too-large')
  }
  if (length < bytes) return { length, now: await touched(call, upload, length) }
  try {
    return { length, now: await made(call, upload) }
  } catch (error) {
    // No file could be made of it: all that came counts until it is given up.
    await touched(call, upload, length).catch(() => {})
    throw error
  }
}

function touched(call: Call, upload: Upload, length: number): Promise<Upload> {
  return call.here(async (ctx) => {
    await touchUpload(ctx, upload, length)
    return uploadFor(ctx, upload.id)
  })
}

async function made(call: Call, upload: Upload): Promise<Upload> {
  const received = await receivedOf(call.site, upload)
  const now = await call.here((ctx) => becomeFile(ctx, upload.id, received))
  await call.site.blobs.drop(upload.part)
  return now
}

/** What is said of an upload with every answer. */
function headersOf(upload: Upload): Record<string, string | number> {
  if (upload.url) return { 'copse-file': encodeURI(upload.url), 'copse-became': upload.became ?? '' }
  return { 'upload-expires': endOf(upload).toUTCString() }
}

/** The store's troubles in the protocol's words. */
function plainTrouble(error: unknown): unknown {
  if (error instanceof StoreTrouble) return new Problem(503, 'files-away', {}, { 'retry-after': '60' })
  if (!(error instanceof ComingTrouble)) return error
  if (error.why === 'gone') return notFound()
  return error.why === 'busy' ? new Problem(423, 'upload-busy') : new Problem(409, 'upload-busy')
}
