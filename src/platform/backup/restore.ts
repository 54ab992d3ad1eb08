import { createReadStream } from 'node:fs'
import { readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { storesOf } from '../blobs.ts'
import { type Config, SiteKey } from '../config.ts'
import { type Address, connect, type Pool } from '../database/connect.ts'
import { markHalfRestored, unmarkRestored } from '../database/half.ts'
import { migrate, migrationsIn } from '../database/migrate.ts'
import type { Reached } from '../database/reach.ts'
import { credentialsOf, prepareServer } from '../database/roles.ts'
import { prepareJobs } from '../jobs.ts'
import { ERASED, type Erased, erasedPeople, joined, layErased } from './erased.ts'
import type { Kept } from './files.ts'
import { damageIn, filesOf, type Laid } from './laid.ts'
import { loadSchema, moveAhead } from './load.ts'
import { filePath, siteMark } from './manifest.ts'
import { giveToOwnerOf } from './owner.ts'
import { refuseInUse, refuseStarted, refuseTooLittleRoom } from './refusals.ts'
import { schemas } from './snapshot.ts'
import { writeWhole } from './whole.ts'

export interface Target {
  config: Pick<Config, 'dataDir' | 's3' | 'key' | 'secretFile'>
  /** Where the migrations of this version are. */
  migrations: string
  /** Forgets whoever is on the list, once all is at the level of this program. */
  forget(owner: Pool, people: Erased[]): Promise<void>
  /** Finds or starts the server: asked only when the backup is known to be good. */
  server(): Promise<Pick<Reached, 'admin' | 'as' | 'address' | 'close'>>
}

export interface Restored {
  /** Migrations that came after the backup was made. */
  migrated: string[]
  forgotten: number
  /** That wait, and leave when the site starts. */
  letters: number
  /** The backup was made with another secret than the one that now holds. */
  otherSecret: boolean
  /** Tables of the queue that this version does not have. */
  leftOut: string[]
}

type RestoreStep = 'check' | 'files' | 'tables'

/**
 * Brings a site back from a backup: the same bytes in every table and file. Everything that could refuse comes before
 * anything is changed. From the first change to the last the database is marked, so that half a site is never served, and
 * the same restore can be run again.
 *
 * @param options.signOut ends all sign-ins and tokens that were open when the backup was made
 * @throws with a sentence: damaged, newer than this program, a site with people in it, a server that runs on it
 */
export async function restore(
  laid: Laid,
  target: Target,
  options: { signOut?: boolean } = {},
  tell: (step: RestoreStep, share: number) => void = () => {},
): Promise<Restored> {
  const { manifest } = laid
  const known = migrationsIn(target.migrations)
  const newer = manifest.migrations.filter((name) => !known.includes(name))
  if (newer.length)
    throw new Error(
      `The backup is newer than this program: it has ${newer.join(', ')}. Restore it with the newer version.`,
    )
  const damaged = await damageIn(laid, (share) => tell('check', share))
  if (damaged.length)
    throw new Error(
      `The backup ${laid.name} is damaged, so nothing was changed. Missing or not as it was written:\n${damaged.slice(0, 10).join('\n')}`,
    )
  if (!target.config.s3) await refuseTooLittleRoom(laid, target.config.dataDir)
  const server = await target.server()
  try {
    await refuseInUse(server)
    return await fill(laid, target, server, options, tell)
  } finally {
    await server.close()
  }
}

async function fill(
  laid: Laid,
  target: Target,
  server: Pick<Reached, 'admin' | 'as' | 'address'>,
  options: { signOut?: boolean },
  tell: (step: RestoreStep, share: number) => void,
): Promise<Restored> {
  const { manifest } = laid
  const { dataDir } = target.config
  const erased = await erasedSince(laid, target)
  const key = await bringSecret(laid, target)
  const address = await prepareServer(server.admin, server.as, key, server.address.database)
  const pool = connect(address, credentialsOf('copse_owner', key), 1)
  try {
    await markHalfRestored(pool)
    await refuseStarted(pool)
    await emptySchema(pool)
    await migrate(pool, target.migrations, manifest.migrations)
    await prepareJobs(address, credentialsOf('copse_jobs', key))
    await bringFiles(laid, storesOf(target.config), (share) => tell('files', share))
    const leftOut = await bringTables(laid, address, key, (share) => tell('tables', share))
    const migrated = await migrate(pool, target.migrations)
    const forgotten = await forgetAgain(pool, erased, target)
    await moveAhead(pool)
    const letters = await letGoOfThePast(pool)
    if (options.signOut) await pool.unsafe(SIGNED_IN.map((table) => `delete from copse.${table}`).join(';'))
    await giveToOwnerOf(
      dataDir,
      ['blobs', 'portraits', 'secret', ERASED].map((name) => join(dataDir, name)),
    )
    await unmarkRestored(pool)
    return { migrated, forgotten, letters, otherSecret: siteMark(key) !== manifest.site, leftOut }
  } finally {
    await pool.end({ timeout: 1 })
  }
}

/** The secret that the backup brings is put in place of the one that was only just made; one from the environment stays. */
async function bringSecret(laid: Laid, { config }: Target): Promise<SiteKey> {
  const part = laid.manifest.others.find(({ name }) => name === 'secret')
  if (!part || !config.secretFile) return config.key
  const secret = (await readFile(join(laid.folder, laid.name, 'secret'), 'utf8')).trim()
  await rm(config.secretFile, { force: true })
  await writeWhole(config.secretFile, Buffer.from(secret))
  return new SiteKey(secret)
}

/** Nobody is in there yet, or only half of them: what a first start has made goes. */
async function emptySchema(pool: Pool): Promise<void> {
  // The mark goes with the schema: there is no moment without it.
  await pool.begin(async (sql) => {
    await sql.unsafe('drop schema copse cascade; create schema copse')
    await markHalfRestored(sql)
  })
}

/** All by which somebody is let in without proving anew who they are; feeds let read without signing in. */
const SIGNED_IN = ['session', 'token', 'feed', 'one_time', 'half_session', 'key_link', 'provider_trip', 'device']

/** Letters of long ago surprise; copies of people's data, and what came of files on their way, were in no backup. @returns how many letters wait */
async function letGoOfThePast(pool: Pool): Promise<number> {
  await pool`delete from takeout`
  await pool`delete from upload where item_id is null`
  await pool`update mail set state = 'expired' where state in ('waiting', 'sending') and created_at < now() - interval '3 days'`
  const [{ count }] = await pool<[{ count: number }]>`
    select count(*)::int count from mail where state in ('waiting', 'sending')`
  return count
}

/** Puts the files where this site keeps them, wherever the site that the backup is of kept them. */
async function bringFiles(laid: Laid, stores: Kept, tell: (share: number) => void): Promise<void> {
  const files = await filesOf(laid)
  for (const [i, { folder, hash }] of files.entries()) {
    const kept = await stores[folder].put(createReadStream(join(laid.folder, filePath(hash))))
    if (kept.hash !== hash) throw new Error(`${filePath(hash)} has changed since it was checked.`)
    tell((i + 1) / files.length)
  }
}

async function bringTables(
  laid: Laid,
  address: Address,
  key: SiteKey,
  tell: (share: number) => void,
): Promise<string[]> {
  const leftOut: string[] = []
  // The queue first: while it alone is there, nothing works on it.
  for (const { schema, role } of [...schemas].reverse()) {
    const pool = connect(address, credentialsOf(role, key), 1)
    const sql = await pool.reserve()
    try {
      leftOut.push(...(await loadSchema(sql, schema, laid, tell)))
    } finally {
      sql.release()
      await pool.end({ timeout: 1 })
    }
  }
  return leftOut
}

/** Whoever asked to be forgotten after the backup was made must not come back with it. @returns how many there are */
async function forgetAgain(pool: Pool, people: Erased[], { config, forget }: Target): Promise<number> {
  if (!people.length) return 0
  await layErased(config.dataDir, people)
  await forget(pool, people)
  return people.length
}

/**
 * The list beside the backup, and the one that lies in the data folder already: that one only if it is of the same site,
 * since the same numbers are other people elsewhere. Another site's is kept aside.
 */
async function erasedSince(laid: Laid, { config }: Target): Promise<Erased[]> {
  const beside = await erasedPeople(join(laid.folder, ERASED))
  const own = join(config.dataDir, ERASED)
  const here = await erasedPeople(own)
  if (siteMark(config.key) === laid.manifest.site) return joined(beside, here)
  if (here.length) await rename(own, join(config.dataDir, `${ERASED}.of-another-site`))
  return beside
}
