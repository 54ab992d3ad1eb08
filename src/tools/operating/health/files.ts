import { type Compared, compare, type NamedFile, nothing, type Wanting } from '../../../platform/blobs/compare.ts'
import { storesOf } from '../../../platform/blobs.ts'
import { ping } from '../../../platform/clamd.ts'
import type { Config } from '../../../platform/config.ts'
import type { Pool } from '../../../platform/database/connect.ts'
import { about, type Finding } from './finding.ts'

/** So many are named in a sentence. */
const NAMED = 20

/** Whether the bytes of all that rows name are kept as they say. @param deep reads every byte, too */
export async function lookAtFiles(
  jobs: Pool,
  config: Pick<Config, 'dataDir' | 's3'>,
  deep = false,
): Promise<Finding[]> {
  const found = nothing()
  const stores = storesOf(config)
  try {
    for (const which of ['blobs', 'portraits', 'takeouts'] as const)
      await compare(jobs, which, stores[which], found, deep)
  } catch (error) {
    return [about('files').wrong('files-silent', { reason: (error as Error).message })]
  }
  return saidOf(found, deep)
}

/** Whether clamd is there, if files are to be shown to it. */
export async function lookAtClamd({ clamd }: Pick<Config, 'clamd'>): Promise<Finding[]> {
  if (!clamd) return []
  const { well, wrong } = about('files')
  return ping(clamd).then(
    () => [well('clamd')],
    (error: Error) => [wrong('clamd-away', { reason: error.message })],
  )
}

function saidOf({ sound, missing, short, changed, unneeded }: Compared, deep: boolean): Finding[] {
  const { well, warning, wrong } = about('files')
  const bad = { 'files-missing': missing, 'files-short': short, 'files-changed': changed }
  const findings = Object.entries(bad).flatMap(([says, wanting]) =>
    wanting.count ? [wrong(says, { count: wanting.count, names: namesOf(wanting) })] : [],
  )
  if (!findings.length) findings.push(well(deep ? 'files-sound' : 'files', { count: sound }))
  if (unneeded.count)
    findings.push(
      warning('files-unneeded', { count: unneeded.count, megabytes: Math.ceil(unneeded.bytes / 1_000_000) }),
    )
  return findings
}

function namesOf({ count, first }: Wanting): string {
  const names = first.slice(0, NAMED).map(nameOf)
  return [...names, ...(count > names.length ? ['…'] : [])].join(', ')
}

/** Where it is, as an operator may know it: an address without words, or a number, the community, the day, the beginning of its hash. */
function nameOf({ kind, id, itemId, space, at, hash }: NamedFile): string {
  const where =
    itemId && space && (kind === 'file' || kind === 'preview') ? `/c/${space}/files/${itemId}` : `${kind} ${id}`
  const more = [where.startsWith('/') ? (kind === 'preview' ? kind : '') : space, at?.toISOString().slice(0, 10), hash]
  return `${where} (${more.filter(Boolean).join(', ')})`
}
