import { expect, it } from 'vitest'
import { type Community, type Person, testSite } from '../../../test/site.ts'
import { hashOf } from '../../spine/people/credential.ts'

/**
 * The search looks past row security, to be quick, and asks by itself who may read. Here many people in many standings ask
 * for many words, and each answer is compared with what a plain scan under row security sees. A seed makes it repeatable.
 */

const world = await testSite()
const { app } = world.site.database

let seed = Number(process.env.SEED ?? 20_261_122)
function random(most: number): number {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
  return Math.floor((seed / 2 ** 32) * most)
}
const oneOf = <T>(list: readonly T[]): T => list[random(list.length)]!

// No two of these share a stem, and in no language of ours is one a little word.
const words = ['heron', 'gravel', 'sluice', 'willow', 'anguille', 'berge', 'sewage', 'lantern', 'pebble', 'orchid']
const text = () => Array.from({ length: 3 + random(6) }, () => oneOf(words)).join(' ')

const founder = await world.person('Ada Founder')
const people: Person[] = []
for (let i = 0; i < 24; i++) people.push(await world.person(`Person ${String.fromCharCode(65 + i)}`))

const spaces: Community[] = []
for (const name of ['Rivers', 'Seeds', 'Nights', 'Bees']) spaces.push(await world.community(founder, name))
for (const parent of [...spaces]) {
  for (const visibility of ['hidden', 'listed', 'open']) {
    const made = (
      await founder.post(`${parent.path}/circles`, { name: `${visibility} of ${parent.slug}`, visibility })
    ).json()
    spaces.push({ id: made.id, path: made.url, slug: made.url.slice(3), host: founder })
  }
}
const day = 86_400_000
for (const person of people) {
  for (const space of spaces) {
    const lot = random(10)
    // Guests need no belonging to the parent; others get it, or the database would refuse them.
    if (lot < 3) await world.join(space, person, 'guest', { until: new Date(Date.now() + (lot === 0 ? -day : day)) })
    if (lot < 3 || lot > 6) continue
    const parent = spaces.slice(0, 4).find(({ slug }) => space.slug.endsWith(slug) && space.slug !== slug)
    if (parent) await world.join(parent, person)
    await world.join(space, person, lot === 3 ? 'host' : 'member')
    if (lot === 4 && !parent) await founder.post(`${space.path}/members/${person.handle}/ending`)
  }
}
for (let i = 0; i < 60; i++) {
  const space = oneOf(spaces)
  const made = await world.discussion(space, founder, `${oneOf(words)} ${i}`, {
    text: text(),
    lang: oneOf(['en', 'fr', 'de']),
  })
  for (let n = random(5); n > 0; n--)
    await founder.post(`${made.path}/messages`, { text: text(), lang: oneOf(['en', 'fr', 'de']) })
  if (random(5) === 0) await founder.post(`${made.path}/messages/2/removal`)
  if (random(8) === 0) await founder.post(`${made.path}/removal`)
  else if (random(5) === 0) await founder.post(`${made.path}/moving`, { to: oneOf(spaces).slug })
}
await world.owner`update space set closed_at = now() where id = ${spaces[2]!.id}`

/** What the search finds, all of it, and what a scan sees: of things (their title and opening as one text) and messages. */
async function both(who: Person, slug: string | null, q: string): Promise<[string[], string[]]> {
  const sql = await app.reserve()
  try {
    await sql`begin`
    await sql`select enter(${hashOf(who.cookie.slice('copse='.length))}, ${slug}, true)`
    const wish = {
      terms: q.split(' ').map((word) => ({ text: word.replace('-', ''), ...(word.startsWith('-') && { not: true }) })),
    }
    const found = await sql<{ it: string }[]>`
      select item_id || '/' || number it from search_docs(${sql.json(wish)}, 100000) order by 1`
    // Each word as it is, between others: the plainest way to look for it.
    const has = (word: string) => sql`said ~* ${`\\m${word.replace('-', '')}\\M`} = ${!word.startsWith('-')}`
    const seen = await sql<{ it: string }[]>`
      with opening as (select i.id item_id, 0 number, concat_ws(' ', i.title, m.source) said from item i
          left join message m on m.item_id = i.id and m.number = 1 and m.removed_at is null where i.removed_at is null),
      reply as (select m.item_id, m.number, m.source from message m join item i on i.id = m.item_id
          where m.number > 1 and m.removed_at is null and i.removed_at is null),
      every as (select * from opening union all select * from reply)
      select item_id || '/' || number it from every
      where ${q
        .split(' ')
        .map(has)
        .reduce((all, one) => sql`${all} and ${one}`)} order by 1`
    return [found.map(({ it }) => it), seen.map(({ it }) => it)]
  } finally {
    await sql`rollback`
    sql.release()
  }
}

it('whoever asks, wherever: the search finds what row security shows, no more and no less', async () => {
  let [asked, finding] = [0, 0]
  for (const person of people) {
    for (let i = 0; i < 12; i++) {
      const slug = random(3) ? null : oneOf(spaces).slug
      const q = oneOf([
        () => oneOf(words),
        () => `${oneOf(words)} ${oneOf(words)}`,
        () => `${oneOf(words)} -${oneOf(words)}`,
      ])()
      if (/^(\w+) -\1$/.test(q)) continue
      const [found, seen] = await both(person, slug, q)
      expect(found, `${person.name} asks ${slug ?? 'everywhere'} for ${q} (SEED=${process.env.SEED ?? ''})`).toEqual(
        seen,
      )
      asked++
      if (seen.length) finding++
    }
  }
  // It would also be equal if nobody saw anything.
  expect(finding).toBeGreaterThan(asked / 4)
  expect(finding).toBeLessThan(asked)
  expect(world.mistakes).toEqual([])
})

it('both ways through the words find the same', async () => {
  const wishes = words.flatMap((word) => [
    { terms: [{ text: word }] },
    { terms: [{ text: word }], from: founder.handle, since: '2020-01-01' },
  ])
  const answers = async (few: number) => {
    const all: string[][] = []
    for (const person of people.slice(0, 8)) {
      const sql = await app.reserve()
      try {
        await sql`begin`
        await sql`select enter(${hashOf(person.cookie.slice('copse='.length))}, null, true)`
        for (const wish of wishes) {
          for (const most of [3, 1000])
            all.push(
              (
                await sql<{ subject: number }[]>`select subject from search_docs(${sql.json(wish)}, ${most}, ${few})`
              ).map(({ subject }) => `${subject}`),
            )
        }
      } finally {
        await sql`rollback`
        sql.release()
      }
    }
    return all
  }
  const few = await answers(30_000)
  expect(await answers(0)).toEqual(few)
  expect(few.filter((one) => one.length).length).toBeGreaterThan(50)
})
