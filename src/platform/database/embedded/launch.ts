import { spawn } from 'node:child_process'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import type { Home } from './home.ts'
import { surroundings } from './run.ts'

/** A server process that was just begun. */
interface Launched {
  pid: number
  hasEnded(): boolean
  /** why it could not even be begun */
  failure(): Error | undefined
}

/**
 * Begins the server in a session of its own, so that neither Ctrl-C in our terminal nor our own end, however sudden,
 * is its end. It writes to the log file.
 */
export async function launch(home: Home, software: string, args: string[]): Promise<Launched> {
  const log = await open(home.log, 'a', 0o600)
  try {
    const child = spawn(join(software, 'bin', 'postgres'), args, {
      ...surroundings(home.account),
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
    })
    let ended = false
    let failure: Error | undefined
    child.once('exit', () => {
      ended = true
    })
    child.once('error', (error) => {
      failure = error
      ended = true
    })
    child.unref()
    return { pid: child.pid ?? -1, hasEnded: () => ended, failure: () => failure }
  } finally {
    await log.close()
  }
}
