import { Problem } from '../../platform/http/problems.ts'
import type { After } from './entries.ts'

export function afterText({ at, id }: After): string {
  return Buffer.from(JSON.stringify([at, id])).toString('base64url')
}

/** Where a page goes on. @throws 400 for what was never given out */
export function afterIn(text: string | undefined): After | undefined {
  if (!text) return undefined
  try {
    const [at, id] = JSON.parse(Buffer.from(text, 'base64url').toString()) as [string, number]
    if (new Date(at).toISOString() === at && Number.isSafeInteger(id)) return { at, id }
  } catch {}
  throw new Problem(400, 'not-understood')
}
