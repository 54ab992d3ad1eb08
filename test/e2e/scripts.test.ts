import type { TSchema } from '@sinclair/typebox'
import { expect, it } from 'vitest'
import { addressOf, type Stage as Place, stageFor } from '../access/stage.ts'
import { CANARY, vectors } from '../hostile/vectors.ts'
import { routes } from '../routes.ts'
import type { Page } from './stage.ts'
import { openStage } from './stage.ts'

/** What people type never runs: every attempt goes into every text field, and every page is opened under the policy. */

const stage = await openStage()
/** What would end or empty the place that is looked at afterwards. */
const ends =
  /(removal|ending|leaving|sign-out|closure|moving|reading|password|sign-in|tokens|door|tools|first-run|join\/)/

const place = await stageFor(stage, 'host')
const { visitor: host, community, discussion } = place

it(`${vectors.length} attempts, stored`, { timeout: 300_000 }, async () => {
  expect(vectors.length).toBeGreaterThan(500)
  await everyField(place)
  await stage.owner`delete from tries`
  const talks = [discussion.path, ...(await everyAttempt())]
  await host.upload(`${discussion.path}/messages`, { text: 'Files.', 'alt-0': vectors[0]! }, [
    { name: '"><img src=x onerror=hit()>.txt', type: 'text/html', bytes: Buffer.from('<script>hit()</script>') },
    {
      name: 'a.svg',
      type: 'image/svg+xml',
      bytes: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="hit()"/>'),
    },
  ])
  const pages = routes.filter(
    ({ method, url, access }) =>
      method === 'GET' && access !== 'operator' && !/token|hash|report|attachment|atom|archive|bookmarks/.test(url),
  )
  const paths = new Set([...pages.map((route) => addressOf2(route.url)), ...talks, `${community.path}/discussions`])
  const page = await stage.as(host)
  await guard(page)
  stage.forgive(/^(40\d|422|303) /)
  for (const path of paths) await look(page, path)
})

it('and reflected, in addresses and refused forms', { timeout: 120_000 }, async () => {
  const page = await stage.as(host)
  await guard(page)
  stage.forgive(/^(40\d|422|414) /)
  for (let i = 0; i < vectors.length; i += 25) {
    const some = vectors
      .slice(i, i + 25)
      .join(' ')
      .slice(0, 1500)
    await look(page, `/search?q=${encodeURIComponent(some.replace(/[\0\ud800-\udfff]/g, ''))}`)
  }
  for (const one of vectors.filter((_, i) => i % 40 === 0).map((v) => encodeURIComponent(v.replace(/\0/g, ''))))
    for (const path of [
      `/sign-in?to=${one}`,
      `/c/${one}`,
      `${community.path}/tags/${one.slice(0, 150)}`,
      `/${one}?x=${one}`,
    ])
      await look(page, path)
})

/** Fills every text of every form with an attempt, in some rounds. */
async function everyField(place: Place): Promise<void> {
  let next = 0
  for (const route of routes) {
    if (route.method !== 'POST' || ends.test(route.url) || route.access === 'operator') continue
    const texts = Object.entries(route.body.properties).filter(([, one]) => textual(one as TSchema))
    if (!texts.length) continue
    for (let round = 0; round < 4; round++) {
      const fields: Record<string, unknown> = { ...plain(route.body.properties as Record<string, TSchema>) }
      for (const [name, schema] of texts)
        fields[name] = vectors[next++ % vectors.length]!.slice(0, schema.maxLength ?? 5_000)
      const answer = await host.post(addressOf2(route.url, place), fields)
      expect(answer.statusCode, `${route.url} ${answer.body}`).toBeLessThan(500)
    }
  }
}

/** All attempts as texts, some in each message; and as titles. @returns where they stand */
async function everyAttempt(): Promise<string[]> {
  const talks: string[] = []
  for (let i = 0; i < vectors.length; i += 20) {
    const some = vectors.slice(i, i + 20)
    const title = some[0]!.slice(0, 140)
    const made = await host.post(`${community.path}/discussions`, {
      title,
      text: some.join('\n\n'),
      tags: some[1]!.slice(0, 30),
    })
    if (made.statusCode !== 201) throw new Error(made.body)
    talks.push(made.json().url)
    await host.post(`${made.json().url}/messages`, { text: some.map((one) => `> ${one}\n\n- ${one}`).join('\n') })
    talks.push(...(await asPage(title, some)))
  }
  return talks
}

