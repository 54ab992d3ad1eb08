import type { Pool } from '../../src/platform/database/connect.ts'
import { renderMarkdown } from '../../src/platform/markdown/markdown.ts'
import { array, copied, copy, line, time } from './copy.ts'
import { derive } from './derive.ts'
import { type Dice, dice } from './dice.ts'
import { diceOf, extrasOf, inOrder, type Messages } from './said.ts'
import { DAY, KNOWN, type Size } from './size.ts'
import { hostOf, joinedAt, makePlaces, type Place, type Places } from './spaces.ts'
import { type AllTalk, makeTalks, type Talk } from './talk.ts'
import { names, somethingSaid } from './words.ts'

export interface Filled extends AllTalk {
  places: Places
}

const zones = ['Europe/Paris', 'Europe/Lisbon', 'America/Montreal', 'Africa/Nairobi']
const placeNames = Array.from({ length: 200 }, (_, n) => `Hamlet ${n}`)

/**
 * Fills an empty site by COPY, its triggers at rest; what they keep is set afterwards, in `derive()`. The same size makes
 * the same site, but for the moment at which its story ends.
 * @param triggers leaves them on, and everything they keep to them: for comparing
 */
export async function fill(owner: Pool, size: Size, { triggers = false, now = Date.now() } = {}): Promise<Filled> {
  const roll = dice(11)
  const places = makePlaces(roll, size)
  const all = makeTalks(roll, size, places, now)
  const messages = inOrder(all.talks)
  const forced = await owner<{ name: string }[]>`
    select relname::text name from pg_class where relnamespace = 'copse'::regnamespace and relkind = 'r' and relforcerowsecurity`
  const tables = forced.map(({ name }) => name)
  await loosen(owner, tables, triggers)
  await owner`update site set founded_at = now(), founders = 'anyone'`
  await copy(owner, 'person', ['id', 'handle', 'name', 'lang'], people(size))
  await copy(
    owner,
    'login',
    ['person_id', 'email'],
    each(size, (id) => line(id, `person-${id}@example.org`)),
  )
  await copy(
    owner,
    'profile',
    ['person_id', 'time_zone'],
    each(size, (id) => line(id, zones[id % 4]!)),
  )
  await copy(owner, 'profile_field', ['person_id', 'name', 'value'], told(roll, size))
  const spaceColumns = [
    'id',
    'kind',
    'parent_id',
    'slug',
    'name',
    'purpose',
    'lang',
    'created_by',
    'visibility',
    'joining',
    'tools',
  ] // prettier-ignore
  await copy(owner, 'space', spaceColumns, places.all.map(spaceLine))
  await copy(
    owner,
    'membership',
    ['space_id', 'person_id', 'standing', 'badge', 'joined_at'],
    belonging(roll, places.all, now),
  ) // prettier-ignore
  await copy(
    owner,
    'item',
    ['id', 'space_id', 'kind', 'author_id', 'title', 'lang', 'tags', 'created_at'],
    all.talks.map(itemLine),
  ) // prettier-ignore
  const discussions = all.talks.filter(({ kind }) => kind === 'discussion')
  await copy(
    owner,
    'discussion',
    ['item_id', 'space_id', 'intent'],
    discussions.map((talk) => line(talk.id, talk.place.id, talk.intent)),
  ) // prettier-ignore
  await fillMessages(owner, all.talks, messages, triggers)
  await fillAround(owner, discussions, now)
  await derive(owner, triggers)
  await tighten(owner, tables)
  return { ...all, places }
}

/** COPY does not go through row security, and triggers would work a row at a time; foreign keys go on being checked. */
async function loosen(owner: Pool, tables: string[], triggers: boolean): Promise<void> {
  for (const table of tables)
    await owner.unsafe(
      `alter table ${table} no force row level security${triggers ? '' : `; alter table ${table} disable trigger user`}`,
    )
}

async function tighten(owner: Pool, tables: string[]): Promise<void> {
  for (const table of tables)
    await owner.unsafe(`alter table ${table} force row level security; alter table ${table} enable trigger user`)
}

function* each(size: Size, row: (id: number) => string) {
  for (let id = 1; id <= size.people; id++) yield row(id)
}

