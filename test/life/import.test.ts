import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cleanUp, copse, found, type Running, root, speak, start } from './program.ts'
import { readyFolder } from './ready.ts'

/** An import as an operator does it: beside the running server, twice, and with a broken file. */

const fixture = join(root, 'src/tools/discussions/import/fixtures/posts.xml')
const coffee = process.env.COPSE_COFFEE ?? resolve(root, '../shared/data/coffee/Posts.xml')
const here = readyFolder()
let site: Running
let cookie: string

beforeAll(async () => {
  site = await start(here)
  cookie = (await found(site)).cookie
})
afterAll(async () => {
  await site.stop()
  await cleanUp(here)
})

async function discussionsIn(
  community: string,
): Promise<{ url: string; messageCount: number; accepted: number | null; title: string }[]> {
  const all: { url: string; messageCount: number; accepted: number | null; title: string }[] = []
  for (let next: string | null = `/c/${community}/discussions`; next; ) {
    const list = (await (await speak(site, cookie).get(next)).json()) as {
      discussions: typeof all
      next: string | null
    }
    all.push(...list.discussions)
    next = list.next
  }
  return all
}

describe('a dump of our own', () => {
  it('comes once, however often it is imported', async () => {
    const first = await copse(here, ['import', 'stackexchange', fixture, '--into', 'tea'])
    expect(first).toContain('Made the community tea.')
    const after = await discussionsIn('tea')
    expect(after.length).toBeGreaterThan(1)
    const second = await copse(here, ['import', 'stackexchange', fixture, '--into', 'tea'])
    expect(second).toMatch(/0 questions and 0 answers/)
    expect(await discussionsIn('tea')).toEqual(after)
  })

  it('a truncated one changes nothing and says where it breaks', async () => {
    const cut = join(here, 'cut.xml')
    writeFileSync(cut, readFileSync(fixture, 'utf8').slice(0, 2000))
    await expect(copse(here, ['import', 'stackexchange', cut, '--into', 'river-keepers'])).rejects.toThrow(
      /Line \d+, column \d+/,
    )
    expect(await discussionsIn('river-keepers')).toEqual([])
  })
})

const there = existsSync(coffee)
if (!there) console.log(`SKIPPED: the coffee data is not at ${coffee}; set COPSE_COFFEE to its Posts.xml`)

describe.runIf(there)('a real community’s first six weeks', () => {
  it('all 225 questions and 327 answers, with accepted answers and dates, twice without doubling', async () => {
    await copse(here, ['import', 'stackexchange', coffee, '--into', 'coffee'])
    await copse(here, ['import', 'stackexchange', coffee, '--into', 'coffee'])
    const all = await discussionsIn('coffee')
    expect(all).toHaveLength(225)
    expect(all.reduce((sum, one) => sum + one.messageCount - 1, 0)).toBe(327)
    expect(all.filter((one) => one.accepted)).toHaveLength(105)
    const one = all.find((each) => each.title === 'How should I store whole bean coffee?')!
    const whole = (await (await speak(site, cookie).get(one.url)).json()) as {
      tags: string[]
      accepted: number
      createdAt: string
      messages: { number: number; origin: string; html: string }[]
    }
    expect(whole).toMatchObject({ tags: ['storage', 'whole-bean'], createdAt: '2015-01-27T20:09:32.720Z' })
    expect(whole.messages.find((message) => message.number === whole.accepted)!.origin).toBe(
      'https://coffee.stackexchange.com/a/24',
    )
  })
})
