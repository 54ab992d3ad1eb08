import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort } from '../serve.ts'

/** Debian's Radicale on a folder, without asking for passwords: what it does is all for calendars. */
export async function serveRadicale(folder: string): Promise<{ process: ChildProcess; origin: string }> {
  const port = await freePort()
  const settings = {
    '--config': '',
    '--server-hosts': `127.0.0.1:${port}`,
    '--auth-type': 'none',
    '--storage-filesystem-folder': join(folder, 'radicale'),
    '--logging-level': 'error',
  }
  const process = spawn('/usr/bin/radicale', Object.entries(settings).flat(), {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const origin = `http://127.0.0.1:${port}`
  while (process.exitCode === null) {
    if (await fetch(`${origin}/.web/`).catch(() => undefined)) return { process, origin }
    await pause(50)
  }
  throw new Error('Radicale ended instead of serving')
}
