import { invalid, notFound, Problem } from '../../platform/http/problems.ts'
import { plainText } from '../../platform/plain-text.ts'
import { audit } from '../activity/record.ts'
import { refused } from '../items/refused.ts'
import type { PersonRow } from '../people/cards.ts'
import { type Ctx, meOf, spaceOf } from '../request/ctx.ts'
import { neverWithoutHost } from '../spaces/communities.ts'

export const noteKinds = ['warning', 'suspension'] as const
type NoteKind = (typeof noteKinds)[number]

/** What hosts write to one person, as both sides read it. */
export interface Note {
  id: number
  kind: NoteKind
  agreement: string
  words: string
  at: Date
  until: Date | null
  endedAt: Date | null
  endedBy: string | null
  personId: number
  person: PersonRow
  by: PersonRow
  slug: string
  space: string
  /** What it is about, where the reader may read it. */
  about: { kind: string; itemId: number; title: string; lang: string; number: number } | null
  replies: number
  /** Both sides may still answer. */
  open: boolean
  /** Whom it is to may leave for good while it lasts. */
  leaves: boolean
  /** The suspension keeps a place for its person: hosts may end that for good. */
  kept: boolean
}

export interface NoteReply {
  id: number
  words: string
  at: Date
  author: PersonRow
}

/** How many notes one page lists, and how often one person answers one note in a day. */
export const NOTES_PAGE = 30
const MOST_REPLIES = 10
const MOST_SHOWN = 500
const LONGEST_DAYS = 366

const card = (ctx: Pick<Ctx, 'sql'>, p: string) =>
  ctx.sql`jsonb_build_object('id', ${ctx.sql(p)}.id, 'handle', ${ctx.sql(p)}.handle, 'name', ${ctx.sql(p)}.name, 'picture', ${ctx.sql(p)}.picture)`

function rowsOf(ctx: Pick<Ctx, 'sql'>) {
  return ctx.sql`
    select n.id, n.kind, n.agreement, n.words, n.at, n.until, n.ended_at, e.name ended_by, n.person_id, ${card(ctx, 'p')} person, ${card(ctx, 'b')} "by",
      coalesce(s.slug::text, w.slug) slug, coalesce(s.name, w.space) space,
      case when i.id is not null then jsonb_build_object('kind', i.kind, 'itemId', i.id, 'title', i.title, 'lang', i.lang, 'number', m.number) end about,
      (select count(*)::int from host_note_reply r where r.note_id = n.id) replies, note_open(n.id) open,
      n.kind = 'suspension' and n.ended_at is null and exists (select from my_notes(coalesce(s.slug::text, w.slug))) leaves,
      exists (select from membership k where k.note_id = n.id and k.space_id = n.space_id) kept
    from host_note n join person p on p.id = n.person_id join person b on b.id = n.by_id left join person e on e.id = n.ended_by
    left join space s on s.id = n.space_id left join my_notes() w on w.id = n.id
    left join message m on m.id = n.message_id left join item i on i.id = m.item_id and i.removed_at is null and i.space_id = n.space_id`
}

/** A note to whoever asks. @throws 404 */
export async function myNote(ctx: Ctx, id: number): Promise<Note> {
  const [row] = await ctx.sql<Note[]>`${rowsOf(ctx)} where n.id = ${id} and n.person_id = ${meOf(ctx).id}`
  if (!row) throw notFound()
  return row
}

/** A note that the hosts of the space wrote, for them. @throws 404 */
export async function noteFor(ctx: Ctx, id: number): Promise<Note> {
  const [row] = await ctx.sql<Note[]>`
    ${rowsOf(ctx)} where n.id = ${id} and n.space_id = ${spaceOf(ctx).id} and n.space_id = any((select hosts())::bigint[])`
  if (!row) throw notFound()
  return row
}

/** What the hosts of the space wrote to people, the last first; one more than a page. */
export function notesIn(ctx: Ctx, before: number | undefined, personId?: number): Promise<Note[]> {
  return ctx.sql<
    Note[]
  >`${rowsOf(ctx)} where n.space_id = ${spaceOf(ctx).id} and n.space_id = any((select hosts())::bigint[])
    ${before === undefined ? ctx.sql`` : ctx.sql`and n.id < ${before}`} ${personId === undefined ? ctx.sql`` : ctx.sql`and n.person_id = ${personId}`}
    order by n.id desc limit ${NOTES_PAGE + 1}`
}

/** What both sides said about a note, in order; of very much the last. */
export function repliesTo(ctx: Pick<Ctx, 'sql'>, noteId: number): Promise<NoteReply[]> {
  return ctx.sql<NoteReply[]>`
    select r.id, r.words, r.at, ${card(ctx, 'p')} author from host_note_reply r join person p on p.id = r.author_id
    where r.note_id = ${noteId} and r.id in (select x.id from host_note_reply x where x.note_id = ${noteId} order by x.id desc limit ${MOST_SHOWN}) order by r.id`
}

