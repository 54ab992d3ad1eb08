import type { Request } from '../request/ctx.ts'
import { countTry, forgiveTries } from './signing-in.ts'

/**
 * Counts a code that somebody is about to try, wherever it is asked for: six figures must be guessed neither by many at once nor
 * slowly over weeks.
 * @throws 429
 */
export async function countCode(door: Pick<Request, 'site'>, personId: number): Promise<void> {
  await countTry(door, 'code', String(personId), 10, 900)
  await countTry(door, 'code-day', String(personId), 30, 86_400)
}

/** Forgets the tries of who had a right one, once that is kept. */
export function forgiveCodes(ctx: Pick<Request, 'site' | 'after'>, personId: number): void {
  for (const what of ['code', 'code-day'])
    ctx.after(() => void forgiveTries(ctx, what, String(personId)).catch(() => {}))
}
