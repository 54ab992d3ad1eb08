/**
 * What the database or a disk says when it is not our mistake. unreachable: there is no connection, or it broke; whether
 * what was under way is kept is not known · slow: no answer in time · full: no room on a disk, nothing is kept
 */
type Failure = 'unreachable' | 'slow' | 'full'

/** There is no connection any more, or there was no answer in time. */
export class Unanswered extends Error {
  constructor(readonly failure: 'unreachable' | 'slow') {
    super(`The database is ${failure}`)
    this.name = 'Unanswered'
  }
}

/** Codes of PostgreSQL, of its driver and of the system (class 08: connections). */
const CODES: [RegExp, Failure][] = [
  [/^(53100|ENOSPC|EDQUOT|EFBIG)$/, 'full'],
  [/^(57014|55P03|40P01|40001|25P0[34]|CONNECT_TIMEOUT)$/, 'slow'],
  [/^(08...|57P0[1-5]|53[23]00|58030)$/, 'unreachable'],
  [/^(CONNECTION_(CLOSED|ENDED|DESTROYED)|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH)$/, 'unreachable'],
]

/** @returns undefined for what is none of these: a mistake of ours, or of whoever asks */
export function failureOf(error: unknown): Failure | undefined {
  if (error instanceof Unanswered) return error.failure
  const { code, syscall } = error as { code?: unknown; syscall?: string }
  // The socket of a server that is gone is no file any more.
  if (code === 'ENOENT' && syscall === 'connect') return 'unreachable'
  return typeof code === 'string' ? CODES.find(([pattern]) => pattern.test(code))?.[1] : undefined
}
