import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { run, type Shelf, startShelf } from './dav.ts'

/** Calendars of others against a started Copse: by CalDAV, with an application password. */

const has = async (words: string[]) => (await run(words[0]!, words.slice(1))).ok
const vdirsyncer = await has(['vdirsyncer', '--version'])
const khal = await has(['khal', '--version'])
const python = await has(['/usr/bin/python3', '-c', 'import caldav, vobject, icalendar'])
for (const [name, there] of Object.entries({ vdirsyncer, khal, 'python3-caldav': python }))
  if (!there) console.warn(`\n*** SKIPPED: no ${name} (apt-get install ${name}) ***\n`)

let shelf: Shelf
const home = mkdtempSync(join(tmpdir(), 'copse-caldav-'))
beforeAll(async () => {
  shelf = await startShelf()
})
afterAll(async () => {
  await shelf?.end()
  rmSync(home, { recursive: true, force: true })
})

describe.runIf(python)('python3-caldav', () => {
  it('finds, saves, searches, expands, follows changes, deletes', async () => {
    const { site, name, password } = shelf
    const { said } = await run('/usr/bin/python3', [
      'test/peers/speak-caldav.py',
      `${site}/dav/calendars/`,
      name,
      password,
    ])
    expect(said).toMatch(/fine\n?$/)
  })
})

describe.runIf(vdirsyncer)('vdirsyncer', () => {
  const slug = () => shelf.community.slice(3)
  const local = () => join(home, 'local', slug())
  const env = { ...process.env, HOME: home, VDIRSYNCER_CONFIG: join(home, 'vdirsyncer.conf') }
  const vdir = (...words: string[]) => run('vdirsyncer', words, { env, cwd: home })
  const files = () => readdirSync(local()).filter((name) => name.endsWith('.ics'))
  const words = (name: string) => readFileSync(join(local(), name), 'utf8')
  const synced = async (...words: string[]) => {
    const answer = await vdir('sync', ...words)
    expect(answer.said).not.toMatch(/error|conflict/i)
    expect(answer, answer.said).toMatchObject({ ok: true })
  }

  beforeAll(() => {
    const { site, name, password } = shelf
    writeFileSync(
      env.VDIRSYNCER_CONFIG,
      `[general]
status_path = "${home}/status/"
[pair calendars]
a = "here"
b = "there"
collections = ["from b"]
metadata = ["color", "displayname"]
[storage here]
type = "filesystem"
path = "${home}/local/"
fileext = ".ics"
[storage there]
type = "caldav"
url = "${site}/"
username = "${name}"
password = "${password}"
`,
    )
  })

  it('finds the calendar and keeps it the same on both sides', async () => {
    const found = await run('sh', ['-c', 'yes | vdirsyncer discover'], { env, cwd: home })
    expect(found, found.said).toMatchObject({ ok: true })
    expect(existsSync(local())).toBe(true)
    const made = await shelf.post(`${shelf.community}/events`, {
      title: 'From the page',
      day: '2027-05-01',
      time: '10:00',
      zone: 'Europe/London',
      repeat: 'week',
      until: '2027-06-01',
    })
    expect(made.status).toBe(201)
    const { url } = (await made.json()) as { url: string }
    await synced()
    expect(files()).toHaveLength(1)
    expect(words(files()[0]!)).toContain('SUMMARY:From the page')
    // Here anew, and one date of the series otherwise.
    writeFileSync(
      join(local(), 'mine.ics'),
      calendar('mine@peer', 'SUMMARY:From here', 'DTSTART:20270503T100000Z', 'DTEND:20270503T110000Z'),
    )
    const series = files().find((name) => name !== 'mine.ics')!
    const vevent = /BEGIN:VEVENT[\s\S]*END:VEVENT\r?\n/.exec(words(series))![0]
    const date = vevent
      .replace(/RRULE.*\r?\n/, 'RECURRENCE-ID;TZID=Europe/London:20270508T100000\r\n')
      .replaceAll('20270501T', '20270508T')
      .replace('From the page', 'From the page, otherwise')
    writeFileSync(join(local(), series), words(series).replace('END:VCALENDAR', `${date}END:VCALENDAR`))
    await synced()
    const shown = (await (await shelf.get(`${url}?date=2027-05-08T10:00:00`)).json()) as { title: string }
    expect(shown.title).toBe('From the page, otherwise')
    await synced()
    expect(files()).toHaveLength(2)
    // There changed and taken away; here taken away.
    const [mine] = files().filter((name) => words(name).includes('From here'))
    rmSync(join(local(), mine!))
    await shelf.post(`${url}/cancellation`, { on: true })
    await synced()
    expect(files()).toHaveLength(1)
    expect(words(files()[0]!)).toContain('STATUS:CANCELLED')
    await shelf.post(`${url}/removal`)
    // It asks before it empties a side.
    await synced('--force-delete')
    expect(files()).toEqual([])
  })

  it('is told of a conflict, and loses neither', async () => {
    const made = await shelf.post(`${shelf.community}/events`, {
      title: 'Both',
      day: '2027-07-01',
      time: '10:00',
      zone: 'Europe/London',
    })
    const { url } = (await made.json()) as { url: string }
    await synced()
    const [name] = files()
    writeFileSync(join(local(), name!), words(name!).replace('SUMMARY:Both', 'SUMMARY:Both here'))
    await shelf.post(`${url}/edit`, { title: 'Both there', day: '2027-07-01', time: '10:00', zone: 'Europe/London' })
    const answer = await vdir('sync')
    expect(answer.ok).toBe(false)
    expect(answer.said).toMatch(/conflict/i)
    expect(words(name!)).toContain('Both here')
    const shown = (await (await shelf.get(url)).json()) as { title: string }
    expect(shown.title).toBe('Both there')
    await shelf.post(`${url}/removal`)
    rmSync(join(local(), name!))
    await synced('--force-delete')
  })

  it.runIf(khal)('lets khal make an event that people see', async () => {
    mkdirSync(join(home, '.config', 'khal'), { recursive: true })
    const config = join(home, 'khal.conf')
    writeFileSync(
      config,
      `[calendars]\n[[river]]\npath = ${local()}\n[locale]\ntimeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\ndatetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\nlocal_timezone = Europe/Paris\ndefault_timezone = Europe/Paris\n[default]\ndefault_calendar = river\n`,
    )
    const made = await run(
      'khal',
      [
        '-c',
        config,
        'new',
        '2027-08-01',
        '18:00',
        '19:30',
        'Evening at the weir',
        '--repeat',
        'weekly',
        '--until',
        '2027-08-31',
      ],
      { env, cwd: home },
    )
    expect(made, made.said).toMatchObject({ ok: true })
    await synced()
    const shown = (await (await shelf.get(`${shelf.community}/calendar?view=agenda&day=2027-08-01`)).json()) as {
      dates: { title: string; starts: string; zone: string }[]
    }
    expect(shown.dates.map(({ title, starts }) => [title, starts])).toEqual(
      ['01', '08', '15', '22', '29'].map((day) => ['Evening at the weir', `2027-08-${day}T18:00:00`]),
    )
    const listed = await run('khal', ['-c', config, 'list', '2027-08-08', '2027-08-09'], { env, cwd: home })
    expect(listed.said).toContain('Evening at the weir')
  })
})

function calendar(uid: string, ...lines: string[]): string {
  const said = [`UID:${uid}`, 'DTSTAMP:20260101T000000Z', ...lines]
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Peer//EN',
    'BEGIN:VEVENT',
    ...said,
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n')
}
