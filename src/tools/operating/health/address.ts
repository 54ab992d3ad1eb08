import { request as plainRequest } from 'node:http'
import { request as secureRequest } from 'node:https'
import { connect } from 'node:tls'
import type { Config } from '../../../platform/config.ts'
import { about, type Finding } from './finding.ts'
import { seenPath } from './seen.ts'

const DAY = 86_400_000
const PATIENCE = 5000
/** A visitor who says to come from here (an address of documentation, RFC 5737): a proxy must not believe it. */
const FORGED = '203.0.113.77'

/** The address that people use: its certificate, that http leads to https, and what the proxy in front passes on. */
export async function lookAtAddress(config: Pick<Config, 'url' | 'key' | 'trustProxy'>): Promise<Finding[]> {
  const { well, warning } = about('address')
  if (!config.url) return [warning('url-none', { example: 'https://copse.example.org' })]
  const url = new URL(config.url)
  const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
  if (url.protocol === 'http:')
    return [
      isLocal ? well('url-local') : warning('url-plain', { url: config.url, example: `https://${url.host}` }),
      ...(await throughProxy(config, url)),
    ]
  const [certificate, redirect] = await Promise.all([certificateOf(url), redirectOf(url)])
  return [certificate, redirect, ...(await throughProxy(config, url))]
}

async function certificateOf(url: URL): Promise<Finding> {
  const { well, warning, wrong } = about('address')
  const host = url.hostname
  return new Promise((resolve) => {
    const socket = connect({
      host,
      port: Number(url.port) || 443,
      servername: host,
      rejectUnauthorized: false,
      timeout: PATIENCE,
    })
    const tell = (finding: Finding) => {
      socket.destroy()
      resolve(finding)
    }
    socket.once('secureConnect', () => {
      const { valid_to: end } = socket.getPeerCertificate()
      const days = Math.floor((Date.parse(end) - Date.now()) / DAY)
      const trouble = socket.authorizationError as unknown
      if (days < 0) tell(wrong('certificate-over', { host, days: -days }))
      else if (trouble) tell(wrong('certificate-bad', { host, reason: String((trouble as Error).message ?? trouble) }))
      else tell(days < 10 ? warning('certificate-ends', { host, days }) : well('certificate', { host, days }))
    })
    socket.once('timeout', () => tell(wrong('address-silent', { host, reason: 'ETIMEDOUT' })))
    socket.once('error', (error: NodeJS.ErrnoException) =>
      tell(wrong('address-silent', { host, reason: error.code ?? '' })),
    )
  })
}

async function redirectOf(url: URL): Promise<Finding> {
  const { well, unknown, warning } = about('address')
  const host = url.hostname
  const answer = await ask(new URL(`http://${host}/`)).catch(() => undefined)
  if (!answer) return unknown('redirect-closed', { host })
  return [301, 302, 307, 308].includes(answer.status) && answer.location.startsWith('https:')
    ? well('redirect', { host })
    : warning('redirect-none', { address: `http://${host}` })
}

/** What reaches us of what a visitor sends. */
async function throughProxy({ key, trustProxy }: Pick<Config, 'key' | 'trustProxy'>, url: URL): Promise<Finding[]> {
  const { well, warning, wrong } = about('address')
  const values = { host: url.hostname }
  const seen = await ask(new URL(seenPath(key, Date.now()), url), { 'x-forwarded-for': FORGED }).catch(() => undefined)
  if (!seen) return [wrong('address-silent', { ...values, reason: '' })]
  const said = facts(seen.body)
  if (seen.status !== 200 || !said) return [wrong('address-other', { ...values, status: seen.status })]
  const live = await ask(new URL('/live', url), {
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': 'Y29wc2UgbG9va3MgYXJvdQ==',
  }).catch(() => undefined)
  return [
    said.address === FORGED
      ? wrong('forwarded-believed')
      : !trustProxy && said.forwarded !== null && said.forwarded !== FORGED
        ? wrong('forwarded-ignored')
        : well('forwarded'),
    // Without a sign-in it is refused, but by us: so the wish to become a WebSocket has come through.
    live && [101, 401, 403].includes(live.status)
      ? well('live')
      : warning('live-blocked', { status: live?.status ?? 0 }),
  ]
}

function facts(body: string): { address: string; forwarded: string | null } | undefined {
  try {
    const said = JSON.parse(body) as { address: string; forwarded: string | null }
    return typeof said.address === 'string' ? said : undefined
  } catch {
    return undefined
  }
}

interface Answer {
  status: number
  location: string
  body: string
}

/** One request, without following and without believing: certificates are looked at elsewhere. */
function ask(url: URL, headers: Record<string, string> = {}): Promise<Answer> {
  const send = url.protocol === 'https:' ? secureRequest : plainRequest
  return new Promise((resolve, reject) => {
    const request = send(url, {
      headers: { accept: 'application/json', ...headers },
      timeout: PATIENCE,
      ...(url.protocol === 'https:' && { rejectUnauthorized: false }),
    })
    request.once('timeout', () => request.destroy(new Error('ETIMEDOUT')))
    request.once('error', reject)
    request.once('upgrade', (response, socket) => {
      socket.destroy()
      resolve({ status: response.statusCode ?? 0, location: '', body: '' })
    })
    request.once('response', (response) => {
      let body = ''
      response.on('data', (chunk) => {
        if (body.length < 10_000) body += chunk
      })
      response.once('end', () =>
        resolve({ status: response.statusCode ?? 0, location: response.headers.location ?? '', body }),
      )
      response.once('error', reject)
    })
    request.end()
  })
}
