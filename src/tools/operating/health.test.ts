import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { testSite } from '../../../test/site.ts'
import { smtpServer } from '../../../test/smtp.ts'
import { workersOf } from '../../../test/workers.ts'
import { backupsIn } from '../../platform/backup/laid.ts'
import { nameOf } from '../../platform/backup/manifest.ts'
import { tasksFor } from '../../tasks.ts'
import { lookAtAddress } from './health/address.ts'
import { worst } from './health/finding.ts'
import { lookAtNode, roomSays } from './health/machine.ts'
import { lookAtMail, senderDomain } from './health/mail.ts'
import { seenPath } from './health/seen.ts'
import { isDue } from './nightly.ts'

const smtp = await smtpServer()
const world = await testSite({
  env: { SMTP_URL: smtp.url, COPSE_BACKUP_THEN: 'echo "$1 $2 $SMTP_URL$COPSE_BACKUP_THEN$COPSE_TEST" > handed-on' },
})
const workers = await workersOf(world)
const operator = await world.person('Olga Petrov', { operator: true })
const member = await world.person('Luc Marchetti')
const tasks = tasksFor(world.site, workers.jobs)
const run = (task: string) => tasks[task]!({})
const folder = world.site.config.backups!

afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

describe('how the site is', () => {
  it('is for its operator alone, who can have it looked at anew', async () => {
    expect((await operator.json('/operating/health')).json()).toMatchObject({ at: null, findings: [] })
    expect((await member.json('/operating/health')).statusCode).toBe(404)
    expect((await member.post('/operating/health')).statusCode).toBe(404)
    expect((await operator.post('/operating/health')).statusCode).toBe(200)
    await expect
      .poll(async () => (await operator.json('/operating/health')).json().at, { timeout: 15_000 })
      .not.toBeNull()
    const { findings } = (await operator.json('/operating/health')).json()
    expect(new Set(findings.map((one: { check: string }) => one.check))).toEqual(
      new Set(['program', 'database', 'jobs', 'disk', 'memory', 'backup', 'mail', 'address', 'time']),
    )
    expect(findings).toContainEqual(
      expect.objectContaining({ check: 'mail', state: 'well', says: '127.0.0.1 takes our letters.' }),
    )
    expect(findings).toContainEqual(expect.objectContaining({ check: 'jobs', state: 'well' }))
    const page = await operator.get('/operating/health')
    expect(page.body).toContain('takes our letters')
    // The database asks, too, whoever asks through some other door.
    expect(await world.site.database.app`select * from last_health()`).toEqual([])
  })

  it('needs as many statements however much was found', async () => {
    const said = await world.statementsOf(() => operator.get('/operating/health'))
    expect(said.length).toBeLessThanOrEqual(4)
  })
})