interface NewNote {
  personId: number
  kind: NoteKind
  agreement: string
  words: string
  /** The end of a suspension. */
  until: Date | null
  messageId?: number | null
}

/**
 * The hosts write to one person; a suspension takes them out of the space and its circles until its end.
 * @returns its id @throws Invalid: to oneself, without an agreement or an end, twice, or where no host would be left
 */
export async function writeNote(ctx: Ctx, note: NewNote): Promise<number> {
  const agreement = note.agreement.replace(/\s+/g, ' ').trim()
  const words = plainText(note.words)
  if (!agreement) throw invalid('agreement', 'needed')
  if (!words) throw invalid('words', 'needed')
  const until = note.kind === 'suspension' ? checkedEnd(ctx, note.until) : null
  const [row] = await neverWithoutHost(
    refused(
      ctx.sql<[{ id: number }]>`
      select write_note(${spaceOf(ctx).id}, ${note.personId}, ${note.kind}, ${agreement}, ${words}, ${until}, ${note.messageId ?? null}, ${ctx.now}) id`,
      {
        CP011: () => invalid('kind', 'note-to-self'),
        CP012: () => invalid('kind', 'not-here'),
        CP018: () => invalid('kind', 'warned-often'),
        CP019: () => invalid('kind', 'host-first'),
        '23505': () => invalid('kind', 'suspended-already'),
      },
    ),
  )
  return row.id
}

/** @throws Invalid without a day, for one that is over, and for one more than a year away */
function checkedEnd(ctx: Ctx, until: Date | null): Date {
  if (!until || Number.isNaN(until.getTime())) throw invalid('until', 'needed')
  if (until <= ctx.now) throw invalid('until', 'past')
  if (until.getTime() > ctx.now.getTime() + LONGEST_DAYS * 86_400_000) throw invalid('until', 'date-far')
  return until
}

/** One side answers the other. @throws Invalid without words, after the tenth answer of a day, and where it is long over */
export async function answerNote(ctx: Ctx, note: Pick<Note, 'id' | 'open'>, said: string): Promise<void> {
  const words = plainText(said)
  if (!words) throw invalid('words', 'needed')
  if (!note.open) throw invalid('words', 'note-closed')
  const me = meOf(ctx).id
  const lately =
    await ctx.sql`select from host_note_reply where note_id = ${note.id} and author_id = ${me} and at > ${new Date(ctx.now.getTime() - 86_400_000)}`
  if (lately.length >= MOST_REPLIES) throw invalid('words', 'answered-often', { most: MOST_REPLIES })
  await ctx.sql`insert into host_note_reply (note_id, author_id, words, at) values (${note.id}, ${me}, ${words}, ${ctx.now})`
}

/** A host ends a suspension early; or whom it concerns comes in when it is over. @throws 404 for whom it is not to end */
export async function endSuspension(ctx: Ctx, note: Pick<Note, 'id'>): Promise<void> {
  await refused(ctx.sql`select end_suspension(${note.id})`, { P0002: () => new Problem(404, 'not-found') })
}

/** Who is suspended leaves for good. */
export async function leaveSuspended(ctx: Ctx, note: Pick<Note, 'id'>): Promise<void> {
  await ctx.sql`select leave_suspended(${note.id})`
}

/**
 * Who is suspended from the space is sent away for good: the end of the suspension brings them nowhere.
 * @returns false, where they are not suspended from it
 */
export async function sendAway(ctx: Ctx, handle: string, awayDays = 0): Promise<boolean> {
  const until = awayDays ? new Date(ctx.now.getTime() + awayDays * 86_400_000) : null
  const [row] = await ctx.sql<{ id: number; done: boolean }[]>`
    select p.id, send_away(${spaceOf(ctx).id}, p.id, ${until}) done from person p where p.handle = ${handle}`
  if (!row?.done) return false
  await audit(ctx, 'person.ended', spaceOf(ctx).id, { personId: row.id })
  return true
}

/** The note is read: what told of it is done. */
export async function markNoteRead(ctx: Ctx, note: Pick<Note, 'id'>): Promise<void> {
  await ctx.sql`update notification set read_at = ${ctx.now} where person_id = ${meOf(ctx).id} and subject_id = ${note.id} and read_at is null
    and reason in ('warned', 'suspended', 'suspension-over', 'note-answered')`
}

/** The suspension that keeps whoever asks out of a space, if one does. */
export async function suspensionFrom(ctx: Pick<Ctx, 'sql'>, slug: string): Promise<number | null> {
  const [row] = await ctx.sql<{ id: number }[]>`select id from my_notes(${slug}) order by id limit 1`
  return row?.id ?? null
}
