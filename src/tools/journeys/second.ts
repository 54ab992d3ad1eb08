import { invalid } from '../../platform/http/problems.ts'

/**
 * Of two who change the same thing, whoever comes second is told, and keeps what they typed.
 * @param changed the rows that an update by version has found @throws Invalid where there are none
 */
export function secondComes(changed: readonly unknown[], field: string): void {
  if (!changed.length) throw invalid(field, 'changed-meanwhile')
}
