import { ClamdAway, scan, type Verdict } from '../../platform/clamd.ts'
import { invalid, Problem } from '../../platform/http/problems.ts'
import { errorFacts } from '../../platform/log.ts'
import type { Upload } from './route.ts'
import type { Site } from './site.ts'

/**
 * Shows files to clamd, if there is one: each that came, once it is kept and before a row names it. Whoever brings files another
 * way than with a form calls it, too.
 * @throws Invalid for a file in which something was found, or too large to be looked into; 503 where clamd cannot look now
 */
export async function checked(
  site: Pick<Site, 'blobs' | 'config' | 'log'>,
  uploads: readonly Pick<Upload, 'field' | 'name' | 'hash' | 'bytes'>[],
): Promise<void> {
  if (!site.config.clamd) return
  const seen = new Set<string>()
  for (const upload of uploads) {
    if (seen.has(upload.hash)) continue
    seen.add(upload.hash)
    refuse(site, upload, await verdictOn(site, upload.hash))
  }
}

async function verdictOn(
  { blobs, config, log }: Pick<Site, 'blobs' | 'config' | 'log'>,
  hash: string,
  paces = [0, 5, 50],
): Promise<Verdict> {
  try {
    return await scan(config.clamd!, blobs.read(hash), undefined, paces[0])
  } catch (error) {
    if (!(error instanceof ClamdAway)) throw error
    if (paces.length > 1 && error.broke) return verdictOn({ blobs, config, log }, hash, paces.slice(1))
    log.error('clamd.away', errorFacts(error))
    throw new Problem(503, 'files-unchecked', {}, { 'retry-after': '60' })
  }
}

function refuse(
  { config, log }: Pick<Site, 'config' | 'log'>,
  { field, name, hash, bytes }: Pick<Upload, 'field' | 'name' | 'hash' | 'bytes'>,
  verdict: Verdict,
): void {
  if (verdict.is === 'found') {
    log.error('clamd.found', { what: verdict.what, hash, bytes })
    throw invalid(field, 'file-harmful', { name, what: verdict.what })
  }
  if (verdict.is === 'clean') return
  log.error('clamd.too-large', { hash, bytes, kept: config.clamd!.tooLarge })
  if (config.clamd!.tooLarge === 'refuse') throw invalid(field, 'file-unchecked', { name })
}
