import { invalid } from '../../platform/http/problems.ts'
import { withoutUnseen } from '../../platform/unseen.ts'

/** How long the name of a connection may be. */
export const LONGEST_NAME = 60

/** What a connection is called, on one line and without what nobody sees: it stands above what it says. @throws Invalid */
export function plainName(name: string): string {
  const plain = withoutUnseen(name.normalize('NFC').replace(/\s+/g, ' ')).trim()
  if (!plain) throw invalid('name', 'needed')
  if (plain.length > LONGEST_NAME) throw invalid('name', 'too-long', { most: LONGEST_NAME })
  return plain
}
