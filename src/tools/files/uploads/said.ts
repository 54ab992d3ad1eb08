import type { FastifyRequest } from 'fastify'
import { Problem } from '../../../platform/http/problems.ts'
import { oneLine } from '../../../platform/plain-text.ts'
import { DEEPEST } from '../entries.ts'
import { plainName } from '../names.ts'

/** What becomes of a name that is taken; `ask` refuses it before a byte has come, so that its person can be asked. */
const takenWays = ['ask', 'version', 'beside', 'refuse'] as const
export type Taken = (typeof takenWays)[number]

/** What a program says of a file that it begins to bring. */
export interface Wanted {
  name: string
  /** Names of folders below `folder`, to be made where they are not there. */
  way: string[]
  /** A folder's id; 0: the top. */
  folder: number
  taken: Taken
  why: string
  keepPlace: boolean
  /** The same, as it was said. */
  said: string
}

const LONGEST_SAID = 8000

/**
 * Reads `Upload-Metadata`: pairs of a name and a value in base64. Besides our own names those that other programs use.
 * @throws 400, Invalid for a name that nothing may have
 */
export function wantedIn(header: string | undefined): Wanted {
  const said = header ?? ''
  if (said.length > LONGEST_SAID) throw new Problem(400, 'not-understood')
  const pairs = new Map<string, string>()
  for (const pair of said.split(',')) {
    const [key, value = '', ...more] = pair.trim().split(' ')
    if (!key) continue
    if (more.length || pairs.has(key) || !/^[A-Za-z0-9+/]*={0,2}$/.test(value)) throw new Problem(400, 'not-understood')
    pairs.set(key, Buffer.from(value, 'base64').toString('utf8').replaceAll('\u0000', ''))
  }
  const path = (pairs.get('path') || pairs.get('relativePath') || '').split('/').filter((name) => name !== '')
  const name = plainName(pairs.get('name') ?? pairs.get('filename') ?? path.at(-1) ?? '')
  const way = path.slice(0, -1).map(plainName)
  if (way.length >= DEEPEST) throw new Problem(400, 'not-understood')
  const taken = (pairs.get('taken') || 'ask') as Taken
  const folder = Number(pairs.get('folder') || 0)
  if (!takenWays.includes(taken) || !Number.isSafeInteger(folder) || folder < 0)
    throw new Problem(400, 'not-understood')
  return {
    name,
    way,
    folder,
    taken,
    why: oneLine(pairs.get('why')).slice(0, 500),
    keepPlace: pairs.get('keepPlace') === 'true',
    said,
  }
}

/** A whole number in a header. @throws 400 where it is none */
export function numberIn({ headers }: FastifyRequest, name: string): number {
  const said = headers[name]
  if (typeof said !== 'string' || !/^\d{1,15}$/.test(said)) throw new Problem(400, 'not-understood')
  return Number(said)
}

/** Whether a body comes along that is a part of a file. */
export function bringsBytes({ headers }: FastifyRequest): boolean {
  return headers['content-type'] === 'application/offset+octet-stream'
}
