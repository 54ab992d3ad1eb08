import { inTransaction } from '../../platform/database/lease.ts'
import { errorFacts } from '../../platform/log.ts'
import type { Request } from '../request/ctx.ts'
import { noteKey } from './key-events.ts'
import { countTry, forgiveTries, waitAfter } from './signing-in.ts'

const DAY = 86_400
/** After so many wrong codes in a day their person is told, once a day: whoever tries has their password already. */
const TOLD_AFTER = 10

/**
 * Counts a code that somebody is about to try, wherever it is asked for: six figures must be guessed neither by many at once nor
 * slowly over weeks.
 * @throws 429
 */
export async function countCode(door: Pick<Request, 'site'>, personId: number): Promise<void> {
  await countTry(door, 'code', String(personId), 10, 900)
  await countTry(door, 'code-day', String(personId), 30, DAY)
}

/** Forgets the tries of who had a right one, once that is kept. */
export function forgiveCodes(ctx: Pick<Request, 'site' | 'after'>, personId: number): void {
  for (const what of ['code', 'code-day', 'code-wrong'])
    ctx.after(() => void forgiveTries(ctx, what, String(personId)).catch(() => {}))
}

/**
 * Notes that a code was wrong. What is done in the request's own transaction is taken back with it, so this has one of its
 * own; and it is not waited for, since the request still holds its connection.
 */
export function noteWrongCode(ctx: Request, personId: number): void {
  void tellOfGuessing(ctx, personId).catch((error) => ctx.site.log.error('letter.failed', errorFacts(error)))
}

async function tellOfGuessing(ctx: Request, personId: number): Promise<void> {
  const who = String(personId)
  await inTransaction(ctx.site.database.app, async (sql) => {
    if (!(await waitAfter(sql, 'code-wrong', who, TOLD_AFTER - 1, DAY))) return
    if (await waitAfter(sql, 'code-told', who, 1, DAY)) return
    await noteKey({ ...ctx, sql }, personId, 'codes-wrong', { what: String(TOLD_AFTER) })
  })
}
