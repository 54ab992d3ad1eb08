import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, expect, it } from 'vitest'
import { logTo } from '../../src/platform/log.ts'
import { outboxPost } from '../../src/platform/mail.ts'
import { addressesIn } from '../../src/spine/spaces/addresses.ts'
import { timesAsHard } from '../effort.ts'
import { testSite } from '../site.ts'

/** Words that want to be a header, a line of the log, a recipient, a formula, another site. */

const world = await testSite()
const luc = await world.person('Luc Marchetti')
const community = await world.community(luc)
const folder = mkdtempSync(join(tmpdir(), 'copse-hostile-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
afterEach(() => {
  expect(world.mistakes.splice(0)).toEqual([])
})

it('no line end comes into a header of an answer', async () => {
  const broken = '%0d%0aset-cookie:%20a=b%0d%0a'
  for (const path of [`/sign-in?to=/x${broken}`, `/c/x${broken}`, `/me?${broken}`, `/search?q=${broken}`]) {
    const { headers } = await luc.get(path)
    expect(headers['set-cookie']).toBeUndefined()
    for (const value of Object.values(headers)) expect(String(value)).not.toMatch(/[\r\n]/)
  }
})

it('nobody is led to another site', async () => {
  const away = [
    '//e.example',
    '/\\e.example',
    'https://e.example',
    '/\t/e.example',
    'javascript:alert(1)',
    '/%09/e.example',
    '\\\\e.example',
    '/.//e.example',
    '///e.example',
    '/@e.example/..//',
  ]
  for (const to of away) {
    const { headers } = await luc.get(`/sign-in?to=${encodeURIComponent(to)}`)
    expect(new URL(String(headers.location), 'http://here.example').host, to).toBe('here.example')
    expect(String(headers.location), to).not.toMatch(/^\/[/\\]/)
  }
})

it('the name of a host that somebody makes up stands in no letter and is kept for nobody else', async () => {
  await world.nobody.post('/password', { email: luc.email }, { host: 'evil.example', origin: 'http://evil.example' })
  const [mail] = await world.owner<[{ messageId: string }]>`select message_id from mail order by id desc limit 1`
  expect(mail.messageId).not.toContain('evil')
  const page = await world.nobody.get('/sign-in', { host: 'evil.example', 'x-forwarded-host': 'evil.example' })
  expect(page.body).not.toContain('evil.example')
  expect(page.headers['cache-control']).toMatch(/private|no-store/)
  const own = await testSite({ env: { COPSE_URL: 'https://copse.example.org' } })
  const foreign = await own.nobody.post(
    '/password',
    { email: luc.email },
    { host: 'evil.example', origin: 'https://evil.example' },
  )
  expect(foreign.statusCode).toBe(403)
})

it('a line of the log is one line, whatever is in it', () => {
  const lines: string[] = []
  const log = logTo((text) => lines.push(text))
  log.error('request.failed', { route: 'x\n{"level":"info"}', message: 'a\r\nb\u2028c\u001b[31m' })
  expect(lines.join('').trim().split('\n')).toHaveLength(1)
  expect(lines.join('')).not.toContain('\u001b')
})

it('a letter has the recipients and headers that it was given, and no others', async () => {
  const post = outboxPost(folder, 'Copse <copse@example.org>')
  const base = { text: 'x', html: '<p>x', lang: 'en', messageId: '<1@example.org>', headers: {} }
  await post.send({ ...base, to: 'a@example.org', subject: 'One\r\nBcc: evil@example.org\r\n\r\nBody' })
  await post
    .send({ ...base, messageId: '<2@example.org>', to: 'a@example.org\r\nBcc: evil@example.org', subject: 'Two' })
    .catch(() => {})
  for (const name of readdirSync(folder).filter((one) => one.endsWith('.eml'))) {
    const [head] = readFileSync(join(folder, name), 'utf8').split('\n\n')
    expect(head).not.toMatch(/^bcc:/im)
  }
})

it('an address that is more than one, or that speaks to the mail server, is none', async () => {
  const wrong = [
    'a@b.cc\r\nRCPT TO:<c@d.ee>',
    'a@b.cc,c@d.ee',
    '"a\\r\\n"@b.cc',
    'a@b.cc>',
    '<a@b.cc',
    'a b@c.dd',
    'a@b.cc\u0000',
    '@b.cc',
    'a@',
    'a@b\u2028.cc',
  ]
  for (const email of wrong) {
    const asked = await world.nobody.post('/sign-in/link', { email })
    const [queued] = await world.owner<
      [{ n: number }]
    >`select count(*)::int n from mail where address ~ '[[:cntrl:],<> ]'`
    expect([asked.statusCode < 500, queued.n], email).toEqual([true, 0])
    for (const { email: found } of addressesIn(email)) if (found) expect(found).toMatch(/^[^\s@<>,"\\]+@[^\s@<>,"\\]+$/)
  }
})

it('a file of addresses that is made to be slow is not', () => {
  const honest = 'Maud Tessier <maud@example.org>, sam@example.org\n'
  const tortures = [
    '"'.repeat(50_000),
    '"a'.repeat(25_000),
    'a@'.repeat(25_000),
    '<"('.repeat(16_000),
    ';,\t'.repeat(16_000),
    `a@${'a.'.repeat(25_000)}`,
    `a@${'-'.repeat(50_000)}`,
    '\u00a0'.repeat(50_000),
    `${'x'.repeat(49_000)}@`,
  ]
  for (const torture of tortures) {
    const work = (text: string) => {
      try {
        addressesIn(text)
      } catch {}
    }
    expect(timesAsHard(work, torture, honest), torture.slice(0, 12)).toBeLessThan(300)
  }
})

it('a pasted list that no reader of CSV understands is refused in words', async () => {
  for (const addresses of ['"', '"a"b', 'a"b@c.dd"', '\u0000', '"\n"\n"'.repeat(300)]) {
    const answer = await luc.post(`${community.path}/invitations/addresses`, { addresses })
    expect(answer.statusCode, JSON.stringify(addresses).slice(0, 40)).toBe(422)
  }
})
