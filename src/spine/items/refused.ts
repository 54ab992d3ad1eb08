import type { Problem } from '../../platform/http/problems.ts'

/**
 * Waits for a statement whose function refuses with a code, and says it in our words.
 * @param words by code of the database's error
 */
export async function refused<R>(statement: PromiseLike<R>, words: Record<string, () => Problem>): Promise<R> {
  try {
    return await statement
  } catch (error) {
    const said = words[(error as { code?: string }).code ?? '']
    throw said ? said() : error
  }
}