describe('the nightly backup', () => {
  const facts = (more: object) => ({
    foundedAt: '2026-01-01T00:00:00Z',
    lastGood: null,
    lastTried: null,
    timeZone: 'Europe/Paris',
    ...more,
  })
  const at = (text: string) => new Date(text)

  it('comes at night where the operator lives, once', () => {
    const yesterday = { lastGood: '2026-11-21T02:10:00Z', lastTried: '2026-11-21T02:10:00Z' }
    expect(isDue(facts(yesterday), at('2026-11-22T00:45:00Z'))).toBe(false)
    expect(isDue(facts(yesterday), at('2026-11-22T01:15:00Z'))).toBe(true)
    expect(isDue(facts({ ...yesterday, timeZone: 'America/Montreal' }), at('2026-11-22T01:15:00Z'))).toBe(false)
    // A clock that was ahead must not silence the nights until then.
    const ahead = { lastGood: '2027-03-01T02:10:00Z', lastTried: '2027-03-01T02:10:00Z' }
    expect(isDue(facts(ahead), at('2026-11-22T01:15:00Z'))).toBe(true)
    const tonight = { lastGood: '2026-11-22T01:15:00Z', lastTried: '2026-11-22T01:15:00Z' }
    expect(isDue(facts(tonight), at('2026-11-22T01:30:00Z'))).toBe(false)
  })

  it('is made up for after a night in which the machine was off, and tried again after an hour when it failed', () => {
    const before = '2026-11-20T02:10:00Z'
    expect(isDue(facts({ lastGood: before, lastTried: before }), at('2026-11-22T13:00:00Z'))).toBe(true)
    const failed = facts({ lastGood: before, lastTried: '2026-11-22T12:30:00Z' })
    expect(isDue(failed, at('2026-11-22T13:00:00Z'))).toBe(false)
    expect(isDue(failed, at('2026-11-22T13:45:00Z'))).toBe(true)
    expect(isDue(facts({ foundedAt: '2026-11-22T09:00:00Z' }), at('2026-11-22T13:00:00Z'))).toBe(false)
    expect(isDue(facts({ foundedAt: null }), at('2026-11-22T02:30:00Z'))).toBe(false)
  })

  it('keeps the site, lets old ones go, and hands it on without our secrets', async () => {
    await world.owner`update site set founded_at = now() - interval '40 days'`
    for (let day = 1; day < 60; day++)
      mkdirSync(join(folder, nameOf(new Date(Date.now() - day * 86_400_000))), { recursive: true })
    await run('nightly')
    const [made] = await world.owner`select name, problem, bytes > 0 as full from backup_made`
    const [newest, ...older] = await backupsIn(folder)
    expect(made).toEqual({ name: newest, problem: null, full: true })
    expect(older.length).toBeLessThan(15)
    expect(readFileSync(join(folder, 'handed-on'), 'utf8').trim()).toBe(`${folder} ${newest}`)
    await run('nightly')
    expect(await world.owner`select from backup_made`).toHaveLength(1)
  })

  it('that fails is told to operators at once, no more than once a day, as long as they want to hear it', async () => {
    await world.owner`update backup_made set started_at = started_at - interval '2 days'`
    const other = world.site.config.backupThen
    world.site.config.backupThen = 'exit 3'
    await run('nightly')
    const kept = await backupsIn(folder)
    await world.owner`update backup_made set started_at = started_at - interval '2 hours' where problem = 'then'`
    await run('nightly')
    // The backup is there: only the command was run again.
    expect(await backupsIn(folder)).toEqual(kept)
    world.site.config.backupThen = other
    await workers.hasten()
    const letters = smtp.received.splice(0)
    expect(letters).toHaveLength(1)
    const [letter] = await world.owner`select address, kind, state from mail`
    expect(letter).toEqual({ address: operator.email, kind: 'alarm', state: 'sent' })
    expect(letters[0]!.text).toContain('COPSE_BACKUP_THEN')
    await world.owner`delete from alarm`
    expect((await operator.post('/operating/health/letters', { weekly: true })).statusCode).toBe(200)
    expect(await world.owner`select * from raise_alarm('backup', 'other', 'localhost')`).toHaveLength(0)
    expect((await operator.json('/operating/health')).json().letters).toEqual({ weekly: true, alarms: false })
  })
})

describe('the weekly letter', () => {
  it('says on Monday morning that all is well, or what is not, in numbers and in the operator’s language', async () => {
    await world.owner`delete from mail`
    await world.owner`update person set lang = 'fr' where id = ${operator.id}`
    const queue = async () => (await world.owner`select * from queue_well('localhost')`).length
    const [{ monday }] = await world.owner<[{ monday: boolean }]>`
      select extract(isodow from clock_in('Europe/Paris')) = 1 and extract(hour from clock_in('Europe/Paris')) between 7 and 11 monday`
    expect(await queue()).toBe(monday ? 1 : 0)
    const [mail] = await world.owner<[{ id: number }]>`
      select queue_mail('well', ${operator.email}, ${operator.id}, ${operator.id}, 'fr', 'localhost') id`
    await tasks.mail!({ id: mail.id })
    const [letter] = smtp.received.splice(0)
    expect(letter!.text).toContain('La semaine en chiffres')
    expect(letter!.text).toMatch(/Personnes\u00a0: 2/)
    expect(letter!.text).toContain('/operating/health')
    expect(letter!.text).not.toContain(member.name)
  })

  it('is stopped by its link', async () => {
    const [mail] = await world.owner<[{ id: number }]>`
      select queue_mail('well', ${operator.email}, ${operator.id}, ${operator.id}, 'en', 'localhost') id`
    const path = `/letters/${world.site.config.key.linkToken('stop-letters', mail.id)}`
    expect((await world.nobody.get(path)).body).toContain('weekly letters about the site')
    expect((await world.nobody.submit(path)).statusCode).toBe(303)
    await tasks.mail!({ id: mail.id })
    expect(smtp.received).toHaveLength(0)
    expect(await world.owner`select state from mail where id = ${mail.id}`).toEqual([{ state: 'expired' }])
  })
})

