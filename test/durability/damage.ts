import type { Received } from '../smtp.ts'
import type { Acknowledged } from './writers.ts'

/** Something that must never happen, done on purpose: the checks have to see it. */
export interface Damage {
  /** What is done to the tables, past all their guards. */
  sql?(all: Acknowledged): string
  /** What is done to the letters that came. */
  letters?(received: Received[]): Received[]
  /** What the check says that sees it. */
  seen: string
  /** Seen when everybody was told, not before. */
  told?: true
}

const messages = (all: Acknowledged) => [...all.messages.values()]
const aReply = (all: Acknowledged) => messages(all).at(-1)!.id
const edited = (all: Acknowledged) => messages(all).find(({ edits }) => edits > 0)!.id
const naming = (all: Acknowledged) => messages(all).find(({ names }) => names)!.id
const aFile = (all: Acknowledged) => all.files.find(({ message }) => message)!.id

const TOLD = { told: true } as const

/** By name, as the switch `COPSE_DAMAGE` of the killing tests knows them. */
export const damages: Record<string, Damage> = {
  'a message is lost': { sql: (all) => `delete from message where id = ${aReply(all)}`, seen: 'a message' },
  'a text is another': {
    sql: (all) => `update message set source = 'Something else' where id = ${aReply(all)}`,
    seen: 'a message',
  },
  'a change is counted twice': {
    sql: (all) => `update message set version = version + 1 where id = ${edited(all)}`,
    seen: 'a message',
  },
  'what was before a change is lost': {
    sql: (all) => `delete from revision where message_id = ${edited(all)} and version = 1`,
    seen: 'a message',
  },
  'a message is there twice': {
    sql: (all) => `insert into message (space_id, item_id, number, modseq, author_id, lang, source, html)
      select space_id, item_id, (select max(number) + 1 from message x where x.item_id = m.item_id), modseq, author_id, lang, source, html
      from message m where id = ${aReply(all)}`,
    seen: 'a text twice',
  },
  'a discussion is lost': {
    sql: (all) => `update item set title = 'Gone' where title = '${all.discussions[0]!.title}'`,
    seen: 'a discussion',
  },
  'a discussion is there twice': {
    sql: (all) => `insert into item (space_id, kind, author_id, title, lang)
      select space_id, kind, author_id, title, lang from item where title = '${all.discussions[0]!.title}'`,
    seen: 'a title twice',
  },
  'a reaction is lost': {
    sql: ({ reactions: [one] }) => `delete from reaction r using login l where l.person_id = r.person_id
      and r.message_id = ${one!.id} and l.email = '${one!.by}@example.org'`,
    seen: 'a reaction',
  },
  'reactions are counted wrong': {
    sql: (all) => `update message set reactions = '{"thanks": 99}' where id = ${aReply(all)}`,
    seen: 'a count of reactions',
  },
  'a file is lost': { sql: (all) => `delete from attachment where id = ${aFile(all)}`, seen: 'a file' },
  'a file is in no message': {
    sql: (all) => `update attachment set message_id = null where id = ${aFile(all)}`,
    seen: 'a file',
  },
  'a file is longer than its bytes': {
    sql: (all) => `update attachment set bytes = bytes + 1 where id = ${aFile(all)}`,
    seen: 'the bytes of a file',
  },
  'a number is missing': {
    sql: () => `with last as (select item_id, max(number) number from message group by 1 limit 1),
        moved as (update message m set number = m.number + 1 from last where m.item_id = last.item_id and m.number = last.number)
      update tail t set last_number = last_number + 1 from last where t.item_id = last.item_id`,
    seen: 'what stands beside an item',
  },
  'messages are counted wrong': { sql: () => 'update tail set count = count + 1', seen: 'what stands beside an item' },
  'a change is not known to have been': {
    sql: () => 'update tail set modseq = 0',
    seen: 'what stands beside an item',
  },
  'a discussion is in no list': {
    sql: () => 'delete from tail where item_id = (select min(item_id) from tail)',
    seen: 'an item without a tail',
  },
  'search does not find it': {
    sql: (all) => `delete from search_doc where subject =
      (select case when number = 1 then -item_id else id end from message where id = ${aReply(all)})`,
    seen: 'what search knows',
  },
  'search finds what it said before': {
    sql: (all) => `update search_doc set words = to_tsvector('simple', 'before') where subject =
      (select case when number = 1 then -item_id else id end from message where id = ${aReply(all)})`,
    seen: 'what search knows',
  },
  'a draft is lost': { sql: () => 'delete from draft', seen: 'a draft' },
  'a draft is an older one': { sql: () => 'update draft set version = version - 1', seen: 'a draft' },
  'somebody is not told': {
    sql: (all) => `delete from notification where reason = 'named' and message_id = ${naming(all)}`,
    seen: 'not told',
    ...TOLD,
  },
  'somebody else is told as well': {
    sql: (
      all,
    ) => `insert into notification (person_id, space_id, item_id, message_id, subject_id, reason, about, actor_id, letter)
      select m.author_id, n.space_id, n.item_id, n.message_id, n.subject_id, n.reason, n.about || '.', n.actor_id, false
      from notification n join message m on m.id = n.message_id where n.reason = 'named' and n.message_id = ${naming(all)}`,
    seen: 'told twice',
    ...TOLD,
  },
  'a letter is never written': {
    sql: (all) =>
      `update notification set mail_id = null, letter = true, read_at = null where reason = 'named' and message_id = ${naming(all)}`,
    seen: 'a letter that was not written',
    ...TOLD,
  },
  'a letter does not leave': {
    sql: () => `update mail set state = 'waiting' where id = (select min(id) from mail)`,
    seen: 'a letter that did not leave',
    ...TOLD,
  },
  'a letter is lost on the way': {
    letters: (received) => received.filter(({ id }) => id !== received[0]!.id),
    seen: 'letters that came',
    ...TOLD,
  },
  'a letter comes twice, as two': {
    letters: (received) => [...received, { ...received[0]!, id: '<another@localhost>' }],
    seen: 'letters that came',
    ...TOLD,
  },
}