function people(size: Size) {
  return each(size, (id) => line(id, `person-${id}`, nameOf(id), id > KNOWN && id % 4 === 0 ? 'fr' : 'en'))
}

function nameOf(id: number): string {
  return `${names[id % names.length]!.split(' ')[0]} ${names[(id * 7) % names.length]!.split(' ').at(-1)} ${id}`
}

function* told(roll: Dice, size: Size) {
  for (let id = 1; id <= size.people; id++) {
    yield line(id, 'languages', JSON.stringify(id % 4 ? ['en', 'pt'] : ['fr']).replace(/\\/g, '\\\\'))
    yield line(id, 'place', JSON.stringify(roll.one(placeNames)))
    if (roll.onceIn(2)) yield line(id, 'askAbout', JSON.stringify(`Weirs, eels and ${names[id % names.length]}`))
    yield line(id, 'organisation', JSON.stringify(`Trust ${id % 97}`))
  }
}

function spaceLine(place: Place): string {
  const { id, kind, parent, slug } = place
  const known =
    kind === 'conversation' ? 'hidden' : (['hidden', 'listed', 'listed', 'announced', 'hidden'] as const)[id % 5]! // prettier-ignore
  const joining = known === 'hidden' ? 'invitation' : 'request'
  const tools = kind === 'conversation' ? '{}' : '{discussions}'
  return line(
    id,
    kind,
    parent,
    slug,
    `Place ${id}`,
    'To look after it, together.',
    'en',
    hostOf(place),
    known,
    joining,
    tools,
  ) // prettier-ignore
}

function* belonging(roll: Dice, places: Place[], now: number) {
  for (const place of places)
    for (const [nth, person] of place.people.entries()) {
      const standing = nth === 0 ? 'host' : 'member'
      const badge = place.kind !== 'conversation' && nth > 4 && nth % 40 === 0 ? 'funder' : null
      yield line(place.id, person, standing, badge, time(joinedAt(roll, now, person)))
    }
}

function itemLine(talk: Talk): string {
  const { id, place, kind, voices, title, lang, tags, began } = talk
  return line(id, place.id, kind, voices[0]!, copied(title), lang, array(tags), time(began))
}

/** Messages, and the tails of what they are said under. */
async function fillMessages(owner: Pool, talks: Talk[], all: Messages, triggers: boolean): Promise<void> {
  const tails = talks.map(() => ({ modseq: 0, at: 0, by: 0, faces: [] as number[] }))
  const tailColumns = ['item_id', 'space_id', 'kind', 'last_number', 'modseq', 'count', 'last_at', 'last_by', 'faces']
  function* rows() {
    for (let i = 0; i < all.count; i++) {
      const talk = talks[all.talk[i]!]!
      const number = all.number[i]!
      const roll = diceOf(i + 1)
      const it = extrasOf(roll, talk, number)
      const said = somethingSaid(roll, talk.lang)
      const call = it.named ? named(it.named) : { source: '', html: '' }
      const tail = tails[all.talk[i]!]!
      tail.at = all.at[i]!
      tail.by = it.author
      tail.faces = [it.author, ...tail.faces.filter((one) => one !== it.author)].slice(0, 5)
      yield line(
        i + 1,
        talk.place.id,
        talk.id,
        number,
        number,
        it.author,
        it.replyTo,
        talk.lang,
        call.source + said.source,
        call.html + said.html,
        JSON.stringify(counted(it.reactions)),
        time(all.at[i]!),
      ) // prettier-ignore
    }
  }
  function* tailRows() {
    for (const [nth, talk] of talks.entries()) {
      const { at, by, faces } = tails[nth]!
      yield line(talk.id, talk.place.id, talk.kind, talk.length, talk.length, talk.length, time(at), by, array(faces))
    }
  }
  const columns = [
    'id',
    'space_id',
    'item_id',
    'number',
    'modseq',
    'author_id',
    'reply_to',
    'lang',
    'source',
    'html',
    'reactions',
    'created_at',
  ] // prettier-ignore
  if (triggers) {
    // count_words() adds to tails that are there.
    for (const _ of rows());
    await copy(owner, 'tail', tailColumns, tailRows())
    await copy(owner, 'message', columns, rows())
  } else {
    await copy(owner, 'message', columns, rows())
    await owner`create temporary table made (like tail including defaults)`
    await owner`alter table made alter words drop not null, alter removed drop not null`
    await copy(owner, 'made', tailColumns, tailRows())
    await owner`
      insert into tail (item_id, space_id, kind, last_number, modseq, count, last_at, last_by, faces, words)
      select t.item_id, t.space_id, t.kind, t.last_number, t.modseq, t.count, t.last_at, t.last_by, t.faces, m.words
      from made t join (select item_id, sum(words)::int words from message group by item_id) m on m.item_id = t.item_id order by t.item_id`
    await owner`drop table made`
  }
  await copy(owner, 'reaction', ['message_id', 'person_id', 'kind', 'space_id', 'at'], reactions(talks, all))
  await copy(
    owner,
    'mention',
    ['message_id', 'person_id', 'handle', 'item_id', 'number', 'space_id', 'at'],
    mentions(talks, all),
  )
}

