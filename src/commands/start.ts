import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { loadWorld } from '../../seeds/load.ts'
import { openSite, serverFor } from '../app.ts'
import type { Config } from '../platform/config.ts'
import { connect } from '../platform/database/connect.ts'
import { openDatabase } from '../platform/database/open.ts'
import { AlreadyRunning } from '../platform/database/reach.ts'
import { errorFacts, logTo } from '../platform/log.ts'
import { hearTheUnheard } from '../platform/unheard.ts'
import { startWorkers } from '../platform/workers.ts'
import { oneTimePath } from '../spine/people/signing-in.ts'
import type { Site } from '../spine/request/site.ts'
import { rhythms, tasksFor } from '../tasks.ts'
import type { Command, Invocation } from './index.ts'
import { ADDRESS_FILE } from './keys.ts'

/** Requests under way are waited for, but not for ever: workers and database are to end in order. */
const LONGEST_GOODBYE_MS = 30_000

export const startCommand: Command = {
  usage: 'start [--demo]                                  serve the site',
  run: (invocation) => serve(invocation, invocation.words.includes('--demo')),
}

export const demoCommand: Command = {
  usage: 'demo                                            serve the site with the demonstration community',
  run: (invocation) => serve(invocation, true),
}

async function serve({ config, folders }: Invocation, demo: boolean): Promise<void> {
  const log = logTo((lines) => process.stdout.write(lines))
  hearTheUnheard(log)
  const database = await openDatabase(config, join(folders.root, 'db/migrations'), log, true).catch((error: Error) => {
    if (error instanceof AlreadyRunning)
      throw new Error(`${error.message} Stop it first, or choose another folder with COPSE_DATA.`)
    throw error
  })
  const load = (site: Site) => loadWorld(site, join(folders.root, 'seeds/pictures'))
  const site = await openSite(config, database, folders, log, load)
  const server = await serverFor(site, folders)
  const jobs = connect(database.address, database.jobs, 2)
  const workers = await startWorkers(database.address, database.jobs, tasksFor(site, jobs), rhythms, log)

  let stopping = false
  const stop = async (why: string, code = 0) => {
    if (stopping) return
    stopping = true
    log.info('stopping', { why })
    // Requests under way are answered; new ones are refused.
    await Promise.race([server.close(), pause(LONGEST_GOODBYE_MS)])
    await workers.stop()
    await site.bus.close()
    await jobs.end({ timeout: 2 })
    await database.close()
    rmSync(join(config.dataDir, ADDRESS_FILE), { force: true })
    log.info('stopped')
    process.exit(code)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => void stop(signal).catch((error) => log.error('stop.failed', errorFacts(error))))

  const [{ id: firstRun }] = await database.app<[{ id: number | null }]>`select make_first_run() id`
  if (firstRun && demo && !(await demonstrationLoads(site))) return stop('no demonstration', 1)
  if (!firstRun && demo && !site.demonstration)
    console.log('This site has people of its own already; the demonstration was not loaded.')
  if (config.smtpUrl) await sendWhatWaited(jobs)
  if (!(await listens(server, config))) return stop('no port', 1)
  const address = config.url ?? `http://localhost:${(server.server.address() as { port: number }).port}`
  writeFileSync(join(config.dataDir, ADDRESS_FILE), address)
  console.log(['', `Copse is at ${address}`, ...welcome(site, address, firstRun), ''].join('\n'))
}

async function demonstrationLoads(site: Site): Promise<boolean> {
  try {
    await site.loadDemonstration()
    return true
  } catch (error) {
    site.log.error('demonstration.failed', errorFacts(error))
    console.error(
      `The demonstration could not be loaded: ${(error as Error).message}. Empty ${site.config.dataDir}, then start again.`,
    )
    return false
  }
}

async function listens(server: FastifyInstance, { port, host }: Config): Promise<boolean> {
  try {
    await server.listen({ port, host })
    return true
  } catch (error) {
    const taken = (error as { code?: string }).code === 'EADDRINUSE'
    console.error(taken ? `Port ${port} is taken. Choose another with PORT.` : (error as Error).message)
    return false
  }
}

/** What whoever started the site needs to know next. */
function welcome(site: Site, address: string, firstRun: number | null): string[] {
  if (site.demonstration) return ['Sign in as ada@copse.example with the password copse-demo.']
  if (!firstRun) return []
  return ['Found your site here (this link works once):', address + oneTimePath(site, 'first-run', firstRun)]
}

/** Letters queued while there was no mail server leave now that there is one. */
async function sendWhatWaited(jobs: ReturnType<typeof connect>): Promise<void> {
  await jobs`select jobs.enqueue('mail', jsonb_build_object('id', id)) from mail where state = 'waiting'`
}
