import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { bucket } from '../../../test/blobs/bucket.ts'
import { clamd, EICAR } from '../../../test/clamd.ts'
import { testSite } from '../../../test/site.ts'
import { ClamdAway, ping, scan } from '../../platform/clamd.ts'
import { clamdIn } from '../../platform/config.ts'

const scanner = await clamd()
const said: [string, Record<string, unknown> | undefined][] = []
const world = await testSite({
  env: { CLAMD_URL: scanner.url },
  log: { info: () => {}, error: (event, facts) => void said.push([event, facts]) },
})
const keeping = await testSite({ env: { CLAMD_URL: scanner.url, CLAMD_TOO_LARGE: 'keep' } })
afterAll(() => scanner.close())
beforeEach(() => {
  Object.assign(scanner, { mood: 'looks', most: 50_000_000, shown: 0 })
  said.length = 0
})
const config = clamdIn({ CLAMD_URL: scanner.url })!
const text = (name: string, bytes: Buffer | string) => ({ name, type: 'text/plain', bytes: Buffer.from(bytes) })

describe('what clamd is shown', () => {
  it('is clean, or what was found, or too large', async () => {
    expect(await scan(config, Readable.from([Buffer.from('x')]))).toEqual({ is: 'clean' })
    expect(await scan(config, Readable.from([]))).toEqual({ is: 'clean' })
    const [one, two] = [EICAR.slice(0, 20), EICAR.slice(20)].map((half) => Buffer.from(half))
    expect(await scan(config, Readable.from([one, two]))).toEqual({ is: 'found', what: 'Eicar-Test-Signature' })
    scanner.most = 1_000_000
    expect(await scan(config, Readable.from([randomBytes(4_000_000), randomBytes(4_000_000)]))).toEqual({
      is: 'too-large',
    })
    await ping(config)
  })

  it('is never more than it takes: what is slow to read is slowly sent', async () => {
    scanner.mood = 'slow to read'
    scanner.most = 1e9
    let sent = 0
    let ahead = 0
    const source = Readable.from(
      (function* () {
        for (let i = 0; i < 400; i++) {
          sent += 65536
          ahead = Math.max(ahead, sent - scanner.shown)
          yield Buffer.alloc(65536)
        }
      })(),
    )
    expect(await scan(config, source)).toEqual({ is: 'clean' })
    expect(scanner.shown).toBe(400 * 65536)
    expect(ahead).toBeLessThan(12_000_000)
  })

  it('is not called clean by a clamd that is away, silent, hangs up or talks nonsense', async () => {
    for (const mood of ['hangs up', 'nonsense', 'silent'] as const) {
      scanner.mood = mood
      await expect(scan(config, Readable.from([randomBytes(100_000)]), 200)).rejects.toThrow(ClamdAway)
    }
    const nobody = clamdIn({ CLAMD_URL: 'unix:/nowhere/clamd.ctl' })!
    await expect(scan(nobody, Readable.from(['x']))).rejects.toThrow(ClamdAway)
    await expect(ping(clamdIn({ CLAMD_URL: 'tcp://127.0.0.1:9' })!)).rejects.toThrow(ClamdAway)
    scanner.mood = 'looks'
    const broken = Readable.from(
      (function* () {
        yield Buffer.from('x')
        throw new Error('the disk broke')
      })(),
    )
    await expect(scan(config, broken)).rejects.toThrow('the disk broke')
  })

  it('goes where the setting says', () => {
    expect(clamdIn({})).toBeUndefined()
    expect(clamdIn({ CLAMD_URL: 'tcp://[::1]:3310' })).toEqual({ at: { host: '::1', port: 3310 }, tooLarge: 'refuse' })
    expect(clamdIn({ CLAMD_URL: 'unix:/run/clamav/clamd.ctl', CLAMD_TOO_LARGE: 'keep' })).toEqual({
      at: { path: '/run/clamav/clamd.ctl' },
      tooLarge: 'keep',
    })
    for (const url of ['clamd', 'http://x:1', 'tcp://x', 'unix:run'])
      expect(() => clamdIn({ CLAMD_URL: url })).toThrow('CLAMD_URL')
    expect(() => clamdIn({ CLAMD_TOO_LARGE: 'perhaps' })).toThrow('CLAMD_TOO_LARGE')
  })
})

