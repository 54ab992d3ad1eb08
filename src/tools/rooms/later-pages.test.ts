import { expect, it } from 'vitest'
import { world } from '../../../seeds/world.ts'
import { testSite } from '../../../test/site.ts'
import { renderMarkdown } from '../../platform/markdown/markdown.ts'

/** What an open page fetches of a long room: what was said, and nothing of the page that it has. */

const site = await testSite()
const ada = await site.person('Ada Umeh')
const people = [ada]
for (const name of ['Luc Marchetti', 'Mira Holm', 'Yara Okafor', 'Kwame Boateng']) people.push(await site.person(name))
const community = await site.community(ada)
for (const one of people.slice(1)) await site.join(community, one)
const room: { id: number; url: string } = (await ada.post(`${community.path}/rooms`, { title: 'At the water' })).json()

/** As people write in a room: a sentence or two, none of them twice on a page. */
const texts = world.discussions
  .flatMap(({ messages }) => messages.flatMap(({ text }) => text.split('\n\n')))
  .filter((text) => text.length < 200)
const COUNT = 150
await site.owner`
  insert into message (space_id, item_id, number, modseq, author_id, lang, source, html, created_at)
  select ${community.id}, ${room.id}, n, n, (${people.map(({ id }) => id)}::bigint[])[1 + n * 7 % ${people.length}::int], 'en', source, html,
    now() - (${COUNT}::int - n) * interval '37 minutes'
  from unnest(${Array.from({ length: COUNT }, (_, n) => texts[n % texts.length]!)}::text[],
    ${Array.from({ length: COUNT }, (_, n) => renderMarkdown(texts[n % texts.length]!))}::text[]) with ordinality m(source, html, n)`
await site.owner`update tail set last_number = ${COUNT}, modseq = ${COUNT}, said_modseq = ${COUNT}, count = ${COUNT}, last_at = now() where item_id = ${room.id}`

const page = (n: number, headers: Record<string, string> = {}) => ada.get(`${room.url}?page=${n}&only=said`, headers)

it('has the messages with the days above them, and the ways on', async () => {
  const [all, only] = [(await ada.get(`${room.url}?page=2`)).body, (await page(2)).body]
  const part = (from: string, to: string) => all.slice(all.indexOf(from), all.indexOf(to) + to.length)
  expect(only).toContain('id="m51"')
  expect(only).toContain(part('<p class="earlier"', '<p class="later"'))
  expect(only).not.toContain('<html')
  expect(only).not.toContain('<form class="jump')
})

it('weighs little on its way', async () => {
  for (const encoding of ['br', 'gzip']) {
    const only = await page(2, { 'accept-encoding': encoding })
    expect(only.headers['content-encoding']).toBe(encoding)
    expect(only.rawPayload.length).toBeLessThanOrEqual(15_000)
  }
})

it('is the same door as the page itself', async () => {
  const stranger = await site.person('Nora Quist')
  expect((await stranger.get(`${room.url}?only=said`)).statusCode).toBe(404)
  expect((await page(4)).statusCode).toBe(404)
  expect((await ada.get(`${room.url}?only=else`)).statusCode).toBe(400)
})
