import { testSite } from '../site.ts'
import { tryEach } from './each.ts'
import { inSpace, rows } from './matrix.ts'

/** The routes that are of no space, as `access.test.ts` tries those that are. */

tryEach(
  await testSite(),
  rows.filter((row) => !inSpace(row)),
)
