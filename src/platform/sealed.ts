import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { SiteKey } from './config.ts'

const NONCE = 12
const TAG = 16

/** Encrypts something short with the site's key (AES-256-GCM). It can only be read again for the same purpose. */
export function seal(key: SiteKey, purpose: string, plain: Buffer): Buffer {
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', keyFor(key, purpose), nonce)
  const body = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body])
}

/** What was sealed; undefined where it was not sealed by us, for this purpose, or was changed. */
export function unseal(key: SiteKey, purpose: string, sealed: Buffer): Buffer | undefined {
  if (sealed.length < NONCE + TAG) return undefined
  const decipher = createDecipheriv('aes-256-gcm', keyFor(key, purpose), sealed.subarray(0, NONCE))
  decipher.setAuthTag(sealed.subarray(NONCE, NONCE + TAG))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(NONCE + TAG)), decipher.final()])
  } catch {
    return undefined
  }
}

function keyFor(key: SiteKey, purpose: string): Buffer {
  return Buffer.from(key.derive(`seal:${purpose}`), 'base64url')
}
