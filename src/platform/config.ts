import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { ClamdConfig } from './clamd.ts'

/** Settings of one running site. Every field has a sane default; `docs/operating.md` lists the variables. */
export interface Config {
  port: number
  host: string
  /** The address people use, without a trailing slash; undefined means: whatever the request says. */
  url: string | undefined
  dataDir: string
  databaseUrl: string | undefined
  smtpUrl: string | undefined
  mailFrom: string
  /** Behind a proxy whose X-Forwarded-… headers are to be believed. */
  trustProxy: boolean
  mode: 'production' | 'development' | 'test'
  /** Bytes of one uploaded file. */
  largestFile: number
  /** In bytes: an archive of pages from elsewhere. */
  largestImport: number
  /** In bytes: one file on a community's shelf. */
  largestShelfFile: number
  /** How much the files of a space may take, in bytes, where its operator said nothing else; null: as much as there is room. */
  shelfBytes: number | null
  /** Where the nightly backups go; undefined when there are none. */
  backups: string | undefined
  /** A command for the shell that is run after each of them. */
  backupThen: string | undefined
  /** Where files are kept instead of the data folder: a bucket of an S3-compatible service. */
  s3: S3Config | undefined
  /** Who looks into files that come. */
  clamd: ClamdConfig | undefined
  /** Names, addresses and ranges that may be fetched from although they are not of the open net. */
  fetchAllow: string[]
  /** Whether pages outside are asked what they say of themselves, to be shown below links to them. */
  previews: boolean
  /** Where people may sign in instead, by OpenID Connect. */
  provider: ProviderConfig | undefined
  key: SiteKey
  /** The file in which the site's secret is kept; undefined when it comes from the environment. */
  secretFile: string | undefined
}

export interface S3Config {
  /** The bucket's own address, path-style, without a trailing slash. */
  url: string
  key: string
  secret: string
  region: string
}

interface ProviderConfig {
  issuer: string
  clientId: string
  clientSecret: string
  /** As people know it: it stands on the button. */
  name: string
  /** Whether an address that it calls verified opens the account with that address. */
  trusted: boolean
}

