import { createHash, createHmac, pbkdf2Sync } from 'node:crypto'
import type { SiteKey } from '../config.ts'
import { type Address, type Credentials, connect } from './connect.ts'

export type Role = 'copse_owner' | 'copse_app' | 'copse_jobs'
const roles: Role[] = ['copse_owner', 'copse_app', 'copse_jobs']

/** How a role logs in; its password is derived from the site's key. */
export function credentialsOf(role: Role, key: SiteKey): Credentials {
  return { user: role, password: key.derive(`role:${role}`) }
}

/**
 * Makes the database, the three roles, the extensions and the schemas when they are not there. Needs a user who may
 * create roles; no superuser. Running it again changes nothing but the roles' passwords.
 */
export async function prepareServer(admin: Address, as: Credentials, key: SiteKey, database: string): Promise<Address> {
  const server = connect(admin, as, 1)
  try {
    await server.begin(async (sql) => {
      await sql`select pg_advisory_xact_lock(${cluster})`
      for (const role of roles) await makeRole(sql.unsafe.bind(sql), role, credentialsOf(role, key).password)
    })
    const [there] = await server`select from pg_database where datname = ${database}`
    if (!there) {
      await server
        .unsafe(`create database ${quoted(database)} template template0 encoding 'UTF8'`)
        .catch(unlessMadeMeanwhile)
    }
  } finally {
    await server.end()
  }
  const address = { ...admin, database }
  const inside = connect(address, as, 1)
  try {
    await inside.begin(async (sql) => {
      await sql`select pg_advisory_xact_lock(${cluster})`
      await sql.unsafe(`
        grant create, connect on database ${quoted(database)} to copse_owner;
        grant connect on database ${quoted(database)} to copse_app;
        grant create, connect on database ${quoted(database)} to copse_jobs;
        create extension if not exists citext with schema public;
        create extension if not exists pg_trgm with schema public;
        create extension if not exists unaccent with schema public;
        create schema if not exists copse authorization copse_owner;
        create schema if not exists graphile_worker authorization copse_jobs;
        create schema if not exists jobs authorization copse_jobs;`)
    })
  } finally {
    await inside.end()
  }
  return address
}

const cluster = 0x636f7073

function unlessMadeMeanwhile(error: { code?: string }): void {
  if (error.code !== '42P04' && error.code !== '23505') throw error
}

async function makeRole(run: (text: string) => Promise<unknown>, role: Role, password: string): Promise<void> {
  await run(`do $$ begin
    if not exists (select from pg_roles where rolname = '${role}') then create role ${role} login noinherit; end if;
    execute format('grant ${role} to %I', current_user);
  exception when duplicate_object then null; end $$`)
  await run(`alter role ${role} password '${scramVerifier(password, role)}'`)
}

/** What PostgreSQL keeps of a password (RFC 5802, 7677), so that the password itself never reaches its log. */
function scramVerifier(password: string, saltedBy: string): string {
  const rounds = 4096
  const salt = createHash('sha256').update(`${saltedBy}:${password}`).digest().subarray(0, 16)
  const salted = pbkdf2Sync(password, salt, rounds, 32, 'sha256')
  const hmac = (text: string) => createHmac('sha256', salted).update(text).digest()
  const stored = createHash('sha256').update(hmac('Client Key')).digest('base64')
  return `SCRAM-SHA-256$${rounds}:${salt.toString('base64')}$${stored}:${hmac('Server Key').toString('base64')}`
}

/** A name as SQL writes identifiers. */
function quoted(name: string): string {
  return `"${name.replace(/"/g, '""')}"`
}
