import type { Site } from '../request/site.ts'
import { openTransaction } from '../request/transaction.ts'
import { hashOf } from './credential.ts'
import { passwordFits } from './signing-in.ts'

/**
 * Whether this is the password of the person whose session this is. Takes as long without one. Call it while no transaction
 * is open.
 */
export async function ownPasswordFits(site: Site, credential: string, password: string): Promise<boolean> {
  const transaction = await openTransaction(site.database.app, hashOf(credential), null, false)
  const [login] = await transaction.sql<{ password: string | null }[]>`select password from my_login()`
  await transaction.commit()
  return passwordFits(login?.password ?? null, password)
}
