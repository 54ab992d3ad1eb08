import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { connect } from '../src/platform/database/connect.ts'
import { silent } from '../src/platform/log.ts'
import { startWorkers, type Workers } from '../src/platform/workers.ts'
import { tasksFor } from '../src/tasks.ts'
import { testSite } from './site.ts'
import { smtpServer } from './smtp.ts'

/** Letters through the queue, the workers and a real SMTP server. */

const { url, received, state } = await smtpServer()
const world = await testSite({
  mode: 'production',
  env: { SMTP_URL: url, COPSE_URL: 'http://localhost', MAIL_FROM: 'River <river@example.org>' },
})
const { address, jobs: credentials } = world.site.database
const jobs = connect(address, credentials, 2)
let workers: Workers | undefined
const work = async () => {
  workers = await startWorkers(address, credentials, tasksFor(world.site, jobs), [], silent)
}
afterAll(async () => {
  await workers?.stop()
  await jobs.end({ timeout: 1 })
})
beforeEach(() => {
  received.length = 0
  state.refuse = 0
})

const ada = await world.person('Ada Umeh')
const luc = await world.person('Luc Marchetti', { lang: 'fr' })
await work()

async function letters(count: number): Promise<typeof received> {
  await expect.poll(() => received.length, { timeout: 15_000 }).toBe(count)
  return received
}

describe('a letter', () => {
  it('with a link to sign in goes to the person, in their language, and its link works once', async () => {
    await world.nobody.submit('/sign-in/link', { email: luc.email })
    const [letter] = await letters(1)
    expect(letter).toMatchObject({ to: luc.email, subject: expect.stringMatching(/connecter|connexion/i) })
    const path = /http:\/\/localhost(\/sign-in\/\S+)/.exec(letter!.text)![1]!
    expect((await world.nobody.get(path)).statusCode).toBe(200)
    expect((await world.nobody.submit(path)).statusCode).toBe(303)
    expect((await world.nobody.submit(path)).statusCode).toBe(404)
    // They had been here before, with another browser.
    const [, told] = await letters(2)
    expect(told).toMatchObject({ to: luc.email, subject: 'Connexion sur un nouvel appareil' })
  })

  it('goes to nobody for an address that nobody has, and the answer is the same', async () => {
    const known = await world.nobody.submit('/sign-in/link', { email: ada.email })
    const unknown = await world.nobody.submit('/sign-in/link', { email: 'nobody@example.org' })
    expect([unknown.statusCode, unknown.headers.location, unknown.body]).toEqual([
      known.statusCode,
      known.headers.location,
      known.body,
    ])
    await letters(1)
  })

  it('of invitation says who invites and why, and brings the person in', async () => {
    const community = await world.community(ada, 'River\r\nBcc: all@example.org Keepers')
    await ada.post(`${community.path}/invitations/addresses`, {
      addresses: 'Maud <maud@example.org>',
      note: 'You know where the water stood.',
    })
    const [letter] = await letters(1)
    expect(letter!.text).toContain('You know where the water stood.')
    expect(letter!.subject).toContain('Ada Umeh')
    expect(letter!.to).toBe('maud@example.org')
    const path = /http:\/\/localhost(\/join\/\S+)/.exec(letter!.text)![1]!
    const joined = await world.nobody.submit(path, {
      name: 'Maud',
      email: 'maud@example.org',
      password: 'bees behind the mill',
      lang: 'fr',
    })
    expect(joined.headers.location).toBe(`${community.path}/welcome`)
  })

  it('refused by the mail server is tried again under the same Message-ID', async () => {
    state.refuse = 1
    await world.nobody.submit('/password', { email: ada.email })
    await expect
      .poll(async () => (await jobs`select attempts, error from mail order by id desc limit 1`)[0], { timeout: 10_000 })
      .toMatchObject({ attempts: 1, error: '451' })
    const [before] = await jobs<{ messageId: string }[]>`select message_id from mail order by id desc limit 1`
    await jobs`update graphile_worker._private_jobs set run_at = now()`
    await jobs`select jobs.enqueue('mail', jsonb_build_object('id', (select max(id) from mail)))`
    const [letter] = await letters(1)
    expect(letter!.id).toBe(before!.messageId)
    await expect.poll(async () => (await jobs`select state from mail order by id desc limit 1`)[0]!.state).toBe('sent')
  })

  it('whose link is no longer of use is not sent', async () => {
    await workers!.stop()
    await world.nobody.submit('/sign-in/link', { email: ada.email })
    await world.owner`update one_time set expires_at = now() - interval '1 minute'`
    await work()
    await expect
      .poll(async () => (await jobs`select state from mail order by id desc limit 1`)[0]!.state, { timeout: 10_000 })
      .toBe('expired')
    expect(received).toEqual([])
  })
})

describe('jobs', () => {
  it('of a worker that died are done by another within seconds', async () => {
    await workers!.stop()
    await world.nobody.submit('/sign-in/link', { email: luc.email })
    await jobs`update graphile_worker._private_jobs set locked_by = 'worker-of-a-dead-process', locked_at = now() - interval '5 seconds'`
    await work()
    await letters(1)
  })

  it('keep no text and no address in the queue', async () => {
    const rows = await jobs<{ payload: Record<string, unknown> }[]>`select payload from graphile_worker._private_jobs`
    for (const { payload } of rows) expect(Object.keys(payload)).toEqual(['id'])
  })
})
