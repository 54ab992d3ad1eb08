import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { run, type Shelf, startShelf } from './dav.ts'

/** Programs of others against a started Copse: by WebDAV, with an application password. */

const has = async (program: string) => (await run('sh', ['-c', `command -v ${program}`])).ok
const [litmus, cadaver, rclone] = await Promise.all(['litmus', 'cadaver', 'rclone'].map(has))
for (const [name, there] of Object.entries({ litmus, cadaver, rclone }))
  if (!there) console.warn(`\n*** SKIPPED: no ${name} (apt-get install ${name}) ***\n`)

let shelf: Shelf
const home = mkdtempSync(join(tmpdir(), 'copse-dav-'))
beforeAll(async () => {
  shelf = await startShelf()
})
afterAll(async () => {
  await shelf?.end()
  rmSync(home, { recursive: true, force: true })
})

describe.runIf(litmus)('litmus', () => {
  it.each(['basic', 'copymove', 'props', 'locks', 'http'])('passes: %s', async (suite) => {
    const { address, name, password } = shelf
    const env = { ...process.env, TESTS: suite }
    const { said } = await run('litmus', ['-k', address, name, password], { env, cwd: home })
    console.log(said)
    expect(said).toMatch(/summary for .\w+.: of (\d+) tests run: \1 passed, 0 failed\. 100\.0%/)
    expect(said).not.toMatch(/SKIPPED|FAIL|WARNING/)
  })
})

interface Shown {
  name: string
  url: string
  versions?: number
  entries: Shown[]
}

/** What the site shows at a path of names. */
async function shown(...names: string[]): Promise<Shown | undefined> {
  let url: string | undefined = `${shelf.community}/files`
  for (const name of names) {
    const { entries } = (await (await shelf.get(url!)).json()) as Shown
    url = entries.find((one) => one.name === name)?.url
    if (!url) return undefined
  }
  return (await (await shelf.get(url!)).json()) as Shown
}

const trash = async () => {
  const { entries } = (await (await shelf.get(`${shelf.community}/files/trash`)).json()) as Shown
  return entries.map(({ name }) => name)
}

describe.runIf(cadaver)('cadaver', () => {
  /** Types these lines, one after the other, and leaves. */
  const types = async (...lines: string[]) => {
    const { hostname } = new URL(shelf.address)
    const netrc = `machine ${hostname} login ${shelf.name} password ${shelf.password}\n`
    writeFileSync(join(home, '.netrc'), netrc, { mode: 0o600 })
    writeFileSync(join(home, 'typed'), `${lines.join('\n')}\nquit\n`)
    return run('sh', ['-c', `cadaver ${shelf.address} < typed`], { cwd: home, env: { ...process.env, HOME: home } })
  }

  it('does a day’s work: puts, writes over, moves, locks, takes away', async () => {
    writeFileSync(join(home, 'levels.csv'), 'day,cm\n1,30\n')
    const put = await types('mkcol Measures', 'put levels.csv Measures/levels.csv', 'ls Measures')
    expect(put.said).toContain('levels.csv')
    writeFileSync(join(home, 'levels.csv'), 'day,cm\n1,30\n2,31\n')
    await types('put levels.csv Measures/levels.csv')
    expect(await shown('Measures', 'levels.csv')).toMatchObject({ versions: 2 })
    const moved = await types(
      'lock Measures/levels.csv',
      'propset Measures/levels.csv station weir',
      'propget Measures/levels.csv station',
      'unlock Measures/levels.csv',
      'move Measures/levels.csv Measures/spring.csv',
      'copy Measures Copies',
      'get Measures/spring.csv fetched.csv',
    )
    expect(moved.said).not.toMatch(/failed/i)
    expect(moved.said).toContain('weir')
    expect(readFileSync(join(home, 'fetched.csv'), 'utf8')).toBe('day,cm\n1,30\n2,31\n')
    expect(await shown('Measures', 'spring.csv')).toMatchObject({ versions: 2 })
    expect(await shown('Copies', 'spring.csv')).toMatchObject({ versions: 1 })
    await types('delete Measures/spring.csv', 'rmcol Copies')
    expect(await shown('Measures', 'spring.csv')).toBeUndefined()
    expect(await trash()).toEqual(expect.arrayContaining(['spring.csv', 'Copies']))
  })
})

describe.runIf(rclone)('rclone', () => {
  const asks = async (...words: string[]) => {
    const { said } = await run('rclone', ['obscure', shelf.password])
    const env = {
      ...process.env,
      RCLONE_CONFIG: join(home, 'rclone.conf'),
      RCLONE_WEBDAV_URL: shelf.address,
      RCLONE_WEBDAV_VENDOR: 'other',
      RCLONE_WEBDAV_USER: shelf.name,
      RCLONE_WEBDAV_PASS: said.trim(),
    }
    const answer = await run('rclone', words, { env, cwd: home })
    expect(answer).toMatchObject({ ok: true })
    return answer.said
  }

  it('keeps a folder of many files the same on both sides', async () => {
    const here = join(home, 'mine', 'été & co', 'deeper')
    mkdirSync(here, { recursive: true })
    for (let n = 0; n < 20; n++) writeFileSync(join(here, `n° ${n} #100%.txt`), `number ${n}\n`)
    writeFileSync(join(home, 'mine', 'large.bin'), Buffer.alloc(8_000_000, 7))
    writeFileSync(join(home, 'mine', 'empty.txt'), '')
    await asks('sync', 'mine', ':webdav:theirs')
    expect(await asks('check', '--download', 'mine', ':webdav:theirs')).toMatch(/0 differences found/)
    writeFileSync(join(here, 'n° 3 #100%.txt'), 'another number, and longer\n')
    rmSync(join(here, 'n° 4 #100%.txt'))
    await asks('sync', 'mine', ':webdav:theirs')
    expect(await asks('check', '--download', 'mine', ':webdav:theirs')).toMatch(/0 differences found/)
    expect(await shown('theirs', 'été & co', 'deeper', 'n° 3 #100%.txt')).toMatchObject({ versions: 2 })
    expect(await shown('theirs', 'été & co', 'deeper', 'n° 5 #100%.txt')).toMatchObject({ versions: 1 })
    expect(await trash()).toContain('n° 4 #100%.txt')
    await asks('moveto', ':webdav:theirs/large.bin', ':webdav:theirs/été & co/large.bin')
    expect(await shown('theirs', 'été & co', 'large.bin')).toMatchObject({ versions: 1 })
    expect(await asks('about', ':webdav:')).toMatch(/Used:/)
    await asks('purge', ':webdav:theirs')
    expect(await trash()).toContain('theirs')
  })
})
