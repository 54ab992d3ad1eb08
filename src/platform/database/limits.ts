import type { Sql } from './connect.ts'

/**
 * How many rows are wanted stands in the statement itself. The planner makes one plan for all values of a parameter, and takes
 * a limit it does not know for a tenth of what there is: it then reads everything where the first thirty would do. All limits of ours are constants: there is a plan for each.
 * @returns the template's strings and values, each number behind `limit` as a part of the statement
 */
export function withLimits(sql: Sql, words: Parameters<Sql>): unknown[] {
  const strings = words[0] as unknown
  if (!Array.isArray(strings)) return words
  return words.map((word, i) =>
    typeof word === 'number' && /\blimit $/.test(strings[i - 1]) ? sql.unsafe(String(Math.trunc(word))) : word,
  )
}