describe('what is looked at', () => {
  it('the sender: SPF, DKIM and DMARC of its domain, with what to paste', async () => {
    const config = { smtpUrl: smtp.url, mailFrom: 'Copse <copse@river.org>' }
    const none = await lookAtMail(config, async () => [])
    expect(none.map(({ says }) => says)).toEqual(['smtp', 'spf-elsewhere', 'dkim-unknown', 'dmarc-none'])
    expect(none[3]!.values.record).toContain('v=DMARC1')
    const names: Record<string, string[]> = {
      'river.org': ['some=thing', 'v=spf1 mx -all'],
      'mail._domainkey.river.org': ['v=DKIM1; p=abc'],
      '_dmarc.river.org': ['v=DMARC1; p=reject'],
    }
    const all = await lookAtMail(config, async (name) => names[name] ?? [])
    expect(worst(all)).toBe('well')
    const silent = await lookAtMail({ ...config, smtpUrl: 'smtp://copse:hush@127.0.0.1:9' }, async () => [])
    expect(silent[0]).toMatchObject({ state: 'wrong', says: 'smtp-silent' })
    expect(JSON.stringify(silent)).not.toContain('hush')
    expect(senderDomain('"A" <a@B.example.org>')).toBe('b.example.org')
  })

  it('the way through the proxy: forged addresses, the WebSocket, and whether it is this site at all', async () => {
    const url = await world.listen()
    const { key } = world.site.config
    const says = async (config: object) =>
      (await lookAtAddress({ url, key, trustProxy: false, ...config })).map((one) => one.says)
    expect(await says({})).toEqual(['url-local', 'forwarded', 'live'])
    const believing = await testSite({ env: { COPSE_TRUST_PROXY: '1' } })
    expect(await says({ url: await believing.listen(), trustProxy: true })).toContain('forwarded-believed')
    expect(await says({ url: 'http://localhost:9' })).toEqual(['url-local', 'address-silent'])
    expect((await world.nobody.json(seenPath(key, Date.now()))).statusCode).toBe(200)
    expect((await world.nobody.json(seenPath(key, Date.now() - 3_600_000))).statusCode).toBe(404)
    expect((await world.nobody.json('/operating/seen/1-abc')).statusCode).toBe(404)
  })

  it('room on the disk, the version of Node', () => {
    expect([roomSays(0.3e9, 20e9), roomSays(1e9, 20e9), roomSays(10e9, 20e9)]).toEqual(['wrong', 'warning', 'well'])
    expect(lookAtNode('18.0.0')[0]!.state).toBe('wrong')
    expect(lookAtNode('20.20.2', new Date('2026-11-22'))[0]!.state).toBe('warning')
    expect(lookAtNode('24.1.0', new Date('2026-11-22'))[0]!.state).toBe('well')
  })

  it('a secret and backups that others can read', async () => {
    chmodSync(folder, 0o755)
    await run('health')
    const { findings } = (await operator.json('/operating/health')).json()
    chmodSync(folder, 0o700)
    expect(existsSync(folder) && readdirSync(folder).length).toBeGreaterThan(0)
    expect(findings).toContainEqual(
      expect.objectContaining({
        check: 'backup',
        state: 'warning',
        says: expect.stringMatching(/look into|voir le dossier/),
      }),
    )
  })
})
