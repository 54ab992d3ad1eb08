import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import type { S3Config } from '../../src/platform/config.ts'

/**
 * A double of an S3 service: one bucket in memory, spoken to as the protocol says and no other way. It recomputes every
 * signature by itself, compares every body with the hash that was signed, and keeps to the rules of parts.
 */

const LEAST_PART = 5 * 1024 * 1024
const hash = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex')
const hmac = (key: Buffer | string, text: string) => createHmac('sha256', key).update(text).digest()
const etagOf = (bytes: Buffer) => `"${createHash('md5').update(bytes).digest('hex')}"`
const encoded = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)

class Refused extends Error {
  constructor(
    readonly status: number,
    readonly said: string,
  ) {
    super(said)
  }
}

export interface Bucket {
  config: S3Config
  objects: Map<string, { bytes: Buffer; at: number }>
  uploads: Map<string, { key: string; at: number; parts: Map<number, Buffer> }>
  /** What was asked, as `PUT key`. */
  asked: string[]
  /** Called before anything is done: it may refuse, wait, or break the connection off. */
  before: (asked: string, request: IncomingMessage, response: ServerResponse) => unknown
  /** Bytes of a body after which it breaks off, each once. */
  breaks: number[]
  /** Gives all of an object, whatever part of it is asked for: as a proxy may that stands before a bucket. */
  wholly: boolean
  refuse(status: number, said: string): never
  close(): Promise<void>
}

