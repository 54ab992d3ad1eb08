import { spawn } from 'node:child_process'
import type { Account } from './account.ts'

/**
 * What the server and its tools see of our environment: nothing of PGDATA, PGPORT and the like, English messages
 * (they are read in trouble.ts), and no folder as working directory that their account might not be able to read.
 */
export function surroundings(account: Account | undefined) {
  return {
    ...(account && { uid: account.uid, gid: account.gid }),
    cwd: '/',
    env: { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
  }
}

/** Runs a program to its end. Resolves to its exit code (-1 when it could not be run at all) and all that it wrote. */
export function run(file: string, args: string[], account?: Account): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    let output = ''
    const child = spawn(file, args, { ...surroundings(account), stdio: ['ignore', 'pipe', 'pipe'] })
    child.stdout.on('data', (chunk) => (output += chunk))
    child.stderr.on('data', (chunk) => (output += chunk))
    child.on('error', (error) => resolve({ code: -1, output: error.message }))
    child.on('close', (code) => resolve({ code: code ?? -1, output }))
  })
}
