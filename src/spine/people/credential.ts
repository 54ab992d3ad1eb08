import { createHash, randomBytes } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { applicationCredential, basicIn } from './basic.ts'

/** Only the hash of a session's or token's secret is kept. */
export function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}

/** A fresh secret, 256 bits. */
export function newSecret(prefix = ''): string {
  return prefix + randomBytes(32).toString('base64url')
}

const plain = 'copse'
const hostOnly = '__Host-copse'

/**
 * The secret a request brings: a bearer token (RFC 6750), an application's password, else the session cookie. Where people come by https only the
 * cookie counts that no other host could have set.
 */
export function credentialOf(request: FastifyRequest, secure: boolean): string | undefined {
  return credentialIn(request.headers.authorization, request.cookies[cookieName(secure)])
}

/** What the session's cookie is called. */
export function cookieName(secure: boolean): string {
  return secure ? hostOnly : plain
}

/** The secret in a header or else in a cookie, if it looks like one of ours. */
export function credentialIn(authorization: string | undefined, cookie: string | undefined): string | undefined {
  const basic = basicIn(authorization)
  if (basic) return applicationCredential(basic.password)
  if (authorization !== undefined) return /^Bearer ([\w-]{20,200})$/i.exec(authorization)?.[1]
  return ourCookie(cookie)
}

/** What a cookie holds, if it looks like a secret of ours. */
export function ourCookie(cookie: string | undefined): string | undefined {
  return cookie && /^[\w-]{43}$/.test(cookie) ? cookie : undefined
}

export function keepSession(reply: FastifyReply, secret: string, secure: boolean): void {
  reply.setCookie(cookieName(secure), secret, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure,
    maxAge: 90 * 24 * 3600,
  })
}

/** Forgets the session in this browser, and what it kept of pages. */
export function dropSession(reply: FastifyReply, secure: boolean): void {
  reply.clearCookie(cookieName(secure), { path: '/', httpOnly: true, sameSite: 'lax', secure })
  reply.header('clear-site-data', '"cache"')
}
