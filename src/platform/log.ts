/** One line of JSON an event. Never a name, an address, a text or a secret: ids, patterns and numbers only. */
export interface Log {
  info(event: string, facts?: Record<string, unknown>): void
  error(event: string, facts?: Record<string, unknown>): void
}

export function logTo(write: (line: string) => void): Log {
  const line = (level: string) => (event: string, facts?: Record<string, unknown>) =>
    write(JSON.stringify({ at: new Date().toISOString(), level, event, ...facts }))
  return { info: line('info'), error: line('error') }
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
