import type postgres from 'postgres'

/** The driver's own pool. */
export type Line = postgres.Sql<{ bigint: number }>

/** How long what is under way on a pool that lost a connection may still take. */
const GOODBYE_S = 5

/** Pools by what stands for them, and how to give one up. */
const behind = new WeakMap<object, { line(): Line; giveUp(line: Line): void }>()

/**
 * A pool that changes to fresh connections as soon as one was lost. The driver takes a lost connection up again by itself,
 * but with what had not left yet when it broke: such a connection never answers again, or ends the process (known there,
 * and not mended in the version we have). So none of its pool is used again; what runs on the others may come to its end.
 * @param open opens the driver's pool; it calls `lost` whenever a connection closes
 */
export function renewing(open: (lost: () => void) => Line): Line {
  let ending: Promise<void> | undefined
  const fresh = () => {
    const line: Line = open(() => giveUp(line))
    return line
  }
  const giveUp = (line: Line) => {
    if (line !== current || ending) return
    current = fresh()
    void line.end({ timeout: GOODBYE_S })
  }
  let current = fresh()
  const end: Line['end'] = (options) => (ending ??= current.end(options))
  const pool = new Proxy((() => {}) as unknown as Line, {
    apply: (_target, _self, words: [TemplateStringsArray]) => current(...words),
    get: (_target, name) => (name === 'end' ? end : current[name as keyof Line]),
  })
  behind.set(pool, { line: () => current, giveUp })
  return pool
}

/** The driver's pool that serves just now. */
export function lineOf(pool: Line): Line {
  return behind.get(pool)?.line() ?? pool
}

/** Uses this one no more, although its connections are not known to be lost: it does not answer. */
export function giveUp(pool: Line, line: Line): void {
  behind.get(pool)?.giveUp(line)
}
