import { createHmac, randomBytes } from 'node:crypto'
import type { SiteKey } from '../../../platform/config.ts'
import { seal, unseal } from '../../../platform/sealed.ts'

const PREFIX = 'whsec_'
const PURPOSE = 'outgoing-hook'

/** A fresh secret as it is shown, once: 256 bits, in the form of the Standard Webhooks specification. */
export function freshSecret(): string {
  return PREFIX + randomBytes(32).toString('base64')
}

/** A secret as it is kept: sealed with the site's key. */
export function sealedSecret(key: SiteKey, secret: string): Buffer {
  return seal(key, PURPOSE, bytesOf(secret))
}

/** The bytes of a kept secret; undefined where the site's key is not the one it was sealed with. */
export function openedSecret(key: SiteKey, sealed: Buffer): Buffer | undefined {
  return unseal(key, PURPOSE, sealed)
}

/**
 * The headers by which a receiver knows that a message is ours and fresh, as Standard Webhooks has them (standardwebhooks.com):
 * `webhook-id`, the same at every try; `webhook-timestamp`, seconds since 1970; `webhook-signature`, `v1,` and the HMAC-SHA256 of
 * id, timestamp and body joined by dots, in base64.
 */
export function signed(secret: Buffer, id: string, at: Date, body: string): Record<string, string> {
  const seconds = String(Math.floor(at.getTime() / 1000))
  const mark = createHmac('sha256', secret).update(`${id}.${seconds}.${body}`).digest('base64')
  return { 'webhook-id': id, 'webhook-timestamp': seconds, 'webhook-signature': `v1,${mark}` }
}

function bytesOf(secret: string): Buffer {
  return Buffer.from(secret.slice(PREFIX.length), 'base64')
}