/** Attempts wherever a page's own Markdown takes words. @returns the page, the editor on it, and what tells of it */
async function asPage(title: string, some: string[]): Promise<string[]> {
  const pieces = some.map(
    (one, n) =>
      `${one}\n\n## ${one}\n\n[[${one}|${one}]] [^${n}]\n\n> [!NOTE] ${one}\n\n- [ ] ${one}\n\n![${one}](/x "${one}")\n\n[^${n}]: ${one}`,
  )
  const made = await host.post(`${community.path}/pages`, { title, text: pieces.join('\n\n'), why: some[2]! })
  if (made.statusCode !== 201) throw new Error(made.body)
  const { url } = made.json()
  return [url, `${url}/edit`, `${url}/revisions/1`, `${url}/authors`]
}

function textual(schema: TSchema): boolean {
  return schema.type === 'string' && !schema.enum && !schema.format && !('const' in schema)
}

/** What a form needs besides its texts, as its schema says. */
function plain(properties: Record<string, TSchema>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(properties).flatMap(([name, one]): [string, unknown][] => {
      if (one.anyOf?.[0] && 'const' in one.anyOf[0]) return [[name, one.anyOf[0].const]]
      if (one.type === 'boolean') return [[name, true]]
      if (one.type === 'integer') return [[name, Math.max(one.minimum ?? 1, 1)]]
      return name === 'lang' ? [[name, 'en']] : name === 'timeZone' ? [[name, 'UTC']] : []
    }),
  )
}

function addressOf2(url: string, on: Place = place): string {
  const route = { url: url.replace(/:(?!space|id|number|handle|tag)\w+/g, '1'), method: 'GET' }
  return addressOf(route as never, on)
}

/** Tells the page what it must never come to. */
async function guard(page: Page): Promise<void> {
  page.on('dialog', (dialog) => {
    void dialog.dismiss()
    throw new Error(`a dialog: ${dialog.message()}`)
  })
  await page.addInitScript(() => {
    const seen = window as unknown as { broken: string[]; hit: () => void }
    seen.broken = []
    seen.hit = () => seen.broken.push('it ran')
    document.addEventListener('securitypolicyviolation', (event) =>
      seen.broken.push(`${event.violatedDirective} ${event.blockedURI}`),
    )
  })
}

async function look(page: Page, path: string): Promise<void> {
  await page.goto(path, { waitUntil: 'load' })
  const found = await page.evaluate((canary) => {
    const seen = window as unknown as { broken?: string[]; hit?: unknown }
    const strange = [...document.querySelectorAll('*')].flatMap((one) => {
      const names = one.getAttributeNames().filter((name) => /^(on|style$|srcdoc$)/.test(name))
      const addresses = ['href', 'src', 'action', 'formaction', 'data', 'xlink:href', 'poster', 'srcset'].flatMap(
        (name) => one.getAttribute(name) ?? [],
      )
      const led = addresses.filter(
        (to) =>
          /^[\s\u0000-\u0020]*(javascript|data|vbscript|blob):/i.test(to) ||
          (one.tagName !== 'A' && to.includes(canary)),
      )
      const tag = /^(IFRAME|OBJECT|EMBED|BASE|STYLE|MATH|FRAME|APPLET|TURBO-STREAM|foreignObject|animate|set)$/i.test(
        one.tagName,
      )
      const script = one.tagName === 'SCRIPT' && !one.getAttribute('src')?.startsWith('/assets/')
      const refresh = one.tagName === 'META' && one.hasAttribute('http-equiv')
      return names.length || led.length || tag || script || refresh ? [one.outerHTML.slice(0, 200)] : []
    })
    return [...(seen.broken ?? []), ...strange, ...(seen.hit === 1 ? ['it ran'] : [])]
  }, CANARY)
  expect(found, path).toEqual([])
}
