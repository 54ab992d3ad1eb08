import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Secret, TOTP } from 'otpauth'
import { afterEach, describe, expect, it } from 'vitest'
import { cleanUp, copse, dataFolder, found, type Running, speak, start } from './program.ts'
import { readyFolder } from './ready.ts'

/** The whole program as an operator meets it: started, started twice, killed, started again. */

const folders: string[] = []
const running: Running[] = []

async function started(folder: string, words: string[] = [], env: Record<string, string> = {}): Promise<Running> {
  const one = await start(folder, words, env)
  running.push(one)
  return one
}

function folder(made = dataFolder()): string {
  folders.push(made)
  return made
}

const ready = () => folder(readyFolder())

afterEach(async () => {
  for (const one of running.splice(0)) await one.kill()
  for (const one of folders.splice(0)) await cleanUp(one)
})

describe('starting', () => {
  it('serves an empty site and prints a link that founds it once', async () => {
    const site = await started(folder())
    expect(await (await fetch(`${site.url}/healthz`)).json()).toEqual({ ok: true })
    const { cookie, community } = await found(site)
    expect((await speak(site, cookie).get(community)).status).toBe(200)
    await expect(found(site)).rejects.toThrow(/link-ended/)
    expect(await site.stop()).toBe(0)
  })

  it('a second start on the same folder says so and ends; the first goes on', async () => {
    const here = ready()
    const first = await started(here)
    const second = await started(here)
    expect(second.url).toBe('')
    expect(second.output()).toContain('Copse is already running')
    expect(second.process.exitCode).toBe(1)
    expect((await fetch(`${first.url}/readyz`)).status).toBe(200)
  })

  it('two starts in the same moment on a new folder: one serves, the other says so', async () => {
    const here = folder()
    const both = await Promise.all([started(here), started(here)])
    expect(both.filter((one) => one.url)).toHaveLength(1)
    expect(both.find((one) => !one.url)!.output()).toContain('Copse is already running')
  })

  it('says what is wrong with a setting', async () => {
    const one = await started(folder(), [], { COPSE_URL: 'copse.example.org' })
    expect(one.output()).toContain('COPSE_URL must look like')
    expect(one.process.exitCode).toBe(1)
  })
})

describe('kill -9', () => {
  it('loses nothing that was acknowledged: every message answered 201 is there after the next start', async () => {
    const here = ready()
    let site = await started(here)
    const { cookie, community } = await found(site)
    const opened = (await (
      await speak(site, cookie).post(`${community}/discussions`, { title: 'Held', text: 'Before' })
    ).json()) as { url: string }
    const acknowledged: string[] = []
    for (let round = 0; round < 3; round++) {
      const { post } = speak(site, cookie)
      let half = () => {}
      const enough = new Promise<void>((resolve) => {
        half = resolve
      })
      const before = acknowledged.length
      const words = Array.from({ length: 40 }, (_, i) => `round ${round} message ${i}`)
      const writing = words.map(async (text) => {
        const answer = await post(`${opened.url}/messages`, { text }).catch(() => undefined)
        if (answer?.status === 201 && acknowledged.push(text) >= before + 8 + round * 5) half()
      })
      await enough // in the midst of the others
      await site.kill()
      await Promise.all(writing)
      site = await started(here)
    }
    const kept: string[] = []
    for (let next: string | null = `${opened.url}/messages`; next; ) {
      const list = (await (await speak(site, cookie).get(next)).json()) as {
        messages: { html: string; number: number }[]
        next: string | null
      }
      kept.push(...list.messages.map((message) => message.html.replace(/<[^>]+>/g, '').trim()))
      next = list.next
    }
    expect(acknowledged.length).toBeGreaterThan(35)
    expect(kept).toEqual(expect.arrayContaining(acknowledged))
    expect(new Set(kept).size).toBe(kept.length)
  })
})

