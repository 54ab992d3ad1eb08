import { join } from 'node:path'
import { loadWorld } from '../../seeds/load.ts'
import { openSite, serverFor, tools } from '../app.ts'
import { connect } from '../platform/database/connect.ts'
import { AlreadyRunning, openDatabase } from '../platform/database/open.ts'
import { startWorkers } from '../platform/jobs.ts'
import { errorFacts, logTo } from '../platform/log.ts'
import { outboxPost, type Post, smtpPost } from '../platform/mail.ts'
import { sendMail } from '../spine/people/letters.ts'
import { oneTimePath } from '../spine/people/signing-in.ts'
import type { Site } from '../spine/request/ctx.ts'
import type { Command, Invocation } from './index.ts'

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
  const database = await openDatabase(config, join(folders.root, 'db/migrations'), log, true).catch((error: Error) => {
    if (error instanceof AlreadyRunning)
      throw new Error(`${error.message} Stop it first, or choose another folder with COPSE_DATA.`)
    throw error
  })
  const load = (site: Site) => loadWorld(site, join(folders.root, 'seeds/pictures'))
  const site = await openSite(config, database, folders, log, load)
  const server = await serverFor(site, folders)
  const jobs = connect(database.address, database.jobs, 2)
  const workers = await startWorkers(
    database.address,
    database.jobs,
    tasksOf(site, jobs),
    [{ crontab: '30 3 * * *', task: 'sweep' }, ...tools.flatMap((tool) => tool.rhythms ?? [])],
    log,
  )

  let stopping = false
  const stop = async (signal: string) => {
    if (stopping) return
    stopping = true
    log.info('stopping', { signal })
    // Requests under way are answered; new ones are refused.
    await server.close()
    await workers.stop()
    await site.bus.close()
    await jobs.end({ timeout: 2 })
    await database.close()
    log.info('stopped')
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => void stop(signal).catch((error) => log.error('stop.failed', errorFacts(error))))

  const [{ id: firstRun }] = await database.app<[{ id: number | null }]>`select make_first_run() id`
  if (firstRun && demo) await site.loadDemonstration()
  if (!firstRun && demo && !site.demonstration)
    console.log('This site has people of its own already; the demonstration was not loaded.')
  if (config.smtpUrl) await sendWhatWaited(jobs)
  await server.listen({ port: config.port, host: config.host })
  const address = config.url ?? `http://localhost:${(server.server.address() as { port: number }).port}`
  console.log(['', `Copse is at ${address}`, ...welcome(site, address, firstRun), ''].join('\n'))
}

/** What whoever started the site needs to know next. */
function welcome(site: Site, address: string, firstRun: number | null): string[] {
  if (site.demonstration) return ['Sign in as ada@copse.example with the password copse-demo.']
  if (!firstRun) return []
  return ['Found your site here (this link works once):', address + oneTimePath(site, 'first-run', firstRun)]
}

/** Letters queued while there was no mail server leave now that there is one. */
async function sendWhatWaited(jobs: ReturnType<typeof connect>): Promise<void> {
  await jobs`select jobs.enqueue('mail', json_build_object('id', id)) from mail where state = 'waiting'`
}

function tasksOf(site: Site, jobs: ReturnType<typeof connect>) {
  const { config } = site
  const post = (): Post | undefined => {
    if (config.smtpUrl) return smtpPost(config.smtpUrl, config.mailFrom)
    return site.openOutbox() ? outboxPost(join(config.dataDir, 'outbox'), config.mailFrom) : undefined
  }
  return {
    // Without a way to send, a letter stays in the queue, unwritten, until there is one.
    mail: async ({ id }: Record<string, number>) => {
      const by = post()
      if (by) await sendMail(site, jobs, by, id!)
    },
    sweep: async () => {
      await jobs`select sweep()`
    },
    ...Object.assign({}, ...tools.map((tool) => tool.tasks?.(site) ?? {})),
  }
}
