import { readFileSync, statSync } from 'node:fs'
import { run } from './run.ts'

/** Whom the server runs as when Copse itself runs as root. */
export interface Account {
  uid: number
  gid: number
  name: string
}

/**
 * PostgreSQL refuses to run as root, so root lends it an account: the one that already owns the database, else `copse`
 * where the system has it, else `nobody`.
 *
 * @returns undefined when Copse runs as an ordinary user: the server then runs as that user.
 */
export function serverAccount(cluster: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined
  const owner = statSync(cluster, { throwIfNoEntry: false })
  const known = accounts()
  if (owner && owner.uid !== 0) {
    return { uid: owner.uid, gid: owner.gid, name: known.find((a) => a.uid === owner.uid)?.name ?? String(owner.uid) }
  }
  const account = known.find((a) => a.name === 'copse') ?? known.find((a) => a.name === 'nobody')
  return account ?? { uid: 65534, gid: 65534, name: 'nobody' }
}

function accounts(): Account[] {
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n')
  return lines
    .map((line) => line.split(':'))
    .filter((fields) => fields.length >= 7)
    .map(([name, , uid, gid]) => ({ name: name!, uid: Number(uid), gid: Number(gid) }))
}

/** Whether this account can reach a folder: asked of the kernel, since modes alone do not tell (ACLs, mounts). */
export async function canReach(account: Account, folder: string): Promise<boolean> {
  const { code } = await run('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], account)
  return code === 0
}