describe('a file in which something harmful is found', () => {
  it('is refused by its name, with what was typed, and no row names it; others are taken', async () => {
    const ada = await world.person('Ada Umeh')
    const community = await world.community(ada)
    const open = (files: ReturnType<typeof text>[], accept = 'text/html') =>
      ada.upload(
        `${community.path}/discussions`,
        { title: 'Water is rising', text: 'Look at this.', intent: 'talk' },
        files.map((file) => ({ field: 'files', ...file })),
        { accept },
      )
    const refused = await open([text('levels.txt', 'one'), text('tool.exe', `MZ ${EICAR}`)])
    expect(refused.statusCode).toBe(422)
    expect(refused.body).toContain('We did not take “tool.exe”')
    expect(refused.body).toContain('Eicar-Test-Signature')
    expect(refused.body).toContain('Look at this.')
    expect(refused.body).toContain('Water is rising')
    expect(said).toEqual([['clamd.found', expect.objectContaining({ what: 'Eicar-Test-Signature' })]])
    const json = await open([text('tool.exe', EICAR)], 'application/json')
    expect(json.statusCode).toBe(422)
    expect(json.json().errors.files).toContain('tool.exe')
    expect(await world.owner`select from attachment`).toHaveLength(0)
    expect((await open([text('levels.txt', 'one')])).statusCode).toBe(303)
    expect(await world.owner`select from attachment`).toHaveLength(1)
  })

  it('is refused wherever files come: ahead of a text, on the shelf, as an import', async () => {
    const ada = await world.person('Ada Umeh')
    const community = await world.community(ada)
    await world.owner`update space set tools = tools || '{files,pages}' where id = ${community.id}`
    const before =
      await world.owner`select from attachment union all select from file_version union all select from page_import`
    const bad = { ...text('tool.txt', EICAR), field: 'files' }
    for (const path of ['attachments', 'files', 'pages/imports'])
      expect((await ada.upload(`${community.path}/${path}`, {}, [bad])).statusCode, path).toBe(422)
    const after =
      await world.owner`select from attachment union all select from file_version union all select from page_import`
    expect(after).toHaveLength(before.length)
  })

  it('is not let through because clamd is away: the text is not lost, and goes without the file', async () => {
    const ada = await world.person('Ada Umeh')
    const community = await world.community(ada)
    const path = `${community.path}/discussions`
    const fields = { title: 'Water is rising', text: 'Look at this.', intent: 'talk' }
    scanner.mood = 'hangs up'
    const away = await ada.upload(path, fields, [{ field: 'files', ...text('x.txt', 'x') }])
    expect(away.statusCode).toBe(503)
    expect(away.body).toContain('cannot be checked')
    expect(away.body).toContain('Look at this.')
    expect(said[0]![0]).toBe('clamd.away')
    expect((await ada.upload(path, fields, [])).statusCode).toBe(303)
  })

  it('may be too large to be looked into: then the setting says', async () => {
    scanner.most = 1000
    for (const [site, status] of [
      [world, 422],
      [keeping, 303],
    ] as const) {
      const ada = await site.person('Ada Umeh')
      const community = await site.community(ada)
      const sent = await ada.upload(`${community.path}/attachments`, {}, [text('film.txt', 'x'.repeat(200_000))])
      expect(sent.statusCode).toBe(status)
      if (status === 422) expect(sent.body).toContain('film.txt')
    }
  })
})

describe('a store of files that does not answer', () => {
  it('loses nothing that was typed, and acknowledges nothing', async () => {
    const there = await bucket()
    const { url, key, secret, region } = there.config
    const site = await testSite({
      env: { COPSE_S3_URL: url, COPSE_S3_KEY: key, COPSE_S3_SECRET: secret, COPSE_S3_REGION: region },
    })
    const ada = await site.person('Ada Umeh')
    const community = await site.community(ada)
    const send = () =>
      ada.upload(`${community.path}/discussions`, { title: 'Water is rising', text: 'Look at this.', intent: 'talk' }, [
        { field: 'files', ...text('x.txt', 'x') },
      ])
    there.before = () => there.refuse(403, 'AccessDenied')
    const away = await send()
    expect(away.statusCode).toBe(503)
    expect(away.body).toContain('does not answer just now')
    expect(away.body).toContain('Look at this.')
    there.before = () => there.refuse(507, 'InsufficientStorage')
    expect((await send()).statusCode).toBe(507)
    there.before = () => {}
    expect((await send()).statusCode).toBe(303)
    expect(site.mistakes.map((line) => line.split(' ')[0])).toEqual(['store.away', 'disk.full'])
    await there.close()
  })
})
