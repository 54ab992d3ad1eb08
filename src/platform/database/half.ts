import type { Pool, Sql } from './connect.ts'

const BEGUN = 'A restore began here and has not ended.'

/** Marks the database while a restore fills it: what has this mark is no whole site. It holds whatever ends the process. */
export async function markHalfRestored(owner: Pick<Pool, 'unsafe'>): Promise<void> {
  await owner.unsafe(`comment on schema copse is '${BEGUN}'`)
}

export async function unmarkRestored(owner: Pool | Sql): Promise<void> {
  await owner.unsafe('comment on schema copse is null')
}

export async function isHalfRestored(owner: Pool | Sql): Promise<boolean> {
  const [row] = await owner<{ said: string | null }[]>`
    select obj_description(oid, 'pg_namespace') said from pg_namespace where nspname = 'copse'`
  return row?.said === BEGUN
}

/** @throws with a sentence when a restore was cut off: half a site must not be served */
export async function refuseHalfRestored(owner: Pool | Sql): Promise<void> {
  if (await isHalfRestored(owner))
    throw new Error('A restore into this site began and did not end. Run the same `copse restore` again.')
}
