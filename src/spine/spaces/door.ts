import { notFound, notYours } from '../../platform/http/problems.ts'
import { audit, record } from '../activity/record.ts'
import { suspensionFrom } from '../care/notes.ts'
import { hashOf } from '../people/credential.ts'
import { queueMail } from '../people/mailing.ts'
import { type Ctx, type Joining, type Space, spaceOf, type Visibility } from '../request/ctx.ts'
import type { Site } from '../request/site.ts'
import { openTransaction } from '../request/transaction.ts'
import { withinParent } from './communities.ts'

/** What someone may know of a space before they belong to it. */
export interface Door {
  id: number
  kind: Space['kind']
  slug: string
  name: string
  purpose: string
  lang: string
  hue: number
  picture: string | null
  visibility: Visibility
  joining: Joining
  questions: string[]
  /** Whether the directory will show the answers. */
  answersShown: boolean
  /** A circle is for people of its parent. */
  mayAsk: boolean
  belongs: boolean
  /** A host sent them away: until then the door does not open for them. */
  awayUntil: string | null
  parent: { slug: string; name: string } | null
  request: { id: number; state: 'waiting' | 'admitted' | 'declined'; word: string; at: string } | null
}

/** The door of a space for whoever asks. Access is the query. @throws 404 for what they may not know of */
export async function doorFor(ctx: Pick<Ctx, 'sql'>, slug: string): Promise<Door> {
  const [row] = await ctx.sql<[{ card: Door | null }]>`select door_card(${slug}) card`
  if (!row.card) throw notFound()
  return row.card
}

/**
 * Where someone is sent who is not in a space, asked after a page's own transaction is over: to what says until when they
 * are suspended, to the door they may know of, or nowhere.
 */
export async function wayTo(site: Site, credential: string | undefined, slug: string): Promise<string | undefined> {
  const transaction = await openTransaction(site.database.app, credential ? hashOf(credential) : null, null, false)
  try {
    const [[row], suspension] = await Promise.all([
      transaction.sql<[{ card: Door | null }]>`select door_card(${slug}) card`,
      suspensionFrom(transaction, slug),
    ])
    if (suspension) return `/me/notes/${suspension}`
    return row.card ? `/c/${slug}/door` : undefined
  } finally {
    await transaction.commit()
  }
}

/**
 * Knocks: comes in where the door is free, else leaves a request with the answers to the host's questions.
 * @param toldShown whether the person was told that the answers will be shown: they never are without that
 * @returns whether the person is in now
 * @throws 403 where one comes by invitation only
 */
export async function knock(ctx: Ctx, door: Door, answers: string[], toldShown: boolean): Promise<boolean> {
  const kept = door.questions.map((question, i) => ({ question, answer: (answers[i] ?? '').trim().slice(0, 1000) }))
  try {
    const [row] = await ctx.sql<[{ id: number }]>`select knock(${door.slug}, ${ctx.sql.json(kept)}, ${toldShown}) id`
    if (row.id === 0 && !door.belongs) await record(ctx, 'person.joined', door.id)
    return row.id === 0
  } catch (error) {
    if ((error as { code?: string }).code === 'CP003') throw notYours('by-invitation')
    throw error
  }
}

/** Someone at the door, as hosts see them. */
interface AtTheDoor {
  id: number
  handle: string
  name: string
  personId: number
  picture: string | null
  lang: string
  answers: { question: string; answer: string }[]
  createdAt: Date
}

/** Who waits at the door of the space, longest first. For hosts: others see nobody. */
export async function atTheDoor(ctx: Pick<Ctx, 'sql'>, spaceId: number): Promise<AtTheDoor[]> {
  return ctx.sql<AtTheDoor[]>`
    select r.id, p.handle::text, p.name, p.id person_id, p.picture, p.lang, r.answers, r.created_at
    from join_request r join person p on p.id = r.person_id
    where r.space_id = ${spaceId} and r.state = 'waiting' and r.space_id = any((select hosts())::bigint[]) order by r.id limit 100`
}

/** What someone answered at the doors of places they belong to, as far as the reader may know of it (the wall decides). */
export async function answeredBy(
  ctx: Pick<Ctx, 'sql'>,
  personId: number,
): Promise<{ space: string; answers: AtTheDoor['answers'] }[]> {
  return ctx.sql`
    select s.name space, r.answers from join_request r join space s on s.id = r.space_id
    where r.person_id = ${personId} and r.state = 'admitted' and jsonb_array_length(r.answers) > 0
      and exists (select from membership m where m.space_id = r.space_id and m.person_id = r.person_id and m.ended_at is null)
    order by r.id desc limit 5`
}

/**
 * A host welcomes someone, or says not now, with a word of their own; the person is told by mail where mail works.
 * @throws 404 when nobody waits under this number any more
 */
export async function answerRequest(ctx: Ctx, id: number, welcome: boolean, word: string): Promise<void> {
  const space = spaceOf(ctx)
  const [told] = await withinParent(
    ctx.sql<[{ personId: number | null; email: string | null; lang: string }]>`
    select * from answer_request(${id}, ${welcome}, ${word.trim()})`,
  )
  if (!told.personId) throw notFound()
  // Who was refused is told to nobody who reads the log.
  await audit(
    ctx,
    welcome ? 'request.admitted' : 'request.declined',
    space.id,
    welcome ? { personId: told.personId } : {},
  )
  if (welcome) await record(ctx, 'person.joined', space.id, { actorId: told.personId })
  if (told.email)
    await queueMail(ctx, {
      kind: welcome ? 'admitted' : 'declined',
      address: told.email,
      personId: told.personId,
      subjectId: id,
      lang: told.lang,
    })
}

/** Takes back one's own request. */
export async function withdrawRequest(ctx: Ctx, id: number): Promise<void> {
  await ctx.sql`select withdraw_request(${id})`
}

/** Who may know of the space, who may come in, and what hosts ask at the door. */
export interface DoorRules {
  visibility: Visibility
  joining: Joining
  questions: string[]
  answersShown: boolean
  membersInvite: boolean
  /** Newcomers may do everything from the first day. */
  newcomersFree: boolean
}

export async function doorRules(ctx: Ctx): Promise<DoorRules> {
  const [row] = await ctx.sql<[DoorRules]>`
    select visibility, joining, questions, answers_shown, members_invite, newcomers_free from space where id = ${spaceOf(ctx).id}`
  return row
}

/** What a new circle's door is like: nobody knows of it, people of the parent may ask, or they may look in. */
export async function openDoorTo(ctx: Ctx, spaceId: number, visibility: 'hidden' | 'listed' | 'open'): Promise<void> {
  const joining = { hidden: 'invitation', listed: 'request', open: 'free' }[visibility]
  await ctx.sql`update space set visibility = ${visibility}, joining = ${joining} where id = ${spaceId}`
}

/** Changes them. An open door is free: whoever may read joins at once. */
export async function changeDoor(ctx: Ctx, to: DoorRules): Promise<void> {
  const space = spaceOf(ctx)
  const joining = to.visibility === 'open' ? 'free' : to.visibility === 'hidden' ? 'invitation' : to.joining
  const questions = to.questions.map((one) => one.replace(/\s+/g, ' ').trim().slice(0, 200)).filter(Boolean)
  await ctx.sql`update space set visibility = ${to.visibility}, joining = ${joining}, questions = ${questions.slice(0, 5)},
    answers_shown = ${to.answersShown}, members_invite = ${to.membersInvite}, newcomers_free = ${to.newcomersFree} where id = ${space.id}`
  await audit(ctx, 'space.door', space.id)
}
