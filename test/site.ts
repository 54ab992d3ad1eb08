import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { afterAll, inject } from 'vitest'
import { openSite, serverFor } from '../src/app.ts'
import { readConfig } from '../src/platform/config.ts'
import { connect, type Pool } from '../src/platform/database/connect.ts'
import { credentialsOf } from '../src/platform/database/roles.ts'
import type { Log } from '../src/platform/log.ts'
import { hashOf, newSecret } from '../src/spine/people/credential.ts'
import type { Site } from '../src/spine/request/site.ts'
import { root, TEMPLATE, TEST_SECRET } from './setup.ts'

const folders = { root, dist: join(root, 'dist') }
let databases = 0

/** A whole site on a database of its own, spoken to by HTTP. */
export interface TestSite {
  site: Site
  server: FastifyInstance
  /** As the owner of the tables: for what no page shows. */
  owner: Pool
  /** What the log says went wrong on our side: every 500 with its cause. Empty, if all is well. */
  mistakes: string[]
  /** The statements that the site sends to its database while the work lasts. */
  statementsOf(work: () => Promise<unknown>): Promise<string[]>
  /** A new person, signed in. Their address is theirs, as far as the site knows, unless `proven` is false. */
  person(name: string, options?: { lang?: string; operator?: boolean; proven?: boolean }): Promise<Person>
  /** Someone who is not signed in. */
  nobody: Person
  /** A community with this host. */
  community(host: Person, name?: string): Promise<Community>
  /** Makes the person a member (or host, or guest) of the community. */
  join(
    community: Community,
    person: Person,
    standing?: 'host' | 'member' | 'guest',
    more?: { until?: Date; badge?: string },
  ): Promise<void>
  /** A discussion with its opening text, and its address. */
  discussion(community: Community, by: Person, title?: string, more?: Record<string, unknown>): Promise<Discussion>
  /** Opens a port for browsers, and tells the site's address. */
  listen(port?: number): Promise<string>
  /** Another process of the same site, as far as it knows: on the same database. */
  peer(): Promise<TestSite>
}

export interface Community {
  id: number
  slug: string
  path: string
  host: Person
}

export interface Discussion {
  id: number
  path: string
}

export interface Person {
  id: number
  handle: string
  name: string
  email: string
  cookie: string
  /** As a browser: `Accept: text/html`. */
  get(path: string, headers?: Record<string, string>): Promise<LightMyRequestResponse>
  /** As a browser: a form, with Origin. */
  submit(
    path: string,
    fields?: Record<string, unknown>,
    headers?: Record<string, string>,
  ): Promise<LightMyRequestResponse>
  /** As a program: JSON. */
  json(path: string, headers?: Record<string, string>): Promise<LightMyRequestResponse>
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<LightMyRequestResponse>
  /** A form with files. */
  upload(
    path: string,
    fields: Record<string, string>,
    files: { field?: string; name: string; type: string; bytes: Buffer }[],
    headers?: Record<string, string>,
  ): Promise<LightMyRequestResponse>
}

/**
 * Makes a site for one test file; it is gone when the file is done.
 * @param options.make makes its database, where it is not to be a new one
 */
export async function testSite(
  options: {
    mode?: string
    env?: Record<string, string>
    log?: Log
    make?: (admin: Pool, database: string) => Promise<unknown>
  } = {},
): Promise<TestSite> {
  const { address: serverAddress, user, password } = inject('server')
  const database = `test_${process.pid}_${Date.now().toString(36)}_${++databases}`
  const admin = connect(serverAddress, { user, password }, 1)
  await (options.make ?? copyTemplate)(admin, database)
  const dataDir = mkdtempSync(join(tmpdir(), 'copse-test-'))
  const config = readConfig({
    COPSE_DATA: dataDir,
    COPSE_SECRET: TEST_SECRET,
    COPSE_MODE: options.mode ?? 'test',
    ...options.env,
  })
  const address = { ...serverAddress, database }
  const owner = connect(address, credentialsOf('copse_owner', config.key), 1)
  const jobs = credentialsOf('copse_jobs', config.key)
  const mistakes: string[] = []
  const log: Log = {
    info: () => {},
    error: (event, facts) => void mistakes.push([event, facts?.route, facts?.code, facts?.message].join(' ')),
  }
  // Whoever a test brings may begin a community.
  await owner`update site set founders = 'anyone'`
  const ends: (() => Promise<unknown>)[] = []
  const open = async (): Promise<TestSite> => {
    const app = connect(address, credentialsOf('copse_app', config.key), 4)
    const site = await openSite(
      config,
      { address, app, jobs, migrated: [], close: async () => {} },
      folders,
      options.log ?? log,
      async () => {},
    )
    const server = await serverFor(site, folders)
    await server.ready()
    ends.push(async () => {
      await server.close()
      await site.bus.close()
      await app.end({ timeout: 1 })
    })
    return around(site, server, owner, mistakes, open)
  }
  afterAll(async () => {
    for (const end of ends) await end()
    await owner.end({ timeout: 1 })
    await admin.unsafe(`drop database if exists ${database} with (force)`)
    await admin.end()
    rmSync(dataDir, { recursive: true, force: true })
  })
  return open()
}

/** Copying needs the template to itself: files that start at once take turns. By files it takes half of the time. */
async function copyTemplate(admin: Pool, database: string): Promise<void> {
  await admin`select pg_advisory_lock(4711)`
  await admin.unsafe(`create database ${database} template ${TEMPLATE} strategy file_copy`)
  await admin`select pg_advisory_unlock(4711)`
}

