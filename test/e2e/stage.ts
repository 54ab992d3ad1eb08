import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, expect } from 'vitest'
import { loadWorld } from '../../seeds/load.ts'
import { logTo } from '../../src/platform/log.ts'
import { hashOf, newSecret } from '../../src/spine/people/credential.ts'
import { root } from '../setup.ts'
import { type Person, type TestSite, testSite } from '../site.ts'
import { openBrowser } from './browser.ts'
import { type KeptPage, keptPage } from './kept-page.ts'

/** How someone looks at the site. */
export interface Look {
  width?: number
  height?: number
  dark?: boolean
  touch?: boolean
  scripts?: boolean
}

/** A site that listens, a browser, and people before it. */
export interface Stage extends TestSite {
  address: string
  browser: Browser
  /** A page of a browser in which this person is signed in; without a person, nobody is. */
  as(person?: { cookie: string }, look?: Look): Promise<Page>
  /** The same, but the page of the test before, as if it were new: for many tests that only look. One for a test. */
  again(person?: { cookie: string }): Promise<Page>
  /** Someone of the demonstration world, signed in. */
  cast(handle: string): Promise<{ cookie: string }>
  /** Lets the running test cause this trouble: a refused form, a lost network. */
  forgive(trouble: RegExp): void
}

const shots = join(root, '.tmp/e2e')

/**
 * Opens a site for one file of browser tests. Whatever goes wrong in any page while a test runs (an error in the console,
 * a broken policy, an answer of 400 or more, a request to another site) fails that test.
 * @param options.world with the demonstration
 * @param options.touch the page that is used again is one to touch
 */
export async function openStage(options: { world?: boolean; touch?: boolean } = {}): Promise<Stage> {
  const log = logTo((line) => {
    if (!line.includes('"level":"info"')) console.error(line)
  })
  const site = await testSite({ log })
  if (options.world) await loadWorld(site.site, join(root, 'seeds/pictures'))
  const address = await site.listen()
  const browser = await openBrowser()
  let open: BrowserContext[] = []
  let kept: KeptPage | undefined
  let troubles: string[] = []
  let forgiven: RegExp[] = []

  afterEach(async ({ task }) => {
    const failed = task.result?.state === 'fail'
    if (failed) await photograph(kept ? [...open, kept.context] : open, task.name)
    await Promise.all(open.map((context) => context.close()))
    // A page in which something failed may be in any state.
    if (failed) await kept?.context.close()
    else await kept?.empty()
    if (failed) kept = undefined
    const found = troubles.filter((one) => !forgiven.some((pattern) => pattern.test(one)))
    open = []
    troubles = []
    forgiven = []
    expect(found, 'what went wrong in the pages').toEqual([])
  })
  afterAll(() => browser.close())

  const windowFor = async (look: Look) => {
    const context = await browser.newContext({
      baseURL: address,
      viewport: { width: look.width ?? 1280, height: look.height ?? 800 },
      colorScheme: look.dark ? 'dark' : 'light',
      hasTouch: look.touch ?? false,
      javaScriptEnabled: look.scripts ?? true,
      reducedMotion: 'reduce',
      locale: 'en-GB',
    })
    context.setDefaultTimeout(10_000)
    watch(context, address, (trouble) => troubles.push(trouble))
    return context
  }
  const signIn = async (context: BrowserContext, person?: { cookie: string }) => {
    if (person?.cookie) await context.addCookies([cookieOf(person.cookie, address)])
  }

  return {
    ...site,
    address,
    browser,
    async as(person, look = {}) {
      const context = await windowFor(look)
      open.push(context)
      await signIn(context, person)
      return context.newPage()
    },
    async again(person) {
      kept ??= await keptPage(await windowFor({ touch: options.touch }), address)
      await signIn(kept.context, person)
      return kept.page
    },
    async cast(handle) {
      const secret = newSecret()
      const [row] = await site.owner<[{ id: number }]>`select id from person where handle = ${handle}`
      await site.site.database.app`select open_session(${row.id}, ${hashOf(secret)}, 'test')`
      return { cookie: `copse=${secret}` }
    },
    forgive: (trouble) => forgiven.push(trouble),
  }
}

function cookieOf(pair: string, url: string) {
  const [name, value] = pair.split('=') as [string, string]
  return { name, value, url, httpOnly: true, sameSite: 'Lax' as const }
}

function watch(context: BrowserContext, address: string, complain: (trouble: string) => void): void {
  const short = (url: string) => url.replace(address, '')
  context.on('console', (message) => {
    // The browser's own words about refused requests; they are seen below, with their status.
    if (message.type() !== 'error' || message.text().startsWith('Failed to load resource')) return
    // And about a line that was lost or not opened: pages live with it; that it opens is tested where it matters.
    if (message.text().startsWith('WebSocket connection to')) return
    complain(`console: ${message.text()}`)
  })
  context.on('weberror', (error) => complain(`error: ${error.error().stack ?? error.error().message}`))
  context.on('request', (request) => {
    const url = request.url()
    if (!url.startsWith(`${address}/`) && !/^(data|blob):/.test(url)) complain(`foreign request: ${url}`)
  })
  context.on('response', (response) => {
    if (response.status() >= 400)
      complain(`${response.status()} ${response.request().method()} ${short(response.url())}`)
  })
  context.on('requestfailed', (request) => {
    const why = request.failure()?.errorText ?? ''
    // A page that is left gives up what it was loading.
    if (why !== 'net::ERR_ABORTED') complain(`failed: ${request.method()} ${short(request.url())} ${why}`)
  })
}

/** What the pages looked like when a test failed, for whoever has to find out why. */
async function photograph(contexts: BrowserContext[], name: string): Promise<void> {
  mkdirSync(shots, { recursive: true })
  const pages = contexts.flatMap((context) => context.pages())
  for (const [i, page] of pages.entries()) {
    const path = join(shots, `${name.replace(/\W+/g, '-').slice(0, 80)}-${i + 1}.png`)
    await page.screenshot({ path, fullPage: true, timeout: 5_000 }).catch(() => {})
    console.error(`${page.url()}: ${path}`)
  }
}

export type { Page, Person }
