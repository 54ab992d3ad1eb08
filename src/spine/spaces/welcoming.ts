import { Type as T } from '@sinclair/typebox'
import { notFound } from '../../platform/http/problems.ts'
import { type Ctx, spaceOf } from '../request/ctx.ts'
import { nullable } from '../request/schemas.ts'

/** What someone about to come may know of a community besides its name and purpose. */
export interface Welcoming {
  /** About how much time it asks; empty where its hosts say nothing. */
  timeAsked: string
  agreements: string[]
  introduction: Introduction | null
}

/** A film or recording in which a community introduces itself, as it is shown. */
export interface Introduction {
  type: string
  bytes: number
  /** What is said in it. */
  words: string
  /** Whether there are captions in time with it. */
  captions: boolean
}

export const WelcomingSchema = T.Object({
  timeAsked: T.String(),
  agreements: T.Array(T.String()),
  introduction: nullable(T.Object({ type: T.String(), bytes: T.Integer(), words: T.String(), captions: T.Boolean() })),
})

const nothingSaid: Welcoming = { timeAsked: '', agreements: [], introduction: null }

/** What the space of an invitation says; of one that has ended, nothing. */
export async function welcomingBy({ sql }: Pick<Ctx, 'sql'>, invitation: number): Promise<Welcoming> {
  const [row] = await sql<[{ it: Welcoming | null }]>`select invitation_welcoming(${invitation}) it`
  return row.it ?? nothingSaid
}

/** What a space says to whoever may know of it; to others, nothing. */
export async function welcomingAt({ sql }: Pick<Ctx, 'sql'>, slug: string): Promise<Welcoming> {
  const [row] = await sql<[{ it: Welcoming | null }]>`select door_welcoming(${slug}) it`
  return row.it ?? nothingSaid
}

/** The bytes of an introduction, and its captions as WebVTT. */
export interface KeptIntroduction {
  blob: string
  type: string
  bytes: number
  captions: string
}

/** @throws 404 */
export async function introductionBy({ sql }: Pick<Ctx, 'sql'>, invitation: number): Promise<KeptIntroduction> {
  return there(await sql<KeptIntroduction[]>`select * from introduction_by(${invitation})`)
}

/** @throws 404 */
export async function introductionAt({ sql }: Pick<Ctx, 'sql'>, slug: string): Promise<KeptIntroduction> {
  return there(await sql<KeptIntroduction[]>`select * from introduction_at(${slug})`)
}

function there([row]: KeptIntroduction[]): KeptIntroduction {
  if (!row) throw notFound()
  return row
}

/** What hosts say for newcomers of the space of the address. */
export interface Rules extends Welcoming {
  /** The item under which people say hello. */
  helloId: number | null
  helloQuestion: string
  /** Who is there for newcomers. */
  welcomerId: number | null
  /** What is said in the introduction, as it was given: captions where there are some. */
  said: string
}

export async function welcomeRules(ctx: Ctx): Promise<Rules> {
  const { id, slug } = spaceOf(ctx)
  const [welcoming, [row]] = await Promise.all([
    welcomingAt(ctx, slug),
    ctx.sql<[Pick<Rules, 'helloId' | 'helloQuestion' | 'welcomerId' | 'said'>]>`
      select w.hello_id, coalesce(w.hello_question, '') hello_question, w.welcomer_id, coalesce(nullif(i.captions, ''), i.words, '') said
      from space s left join welcoming w on w.space_id = s.id left join introduction i on i.space_id = s.id where s.id = ${id}`,
  ])
  return { ...row, ...welcoming }
}

/** How many agreements there may be, and how long one. */
export const most = { agreements: 12, agreement: 200 } as const

/** Keeps what hosts say for newcomers. Of what is not of the space nothing is kept. */
export async function keepWelcomeRules(ctx: Ctx, to: Omit<Rules, 'introduction' | 'said'>): Promise<void> {
  const { id } = spaceOf(ctx)
  const agreements = to.agreements
    .map((one) => one.replace(/\s+/g, ' ').trim().slice(0, most.agreement))
    .filter(Boolean)
    .slice(0, most.agreements)
  await ctx.sql`
    insert into welcoming as w (space_id, time_asked, agreements, hello_id, hello_question, welcomer_id)
    values (${id}, ${to.timeAsked.trim()}, ${agreements},
      (select i.id from item i where i.id = ${to.helloId} and i.space_id = ${id}), ${to.helloQuestion.trim()},
      (select m.person_id from membership m where m.space_id = ${id} and m.person_id = ${to.welcomerId} and m.ended_at is null and m.standing <> 'guest'))
    on conflict (space_id) do update set time_asked = excluded.time_asked, agreements = excluded.agreements,
      hello_id = excluded.hello_id, hello_question = excluded.hello_question, welcomer_id = excluded.welcomer_id`
}