describe('commands beside a running server', () => {
  it('make a token, a link, an invitation; print them on a last line of their own', async () => {
    const here = ready()
    const site = await started(here)
    const { community } = await found(site)
    const token = (await copse(here, ['token', 'ada@example.org'])).trim().split('\n').at(-1)!
    const answer = await fetch(site.url + community, { headers: { authorization: `Bearer ${token}` } })
    expect(((await answer.json()) as { space: { name: string } }).space.name).toBe('River Keepers')
    expect((await copse(here, ['link', 'ada@example.org'])).trim()).toMatch(/\/sign-in\/\d+-/)
    expect((await copse(here, ['invite', 'river-keepers'])).trim()).toMatch(/\/join\/\d+-/)
    await expect(copse(here, ['token', 'nobody@example.org'])).rejects.toThrow(/Nobody here has the address/)
    expect(await copse(here, ['shelf'])).toContain('river-keepers\t0.0 MB\tnone')
    expect(await copse(here, ['shelf', 'river-keepers', '--most', '2000'])).toContain('river-keepers\t0.0 MB\t2000 MB')
    await expect(copse(here, ['shelf', 'river-keepers', '--most', 'lots'])).rejects.toThrow(/Say how much/)
    await expect(copse(here, ['shelf', 'nowhere'])).rejects.toThrow(/There is no community/)
  })

  it('switch off a second step for who lost phone and codes; they see that, and the token, among what happened', async () => {
    const here = folder()
    const site = await started(here)
    const { cookie } = await found(site)
    const ada = speak(site, cookie)
    const keys = async () =>
      (await (await ada.get('/me/keys')).json()) as { secondStep: object | null; events: { verb: string }[] }
    await expect(copse(here, ['code-off', 'ada@example.org'])).rejects.toThrow(/has no second step/)
    await expect(copse(here, ['code-off', 'nobody@example.org'])).rejects.toThrow(/Nobody here has the address/)
    const { secret, sealed } = (await (await ada.get('/me/code')).json()) as { secret: string; sealed: string }
    const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate()
    expect((await ada.post('/me/code', { sealed, code })).status).toBe(201)
    expect((await keys()).secondStep).not.toBeNull()
    expect(await copse(here, ['code-off', 'ada@example.org'])).toContain('is off')
    await copse(here, ['token', 'ada@example.org'])
    const after = await keys()
    expect(after.secondStep).toBeNull()
    expect(after.events.map(({ verb }) => verb)).toEqual(['token-by-operator', 'code-off-by-operator', 'code-on'])
    expect((await fetch(`${site.url}/readyz`)).status).toBe(200)
  })

  it('work alone, too, and leave no server behind', async () => {
    const here = ready()
    const site = await started(here)
    await found(site)
    await site.stop()
    expect((await copse(here, ['token', 'ada@example.org'])).trim().split('\n').at(-1)).toMatch(/^copse_/)
    const again = await started(here)
    expect(again.url).not.toBe('')
  })
})

describe('places', () => {
  it('a path with spaces and accents', async () => {
    const here = join(folder(), 'été à la rivière')
    mkdirSync(here)
    folders.unshift(here)
    const site = await started(here)
    expect((await fetch(`${site.url}/readyz`)).status).toBe(200)
  })
})

describe('copse forget', () => {
  it('asks to be sure, and the running server does the rest', async () => {
    const here = ready()
    const site = await started(here, ['--demo'])
    await expect(copse(here, ['forget', 'luc@copse.example'])).rejects.toThrow(/Nobody can undo it/)
    await expect(copse(here, ['forget', 'nobody@copse.example', '--yes'])).rejects.toThrow(
      /Nobody here has the address/,
    )
    expect(await copse(here, ['forget', 'luc@copse.example', '--yes'])).toContain('cannot sign in any more')
    await expect(copse(here, ['token', 'luc@copse.example'])).rejects.toThrow(/Nobody here has the address/)
    await expect
      .poll(() => (existsSync(join(here, 'erased')) ? readFileSync(join(here, 'erased'), 'utf8') : ''), {
        timeout: 15_000,
      })
      .toMatch(/^\d+ \d{4}-\d\d-\d\dT\S+\n$/)
    expect(await site.stop()).toBe(0)
  })
})
