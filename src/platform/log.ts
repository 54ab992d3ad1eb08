/** One line of JSON an event. Never a name, an address, a text or a secret: ids, patterns and numbers only. */
export interface Log {
  info(event: string, facts?: Record<string, unknown>): void
  error(event: string, facts?: Record<string, unknown>): void
}

const GATHERING_MS = 100

/** Lines of requests are gathered, since each write is a call of the system; an error takes all before it along at once. */
export function logTo(write: (lines: string) => void): Log {
  let lines = ''
  let waiting: NodeJS.Timeout | undefined
  const flush = () => {
    clearTimeout(waiting)
    waiting = undefined
    process.off('exit', flush)
    if (lines) write(lines)
    lines = ''
  }
  const add = (level: string, event: string, facts?: Record<string, unknown>) => {
    lines += `${JSON.stringify({ at: new Date().toISOString(), level, event, ...facts })}\n`
  }
  return {
    info(event, facts) {
      add('info', event, facts)
      if (waiting) return
      waiting = setTimeout(flush, GATHERING_MS).unref()
      // Only while something waits: who makes many logs has no more to listen for.
      process.on('exit', flush)
    },
    error(event, facts) {
      add('error', event, facts)
      flush()
    },
  }
}

export const silent: Log = { info: () => {}, error: () => {} }

/** What may be said of an error in the log: kind, code and where, not the values it happened with. */
export function errorFacts(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { error: typeof error }
  const { name, message, stack } = error
  const code = (error as { code?: string }).code
  // PostgreSQL puts values of rows into some messages; its code and our stack say enough.
  return {
    name,
    code,
    message: name === 'PostgresError' ? undefined : message,
    stack: stack
      ?.split('\n')
      .slice(1, 8)
      .map((s) => s.trim()),
  }
}
