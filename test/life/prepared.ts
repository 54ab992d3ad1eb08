import { rmSync } from 'node:fs'
import { dataFolder, start } from './program.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The data folder of a site that was started once and stopped; nobody has founded it. */
    prepared: string
  }
}

/** Most tests need a site, and few of them how it is made: it is made once, and copied. */
export default async function prepared({ provide }: { provide: (key: 'prepared', value: string) => void }) {
  const folder = dataFolder('copse prepared ')
  const site = await start(folder)
  if (!site.url) throw new Error(`It does not start. Was it built?\n${site.output()}`)
  await site.stop()
  provide('prepared', folder)
  return () => rmSync(folder, { recursive: true, force: true })
}