/** @param page how much a list tells at once */
export async function bucket(page = 3): Promise<Bucket> {
  const server = createServer((request, response) => {
    void serve(request, response).catch((error) => {
      const refused = error instanceof Refused ? error : new Refused(500, 'InternalError')
      if (!(error instanceof Refused)) console.error(error)
      response.writeHead(refused.status, { 'content-type': 'application/xml' })
      response.end(`<?xml version="1.0"?><Error><Code>${refused.said}</Code><Message>No.</Message></Error>`)
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  const config = {
    url: `http://127.0.0.1:${port}/copse`,
    key: 'AKIDEXAMPLE',
    secret: 'wJalr/XUtnFEMI+K7MDENG',
    region: 'eu-south-1',
  }
  const it: Bucket = {
    config,
    objects: new Map(),
    uploads: new Map(),
    asked: [],
    before() {},
    breaks: [],
    wholly: false,
    refuse(status, said) {
      throw new Refused(status, said)
    },
    close: () =>
      new Promise((done) => {
        server.closeAllConnections()
        server.close(() => done())
      }),
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url!, config.url)
    const body = await buffer(request)
    if (!url.pathname.startsWith('/copse')) throw new Refused(404, 'NoSuchBucket')
    const key = decodeURIComponent(url.pathname.slice('/copse'.length).replace(/^\//, ''))
    const asked = `${request.method} ${key}`
    it.asked.push(asked)
    await it.before(asked, request, response)
    if (response.destroyed || response.headersSent) return
    checkSignature(request, url, body)
    const query = url.searchParams
    if (!key) return list(query, response)
    if (request.method === 'POST' && query.has('uploads')) {
      const id = randomBytes(8).toString('hex')
      it.uploads.set(id, { key, at: Date.now(), parts: new Map() })
      return xml(response, `<InitiateMultipartUploadResult><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`)
    }
    if (query.has('uploadId')) return ofUpload(request.method!, query, key, body, response)
    if (request.method === 'PUT') return put(request, key, body, response)
    if (request.method === 'DELETE') {
      it.objects.delete(key)
      response.writeHead(204).end()
      return
    }
    const found = it.objects.get(key)
    if (!found) throw new Refused(404, request.method === 'HEAD' ? 'Not Found' : 'NoSuchKey')
    const headers = { 'last-modified': new Date(found.at).toUTCString(), etag: etagOf(found.bytes) }
    const part = it.wholly ? null : /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '')
    const from = part ? Number(part[1]) : 0
    if (part && from >= found.bytes.length) throw new Refused(416, 'InvalidRange')
    const bytes = found.bytes.subarray(from, part?.[2] ? Number(part[2]) + 1 : undefined)
    response.writeHead(part ? 206 : 200, { ...headers, 'content-length': bytes.length })
    if (request.method === 'HEAD') return void response.end()
    const breaks = it.breaks.shift()
    if (breaks === undefined) return void response.end(bytes)
    response.write(bytes.subarray(0, breaks), () => response.destroy())
  }

  function put(request: IncomingMessage, key: string, body: Buffer, response: ServerResponse): void {
    const source = request.headers['x-amz-copy-source']
    if (!source) {
      it.objects.set(key, { bytes: body, at: Date.now() })
      response.writeHead(200, { etag: etagOf(body) }).end()
      return
    }
    const from = it.objects.get(decodeURIComponent(String(source)).replace(/^\/copse\//, ''))
    if (!from) throw new Refused(404, 'NoSuchKey')
    it.objects.set(key, { bytes: from.bytes, at: Date.now() })
    xml(response, `<CopyObjectResult><ETag>${etagOf(from.bytes)}</ETag></CopyObjectResult>`)
  }

  function ofUpload(method: string, query: URLSearchParams, key: string, body: Buffer, response: ServerResponse): void {
    const id = query.get('uploadId')!
    const upload = it.uploads.get(id)
    if (!upload || upload.key !== key) throw new Refused(404, 'NoSuchUpload')
    if (method === 'PUT') {
      upload.parts.set(Number(query.get('partNumber')), body)
      response.writeHead(200, { etag: etagOf(body) }).end()
      return
    }
    if (method === 'DELETE') {
      it.uploads.delete(id)
      response.writeHead(204).end()
      return
    }
    const named = [...String(body).matchAll(/<PartNumber>(\d+)<\/PartNumber><ETag>([^<]*)<\/ETag>/g)]
    const parts = named.map(([, number, etag]) => {
      const part = upload.parts.get(Number(number))
      if (!part || etagOf(part) !== etag!.replace(/&quot;/g, '"')) throw new Refused(400, 'InvalidPart')
      return part
    })
    if (parts.slice(0, -1).some((part) => part.length < LEAST_PART)) throw new Refused(400, 'EntityTooSmall')
    it.objects.set(key, { bytes: Buffer.concat(parts), at: Date.now() })
    it.uploads.delete(id)
    xml(response, '<CompleteMultipartUploadResult></CompleteMultipartUploadResult>')
  }

  function list(query: URLSearchParams, response: ServerResponse): void {
    const prefix = query.get('prefix') ?? ''
    if (query.has('uploads')) {
      const after = query.get('upload-id-marker') ?? ''
      const all = [...it.uploads].filter(([id, { key }]) => key.startsWith(prefix) && id > after).sort()
      const shown = all.slice(0, page)
      const items = shown.map(
        ([id, { key, at }]) =>
          `<Upload><Key>${key}</Key><UploadId>${id}</UploadId><Initiated>${new Date(at).toISOString()}</Initiated></Upload>`,
      )
      const next = all.length > page ? shown.at(-1)! : undefined
      xml(
        response,
        `<ListMultipartUploadsResult><IsTruncated>${!!next}</IsTruncated>${next ? `<NextKeyMarker>${next[1].key}</NextKeyMarker><NextUploadIdMarker>${next[0]}</NextUploadIdMarker>` : ''}${items.join('')}</ListMultipartUploadsResult>`,
      )
      return
    }
    if (query.get('list-type') !== '2') throw new Refused(400, 'InvalidArgument')
    const token = query.get('continuation-token')
    const after = token ? Buffer.from(token, 'base64').toString() : ''
    const all = [...it.objects]
      .filter(([key]) => key.startsWith(prefix) && key > after)
      .sort(([a], [b]) => (a < b ? -1 : 1))
    const shown = all.slice(0, page)
    const items = shown.map(
      ([key, { bytes, at }]) =>
        `<Contents><Key>${key}</Key><LastModified>${new Date(at).toISOString()}</LastModified><Size>${bytes.length}</Size></Contents>`,
    )
    const next = all.length > page ? Buffer.from(shown.at(-1)![0]).toString('base64') : undefined
    xml(
      response,
      `<ListBucketResult><IsTruncated>${!!next}</IsTruncated>${next ? `<NextContinuationToken>${next}</NextContinuationToken>` : ''}${items.join('')}</ListBucketResult>`,
    )
  }

  /** Signature version 4, as its description has it. */
  function checkSignature(request: IncomingMessage, url: URL, body: Buffer): void {
    const said =
      /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/
    const [, key, day, region, names, signature] = said.exec(request.headers.authorization ?? '') ?? []
    const date = String(request.headers['x-amz-date'])
    if (!signature) throw new Refused(403, 'AccessDenied')
    if (key !== config.key) throw new Refused(403, 'InvalidAccessKeyId')
    if (region !== config.region) throw new Refused(400, 'AuthorizationHeaderMalformed')
    if (!date.startsWith(day!)) throw new Refused(403, 'SignatureDoesNotMatch')
    if (request.headers['x-amz-content-sha256'] !== hash(body)) throw new Refused(400, 'XAmzContentSHA256Mismatch')
    const signed = names!.split(';')
    const needed = ['host', ...Object.keys(request.headers).filter((name) => name.startsWith('x-amz-'))]
    if (needed.some((name) => !signed.includes(name))) throw new Refused(403, 'AccessDenied')
    const canonical = [
      request.method,
      url.pathname
        .split('/')
        .map((part) => encoded(decodeURIComponent(part)))
        .join('/'),
      [...url.searchParams]
        .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
        .sort()
        .join('&'),
      ...signed.map((name) => `${name}:${String(request.headers[name]).trim().replace(/ +/g, ' ')}`),
      '',
      names,
      hash(body),
    ].join('\n')
    const text = ['AWS4-HMAC-SHA256', date, `${day}/${region}/s3/aws4_request`, hash(canonical)].join('\n')
    const secret = ['aws4_request', 's3', region!, day!].reduceRight<Buffer>(
      (made, part) => hmac(made, part),
      Buffer.from(`AWS4${config.secret}`),
    )
    if (!timingSafeEqual(hmac(secret, text), Buffer.from(signature, 'hex')))
      throw new Refused(403, 'SignatureDoesNotMatch')
  }

  return it
}

function xml(response: ServerResponse, text: string): void {
  response.writeHead(200, { 'content-type': 'application/xml' }).end(`<?xml version="1.0" encoding="UTF-8"?>${text}`)
}
