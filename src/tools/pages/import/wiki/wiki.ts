import type { Zip } from '../../../../platform/zip.ts'
import { type Bringing, NotBrought } from '../brought.ts'

export async function bringWiki(_dump: () => unknown, _zip?: Zip): Promise<Bringing> {
  throw new NotBrought('not-understood')
}
