import { failureOf } from './database/failure.ts'
import { errorFacts, type Log } from './log.ts'

/**
 * Goes on where somebody forgot to listen for the end of a connection: the job library does so in several places when the
 * database goes away, and begins again by itself (see `startWorkers()`). Every other error that nobody heard of is a
 * mistake of ours, of which we cannot know what it left undone: it is noted, and ends the process.
 */
export function hearTheUnheard(log: Log): void {
  process.on('unhandledRejection', (error) => {
    log.error('unheard', errorFacts(error))
    if (!onlyTheDatabase(error)) process.exit(1)
  })
}

function onlyTheDatabase(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.every(onlyTheDatabase)
  if (failureOf(error) !== undefined) return true
  return error instanceof Error && /^Connection terminated|after calling end on the pool$/.test(error.message)
}
