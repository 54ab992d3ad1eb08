import { execFileSync } from 'node:child_process'
import { inject } from 'vitest'
import { dataFolder } from './program.ts'

/** A data folder in which a site was started once, or an empty one where none was prepared. */
export function readyFolder(name?: string): string {
  const folder = dataFolder(name)
  const prepared = inject('prepared')
  // With owners, which node's own copy forgets: PostgreSQL's account is another than ours.
  if (prepared) execFileSync('cp', ['-pR', `${prepared}/.`, folder])
  return folder
}