let people = 0

function around(
  site: Site,
  server: FastifyInstance,
  owner: Pool,
  mistakes: string[],
  peer: () => Promise<TestSite>,
): TestSite {
  const origin = { host: 'localhost', origin: 'http://localhost' }

  function speaker(card: { id: number; handle: string; name: string; email: string; cookie: string }): Person {
    const cookies: Record<string, string> = card.cookie ? { cookie: card.cookie } : {}
    const html = { accept: 'text/html', ...cookies }
    const json = { accept: 'application/json', ...cookies }
    return {
      ...card,
      get: (url, headers) => server.inject({ method: 'GET', url, headers: { ...html, ...headers } }),
      submit: (url, fields = {}, headers) =>
        server.inject({
          method: 'POST',
          url,
          payload: formOf(fields),
          headers: { ...html, ...origin, 'content-type': 'application/x-www-form-urlencoded', ...headers },
        }),
      json: (url, headers) => server.inject({ method: 'GET', url, headers: { ...json, ...headers } }),
      post: (url, body = {}, headers) =>
        server.inject({ method: 'POST', url, payload: body as object, headers: { ...json, ...origin, ...headers } }),
      upload: (url, fields, files, headers) => {
        const { payload, type } = multipart(fields, files)
        return server.inject({
          method: 'POST',
          url,
          payload,
          headers: { ...html, ...origin, 'content-type': type, ...headers },
        })
      },
    }
  }

  return {
    site,
    server,
    owner,
    mistakes,
    async statementsOf(work) {
      const said: string[] = []
      // The driver asks for `debug` with every statement, so it can be set for a while.
      const { options } = site.database.app as unknown as { options: { debug: unknown } }
      options.debug = (_connection: number, statement: string) => void said.push(statement)
      try {
        await work()
      } finally {
        options.debug = false
      }
      // A transaction's end and the bus speak after the answer, and a fresh connection asks for the types there are: they are
      // nobody's page.
      return said.filter((statement) => !/^(begin|commit|rollback)$|pg_notify|pg_catalog\.pg_type/.test(statement))
    },
    nobody: speaker({ id: 0, handle: '', name: '', email: '', cookie: '' }),
    async person(name, { lang = 'en', operator = false, proven = true } = {}) {
      // Long names leave room for the number, which goes on over all files of one worker.
      const handle = `${name
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .slice(0, 30)}-${++people}`
      const email = `${handle}@example.org`
      const secret = newSecret()
      const [row] = await site.database.app<
        [{ id: number }]
      >`select register(${handle}, ${name}, ${lang}, ${email}, null, 'Europe/Paris', ${operator}) id`
      if (proven) await site.database.app`select prove_address(${row.id})`
      await site.database.app`select open_session(${row.id}, ${hashOf(secret)}, 'test')`
      return speaker({ id: row.id, handle, name, email, cookie: `copse=${secret}` })
    },
    async community(host, name = 'River Keepers') {
      const made = await host.post('/communities', { name, purpose: 'To look after the river.' })
      if (made.statusCode !== 201) throw new Error(made.body)
      const { id, url } = made.json()
      return { id, path: url, slug: url.slice(3), host }
    },
    async join(community, person, standing = 'member', more = {}) {
      await owner`insert into membership as m (space_id, person_id, standing, until, badge, joined_at)
        values (${community.id}, ${person.id}, ${standing}, ${more.until ?? null}, ${more.badge ?? null}, now() - interval '1 day')
        on conflict (space_id, person_id) do update set standing = excluded.standing, until = excluded.until, ended_at = null`
    },
    async discussion(community, by, title = 'Brown water after rain', more = {}) {
      const made = await by.post(`${community.path}/discussions`, {
        title,
        text: 'After every rain the river goes brown.',
        ...more,
      })
      if (made.statusCode !== 201) throw new Error(made.body)
      const { id, url } = made.json()
      return { id, path: url }
    },
    async listen(wanted = 0) {
      const { port } = new URL(await server.listen({ port: wanted, host: '127.0.0.1' }))
      return `http://localhost:${port}`
    },
    peer,
  }
}

function formOf(fields: Record<string, unknown>): string {
  const pairs = Object.entries(fields).flatMap(([name, value]) =>
    Array.isArray(value) ? value.map((one) => [name, String(one)]) : [[name, String(value)]],
  )
  return new URLSearchParams(pairs as [string, string][]).toString()
}

function multipart(
  fields: Record<string, string>,
  files: { field?: string; name: string; type: string; bytes: Buffer }[],
): { payload: Buffer; type: string } {
  const boundary = 'copse-test-boundary'
  const parts: Buffer[] = []
  for (const [name, value] of Object.entries(fields))
    parts.push(Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`))
  for (const file of files) {
    parts.push(
      Buffer.from(
        `--${boundary}\r\ncontent-disposition: form-data; name="${file.field ?? 'files'}"; filename="${file.name}"\r\ncontent-type: ${file.type}\r\n\r\n`,
      ),
      file.bytes,
      Buffer.from('\r\n'),
    )
  }
  parts.push(Buffer.from(`--${boundary}--\r\n`))
  return { payload: Buffer.concat(parts), type: `multipart/form-data; boundary=${boundary}` }
}
