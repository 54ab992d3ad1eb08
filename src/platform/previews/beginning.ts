import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { constants, setPriority } from 'node:os'
import { fileURLToPath } from 'node:url'

/** A process that looks at files. */
export type Child = ChildProcess

/** Always the built one, beside the program; whoever runs the source has built it, for the browser's files. */
const dist = fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? '../../../dist/' : './', import.meta.url))
const root = fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? '../../../' : '../', import.meta.url))

/** Megabytes for what is written in JavaScript; pictures are held elsewhere. */
const HEAP = 192
/** Seconds of the processor in its whole life: ends one that works on for nobody, whatever happened to who asked. */
const LONGEST = 600

/**
 * Starts the process. It inherits no environment, hence no secret; it may read the program and what it is asked to look at,
 * and may not write, start another, or make code of words. No file can be written, nor a picture of its memory when it crashes.
 * @param reads folders that it may read besides
 */
export function begin(reads: readonly string[]): Child {
  const node = [
    ...permissions([dist, `${root}package.json`, `${root}node_modules`, modules(), ...reads]),
    '--no-warnings',
    '--disallow-code-generation-from-strings',
    `--max-old-space-size=${HEAP}`,
    `${dist}previews-child.js`,
  ]
  const bounded = `ulimit -t ${LONGEST}; ulimit -c 0; ulimit -f 0; exec "$0" "$@"`
  const child = spawn('/bin/sh', ['-c', bounded, process.execPath, ...node], {
    cwd: '/',
    // Many small heaps would be kept for as many threads.
    env: { MALLOC_ARENA_MAX: '2', UV_THREADPOOL_SIZE: '2' },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    serialization: 'advanced',
  })
  // Whoever waits for pages goes first.
  if (child.pid) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL)
  // It does not keep us from ending, and ends when we do.
  child.unref()
  child.channel?.unref()
  child.on('error', () => {})
  return child
}

function permissions(reads: readonly string[]): string[] {
  const named = process.allowedNodeEnvironmentFlags.has('--permission') ? '--permission' : '--experimental-permission'
  // Each once: Node 20 ends at once where it is told one twice.
  return [named, '--allow-addons', ...[...new Set(reads)].map((path) => `--allow-fs-read=${path}`)]
}

/** Where packages really lie. */
function modules(): string {
  const sharp = createRequire(import.meta.url).resolve('sharp')
  return sharp.slice(0, sharp.indexOf('/node_modules/') + '/node_modules'.length)
}

const PAGE = 4096

/** What a process holds in memory, in bytes; nothing where that cannot be asked, or it has ended. */
export function memoryOf({ pid }: Child): number {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'latin1').split(' ')[1]) * PAGE
  } catch {
    return 0
  }
}