function counted(reactions: { kind: string }[]): Record<string, number> {
  const count: Record<string, number> = {}
  for (const { kind } of reactions) count[kind] = (count[kind] ?? 0) + 1
  return count
}

const calls = new Map<number, { source: string; html: string }>()

function named(person: number): { source: string; html: string } {
  let call = calls.get(person)
  if (!call) {
    const handle = `person-${person}`
    const known = new Map([[handle, { url: `/people/${handle}`, name: nameOf(person) }]])
    call = { source: `@${handle}\\n\\n`, html: `${copied(renderMarkdown(`@${handle}`, { mentions: known }))}\\n` }
    calls.set(person, call)
  }
  return call
}

function* reactions(talks: Talk[], all: Messages) {
  for (let i = 0; i < all.count; i++) {
    const talk = talks[all.talk[i]!]!
    for (const { kind, person } of extrasOf(diceOf(i + 1), talk, all.number[i]!).reactions)
      yield line(i + 1, person, kind, talk.place.id, time(all.at[i]! + 60_000))
  }
}

function* mentions(talks: Talk[], all: Messages) {
  for (let i = 0; i < all.count; i++) {
    const talk = talks[all.talk[i]!]!
    const { named } = extrasOf(diceOf(i + 1), talk, all.number[i]!)
    if (named) yield line(i + 1, named, 'somebody', talk.id, all.number[i]!, talk.place.id, time(all.at[i]!))
  }
}

/** What people did with what they read: how far they are, what they follow, what was answered, closed and put first. */
async function fillAround(owner: Pool, talks: Talk[], now: number): Promise<void> {
  function* voices(row: (talk: Talk, person: number) => string) {
    for (const talk of talks) for (const person of new Set(talk.voices)) yield row(talk, person)
  }
  const far = (talk: Talk, person: number) => Math.max(1, talk.length - ((person + talk.id) % 3))
  await copy(
    owner,
    'reading',
    ['person_id', 'item_id', 'number', 'at'],
    voices((talk, person) => line(person, talk.id, far(talk, person), time(talk.ended))),
  ) // prettier-ignore
  await copy(
    owner,
    'follow',
    ['person_id', 'item_id', 'level', 'at'],
    voices((talk, person) => line(person, talk.id, 'follow', time(talk.began))),
  ) // prettier-ignore
  const answered = talks.filter(({ intent, length }) => length > 2 && ['question', 'help'].includes(intent))
  await copy(
    owner,
    'acceptance',
    ['item_id', 'space_id', 'number', 'person_id', 'at'],
    answered.map((talk) => line(talk.id, talk.place.id, 2, talk.voices[0]!, time(talk.ended))),
  ) // prettier-ignore
  const closed = talks.filter(({ id, ended, length }) => id % 20 === 0 && length < 50 && ended < now - 60 * DAY)
  await copy(
    owner,
    'closure',
    ['item_id', 'space_id', 'person_id', 'reason', 'at'],
    closed.map((talk) => line(talk.id, talk.place.id, talk.voices[0]!, 'Done.', time(talk.ended))),
  ) // prettier-ignore
  const first = new Map(talks.map((talk) => [talk.place.id, talk]))
  await copy(
    owner,
    'pin',
    ['item_id', 'space_id', 'person_id', 'at'],
    [...first.values()].map((talk) => line(talk.id, talk.place.id, hostOf(talk.place), time(talk.ended))),
  ) // prettier-ignore
}
