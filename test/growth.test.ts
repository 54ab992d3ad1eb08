import { expect, it } from 'vitest'
import { fill } from '../bench/growth/fill.ts'
import { HOST, type Size } from '../bench/growth/size.ts'
import { postMessage } from '../src/spine/messages/post.ts'
import { backstage } from '../src/spine/request/backstage.ts'
import { openDiscussion } from '../src/tools/discussions/index.ts'
import { type TestSite, testSite } from './site.ts'

/** A site of the bench, much smaller. What is measured there must be what people would have made. */
const size: Size = { messages: 400, items: 60, people: 40, spaces: 5, conversations: 6, long: 70 }
const now = Date.now()
const copied = await testSite()
const kept = await testSite()
const filled = await fill(copied.owner, size, { now })
await fill(kept.owner, size, { now, triggers: true })

const derived = async ({ owner }: TestSite) => ({
  tails:
    await owner`select item_id, last_number, count, words, modseq, last_at, last_by, faces from tail order by item_id`,
  spaces: await owner`select id, people, badges from space order by id`,
  tags: await owner`select space_id, name, count from tag order by space_id, name`,
  clocks: await owner`select person_id, value from profile_field where name = 'clock' order by person_id`,
  words: await owner`select id, words from message order by id`,
  titles: await owner`select id, title_words from item order by id`,
})

it('sets at once what the triggers keep row by row', async () => {
  const [one, other] = [await derived(copied), await derived(kept)]
  expect(one.tails.length).toBe(size.items + size.conversations + 6)
  expect(one.tags.length).toBeGreaterThan(10)
  expect(one).toEqual(other)
})

it('gives a discussion the tail that its messages give it when they are posted', async () => {
  const { first } = filled.places
  const talks = filled.talks.filter(({ place }) => place === first).slice(-8)
  for (const { id, title, lang } of talks) {
    const messages = await copied.owner<{ authorId: number; source: string; createdAt: Date }[]>`
      select author_id, source, created_at from message where item_id = ${id} order by number`
    const again = await backstage(copied.site, HOST, first.slug, async (ctx) => {
      const dated = messages.map(({ authorId, createdAt }) => ({ authorId, at: createdAt }))
      const opened = await openDiscussion(ctx, { title, lang, intent: 'talk', text: messages[0]!.source }, dated[0])
      const under = { id: opened.id, spaceId: first.id, kind: 'discussion' }
      for (const [nth, { source }] of messages.entries())
        if (nth) await postMessage(ctx, under, { source, lang }, dated[nth])
      return opened.id
    })
    const tail = (item: number) => copied.owner`
      select last_number, modseq, count, words, last_at, last_by, faces, kind, removed from tail where item_id = ${item}`
    expect(await tail(id)).toEqual(await tail(again))
    const said = (item: number) =>
      copied.owner`select number, html from message where item_id = ${item} order by number`
    expect(await said(id)).toEqual(await said(again))
  }
})

it('leaves the walls as they were', async () => {
  const [row] = await copied.owner`
    select count(*) filter (where relforcerowsecurity)::int forced, count(*)::int tables from pg_class
    where relnamespace = 'copse'::regnamespace and relkind = 'r' and relname <> 'migration'`
  expect(row!.forced).toBe(row!.tables)
  const [resting] = await copied.owner`select count(*)::int n from pg_trigger where tgenabled = 'D'`
  expect(resting!.n).toBe(0)
})
