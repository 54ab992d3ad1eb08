import { world } from '../seeds/world.ts'
import type { Pool } from '../src/platform/database/connect.ts'
import { renderMarkdown } from '../src/platform/markdown/markdown.ts'
import { hashOf, newSecret } from '../src/spine/people/credential.ts'
import { idSlug } from '../src/spine/slug.ts'
import { makeArchive } from './archive.ts'
import { makeDates } from './dates.ts'
import { makeLibrary } from './library.ts'

/** The community that is measured, and who looks at it. */
export interface Community {
  cookie: string
  slug: string
  /** The discussion of 50 messages. */
  usual: { id: number; path: string }
  /** The long page of the library. */
  page: { id: number; path: string; title: string; text: string }
  /** The discussion of 5,000 messages. */
  long: { id: number; path: string }
}

const PEOPLE = 200
const DISCUSSIONS = 300
const SLUG = 'river-keepers'
const DAY = 86_400_000

/** Numbers that look random and are the same in every run. */
function dice(seed: number): (sides: number) => number {
  let state = seed
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * sides)
  }
}

const texts = world.discussions.flatMap((discussion) =>
  discussion.messages.map(({ text, lang = discussion.lang }) => ({ source: text, lang, html: renderMarkdown(text) })),
)

/**
 * Fills an empty site with a community of 200 people and 300 discussions in the words of the demonstration, written
 * straight into the tables: one discussion has 5,000 messages, one has 50, the others have between 2 and 40.
 * @param needed which of the large communities are made beside it
 */
export async function makeCommunity(owner: Pool, needed = { archive: true, dates: true }): Promise<Community> {
  const roll = dice(7)
  const now = Date.now()
  await owner`update site set founded_at = now()`
  const people = await owner<{ id: number }[]>`
    insert into person (handle, name, lang)
    select 'person-' || n, (${world.cast.map((one) => one.name)}::text[])[1 + n % ${world.cast.length}] || ' ' || n, case when n % 5 = 0 then 'fr' else 'en' end
    from generate_series(1, ${PEOPLE}) n returning id`
  const ids = people.map(({ id }) => id)
  await owner`insert into login (person_id, email) select id, handle || '@example.org' from person`
  await owner`insert into profile (person_id, time_zone) select id, 'Europe/Paris' from person`
  await owner`insert into profile_field (person_id, name, value) select id, 'languages', jsonb_build_array(lang) from person`
  const [space] = await owner<[{ id: number }]>`
    insert into space (kind, slug, name, purpose, lang, hue, created_by, tools)
    values ('community', ${SLUG}, 'River Keepers', 'To look after the river, together.', 'en', 130, ${ids[0]!}, '{discussions,pages}') returning id`
  await owner`
    insert into membership (space_id, person_id, standing, badge, joined_at)
    select ${space.id}, id, case when id = ${ids[0]!} then 'host' else 'member' end, case when id % 40 = 0 then 'funder' end, now() - interval '2 years'
    from person`

  const lengths = [...Array(DISCUSSIONS - 2).keys()].map(() => 2 + roll(39))
  const discussions: { id: number; title: string }[] = []
  for (const [nth, length] of [5000, 50, ...lengths].entries()) {
    const { title, tags, intent, lang } = world.discussions[nth % world.discussions.length]!
    const began = now - (2 + roll(300)) * DAY
    discussions.push(
      await makeDiscussion(owner, roll, ids, {
        space: space.id,
        title: `${title}, ${nth + 1}`,
        tags,
        intent,
        lang,
        length,
        began,
        // Most of what one opens was written to in the last days, and some of it months ago.
        ended: nth < 20 ? now - roll(5 * DAY) : Math.min(now, began + roll(60) * DAY),
      }),
    )
  }
  await owner`
    insert into reading (person_id, item_id, number)
    select p.id, t.item_id, greatest(1, t.last_number - (p.id + t.item_id) % 7) from person p, tail t where (p.id + t.item_id) % 3 > 0`
  await owner`
    insert into mention (message_id, person_id, handle, item_id, number, space_id, at)
    select m.id, (${ids}::bigint[])[1 + m.id % ${PEOPLE}], 'somebody', m.item_id, m.number, m.space_id, m.created_at from message m where m.id % 10 = 0`
  if (needed.archive) await makeArchive(owner, ids)
  if (needed.dates) await makeDates(owner, ids)
  const page = await makeLibrary(owner, ids, { id: space.id, slug: SLUG })
  await owner.unsafe('vacuum analyze')

  const secret = newSecret()
  await owner`select open_session(${ids[1]!}, ${hashOf(secret)}, 'bench')`
  const at = ({ id, title }: { id: number; title: string }) => ({
    id,
    path: `/c/${SLUG}/discussions/${idSlug(id, title)}`,
  })
  return { cookie: `copse=${secret}`, slug: SLUG, long: at(discussions[0]!), usual: at(discussions[1]!), page }
}

interface NewDiscussion {
  space: number
  title: string
  tags: string[]
  intent: string
  lang: string
  length: number
  began: number
  ended: number
}

async function makeDiscussion(owner: Pool, roll: (sides: number) => number, people: number[], it: NewDiscussion) {
  const voices = [...Array(3 + roll(9)).keys()].map(() => people[roll(people.length)]!)
  const messages = [...Array(it.length).keys()].map((i) => ({
    ...texts[roll(texts.length)]!,
    number: i + 1,
    author: voices[roll(voices.length)]!,
    reply_to: i > 2 && roll(4) === 0 ? 1 + roll(i) : null,
    thanked: roll(3) === 0 ? 1 + roll(4) : 0,
    edited: roll(20) === 0,
    at: new Date(it.began + ((it.ended - it.began) * (i + 1)) / it.length).toISOString(),
  }))
  const last = messages.at(-1)!
  const faces = [...new Set(messages.map(({ author }) => author).reverse())].slice(0, 5)
  const [item] = await owner<[{ id: number }]>`
    insert into item (space_id, kind, author_id, title, lang, tags, created_at)
    values (${it.space}, 'discussion', ${messages[0]!.author}, ${it.title}, ${it.lang}, ${it.tags}, ${messages[0]!.at}) returning id`
  await owner`insert into discussion (item_id, space_id, intent) values (${item.id}, ${it.space}, ${it.intent})`
  await owner`
    insert into tail (item_id, space_id, kind, last_number, modseq, count, last_at, last_by, faces)
    values (${item.id}, ${it.space}, 'discussion', ${it.length}, ${it.length}, ${it.length}, ${last.at}, ${last.author}, ${faces})`
  await owner`
    insert into message (space_id, item_id, number, modseq, author_id, reply_to, lang, source, html, reactions, created_at, edited_at)
    select ${it.space}, ${item.id}, number, number, author, reply_to, lang, source, html,
      case when thanked > 0 then jsonb_build_object('thanks', thanked) else '{}' end, at, case when edited then at end
    from jsonb_to_recordset(${owner.json(messages)}) as one (number int, author bigint, reply_to int, lang text, source text, html text, thanked int, edited boolean, at timestamptz)`
  await owner`
    insert into reaction (message_id, person_id, kind, space_id)
    select m.id, p.id, 'thanks', m.space_id from message m
    cross join lateral (select id from person where id >= 1 + m.id % ${PEOPLE - 5} order by id limit (m.reactions ->> 'thanks')::int) p
    where m.item_id = ${item.id} and m.reactions <> '{}'`
  return { id: item.id, title: it.title }
}