/** Reads the environment; makes the data folder and the site's key when they are not there. Throws on a senseless value. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const dataDir = resolve(env.COPSE_DATA || 'data')
  mkdirSync(dataDir, { recursive: true, mode: 0o755 })
  const url = env.COPSE_URL?.replace(/\/+$/, '') || undefined
  if (url && !/^https?:\/\/[^/]+$/.test(url))
    throw new Error(`COPSE_URL must look like https://copse.example.org, not ${url}`)
  return {
    port: numberIn(env, 'PORT', 3000, 0, 65535),
    host: env.HOST || '127.0.0.1',
    url,
    dataDir,
    databaseUrl: env.DATABASE_URL || undefined,
    smtpUrl: env.SMTP_URL || undefined,
    mailFrom: env.MAIL_FROM || `Copse <copse@${url ? new URL(url).hostname : 'localhost'}>`,
    trustProxy: numberIn(env, 'COPSE_TRUST_PROXY', 0, 0, 1) === 1,
    mode: modeOf(env.COPSE_MODE),
    largestFile: numberIn(env, 'COPSE_LARGEST_FILE_MB', 25, 1, 1000) * 1024 * 1024,
    largestImport: numberIn(env, 'COPSE_LARGEST_IMPORT_MB', 300, 1, 4000) * 1024 * 1024,
    largestShelfFile: numberIn(env, 'COPSE_LARGEST_SHELF_FILE_MB', 4096, 1, 100_000) * 1024 * 1024,
    shelfBytes: numberIn(env, 'COPSE_SHELF_MB', 0, 0, 100_000_000) * 1024 * 1024 || null,
    backups: env.COPSE_BACKUP === 'off' ? undefined : resolve(env.COPSE_BACKUP || join(dataDir, 'backups')),
    backupThen: env.COPSE_BACKUP_THEN || undefined,
    s3: s3In(env),
    clamd: clamdIn(env),
    fetchAllow: (env.COPSE_FETCH_ALLOW ?? '').split(',').filter((word) => word.trim()),
    previews: env.COPSE_PREVIEWS !== 'off',
    provider: providerIn(env),
    key: new SiteKey(env.COPSE_SECRET || keptSecret(dataDir)),
    secretFile: env.COPSE_SECRET ? undefined : join(dataDir, 'secret'),
  }
}

/** @throws for half of the settings, and for an address that is no bucket's */
export function s3In(env: NodeJS.ProcessEnv): S3Config | undefined {
  const { COPSE_S3_URL: url, COPSE_S3_KEY: key, COPSE_S3_SECRET: secret, COPSE_S3_REGION: region } = env
  if (!url && !key && !secret) return undefined
  if (!url || !key || !secret) throw new Error('COPSE_S3_URL, COPSE_S3_KEY and COPSE_S3_SECRET go together')
  const plain = url.replace(/\/+$/, '')
  if (!/^https?:\/\/[^/?#@]+\/[\w.-]+$/.test(plain) || !URL.canParse(plain))
    throw new Error('COPSE_S3_URL must be an address with a bucket, like https://s3.example.org/copse')
  return { url: plain, key, secret, region: region || 'us-east-1' }
}

/** @throws for an address that is none of clamd's */
export function clamdIn(env: NodeJS.ProcessEnv): ClamdConfig | undefined {
  const [url, tooLarge] = [env.CLAMD_URL, env.CLAMD_TOO_LARGE || 'refuse']
  if (tooLarge !== 'refuse' && tooLarge !== 'keep')
    throw new Error(`CLAMD_TOO_LARGE must be refuse or keep, not ${tooLarge}`)
  if (!url) return undefined
  const [, path] = /^unix:(?:\/\/)?(\/.+)$/.exec(url) ?? []
  if (path) return { at: { path }, tooLarge }
  const [, host, port] = /^tcp:\/\/(\[[0-9a-f:]+\]|[\w.-]+):(\d{1,5})\/?$/i.exec(url) ?? []
  if (!host) throw new Error(`CLAMD_URL must look like tcp://127.0.0.1:3310 or unix:/run/clamav/clamd.ctl, not ${url}`)
  return { at: { host: host.replace(/^\[|\]$/g, ''), port: Number(port) }, tooLarge }
}

/** @throws for half of the settings: nobody would know why the button is missing */
function providerIn(env: NodeJS.ProcessEnv): ProviderConfig | undefined {
  const { COPSE_OIDC_ISSUER: issuer, COPSE_OIDC_CLIENT_ID: clientId, COPSE_OIDC_CLIENT_SECRET: clientSecret } = env
  if (!issuer && !clientId && !clientSecret) return undefined
  if (!issuer || !clientId || !clientSecret)
    throw new Error('COPSE_OIDC_ISSUER, COPSE_OIDC_CLIENT_ID and COPSE_OIDC_CLIENT_SECRET go together')
  if (!/^https?:\/\/[^/]/.test(issuer) || !URL.canParse(issuer))
    throw new Error(`COPSE_OIDC_ISSUER must look like https://login.example.org, not ${issuer}`)
  const name = env.COPSE_OIDC_NAME || new URL(issuer).hostname
  return { issuer, clientId, clientSecret, name, trusted: numberIn(env, 'COPSE_OIDC_TRUSTED', 0, 0, 1) === 1 }
}

function modeOf(value: string | undefined): Config['mode'] {
  if (value && value !== 'development' && value !== 'test' && value !== 'production')
    throw new Error(`COPSE_MODE must be production, development or test, not ${value}`)
  return (value as Config['mode'] | undefined) || 'production'
}

function numberIn(env: NodeJS.ProcessEnv, name: string, otherwise: number, least: number, most: number): number {
  const value = env[name] === undefined || env[name] === '' ? otherwise : Number(env[name])
  if (!Number.isInteger(value) || value < least || value > most) {
    throw new Error(`${name} must be a whole number from ${least} to ${most}, not ${env[name]}`)
  }
  return value
}

function keptSecret(dataDir: string): string {
  const path = join(dataDir, 'secret')
  if (!existsSync(path)) {
    try {
      writeFileSync(path, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
  return readFileSync(path, 'utf8').trim()
}

/** The site's one secret. Passwords of database roles and the secrets of links are derived from it and kept nowhere. */
export class SiteKey {
  constructor(private readonly secret: string) {
    if (secret.length < 16) throw new Error('COPSE_SECRET must have at least 16 characters')
  }

  /** A secret for one purpose, 256 bits, base64url. */
  derive(purpose: string): string {
    return createHmac('sha256', this.secret).update(purpose).digest('base64url')
  }

  /** The token of a link about the thing with this id: `<id>-<22 characters>`. */
  linkToken(purpose: string, id: number): string {
    return `${id}-${this.derive(`${purpose}:${id}`).slice(0, 22)}`
  }

  /** The id in a link's token, or undefined when the token was not made by us for this purpose. */
  idInToken(purpose: string, token: string): number | undefined {
    const id = Number(/^(\d{1,15})-/.exec(token)?.[1])
    if (!id) return undefined
    const expected = Buffer.from(this.linkToken(purpose, id))
    const given = Buffer.from(token)
    return expected.length === given.length && timingSafeEqual(expected, given) ? id : undefined
  }
}
