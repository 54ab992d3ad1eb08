import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { serveCopse, stop } from '../bench/serve.ts'
import { chromiumHere } from '../test/e2e/find-browser.ts'
import { take } from './camera.ts'
import { pictures } from './pictures.ts'

/**
 * Takes the pictures of docs/tour.md: the demonstration in a folder and at a port of its own, and a Chromium that knows
 * no other address.
 *   npm run tour                all of them, about two minutes
 *   npm run tour -- --only=home one of them
 */
const only = process.argv.find((word) => word.startsWith('--only='))?.slice(7)
const shown = fileURLToPath(new URL('../docs/tour', import.meta.url))
// Whatever the operator of this machine has set, nothing of the tour goes there.
for (const name of ['DATABASE_URL', 'SMTP_URL', 'COPSE_URL', 'COPSE_S3_URL', 'HOST']) delete process.env[name]

await import('../build.ts')
const dataDir = mkdtempSync(join(tmpdir(), 'copse-tour-'))
chmodSync(dataDir, 0o755) // PostgreSQL's own account passes through it
mkdirSync(shown, { recursive: true })
try {
  const served = await serveCopse(dataDir, [], ['--demo'])
  const browser = await chromium.launch({
    executablePath: chromiumHere(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost',
    ],
  })
  try {
    for (const picture of pictures.filter(({ name }) => !only || name === only)) {
      const bytes = await take(browser, `http://localhost:${served.port}`, picture)
      writeFileSync(join(shown, `${picture.name}.webp`), bytes)
      console.log(`${picture.name}: ${Math.round(bytes.length / 1000)} kB`)
    }
  } finally {
    await browser.close()
    await stop(served.process)
  }
} finally {
  rmSync(dataDir, { recursive: true, force: true })
}
