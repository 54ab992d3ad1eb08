import { Type as T } from '@sinclair/typebox'
import type { Sql } from '../../platform/database/connect.ts'
import { notFound } from '../../platform/http/problems.ts'
import { cardOf, PersonSchema } from '../../spine/people/cards.ts'
import { type Ctx, mayWrite, spaceOf } from '../../spine/request/ctx.ts'
import { nullable } from '../../spine/request/schemas.ts'
import { type Count, countsOf } from './group.ts'
import { type Journey, journeyFor } from './journeys.ts'
import { presentStep } from './present.ts'
import { mineAbout, type Reflection } from './reflecting.ts'
import { type Person, person } from './row.ts'
import { StepSchema } from './schemas.ts'
import { type StepRow, stepRows } from './step-rows.ts'

interface SharedRow extends Reflection {
  person: Person
}

interface Around {
  words: string
  html: string
  version: number
  /** The steps before and after it. */
  before: number | null
  after: number | null
  /** The asking person guides the journey. */
  guides: boolean
}

interface BroughtRow {
  person: Person
  number: number
}

const Mine = T.Object({
  source: T.String(),
  html: T.String(),
  shared: T.Boolean(),
  version: T.Integer(),
  lang: T.String(),
})
export const StepPageSchema = T.Composite([
  StepSchema,
  T.Object({
    words: T.String(),
    html: T.String(),
    version: T.Integer(),
    journey: T.Object({ id: T.Integer(), url: T.String(), title: T.String() }),
    /** What the asking person wrote, for themselves or shared. */
    mine: nullable(Mine),
    /** What others of the group shared; empty for who is not of the group. */
    shared: T.Array(
      T.Object({ person: PersonSchema, html: T.String(), lang: T.String(), at: T.String(), own: T.Boolean() }),
    ),
    brought: T.Array(T.Object({ person: PersonSchema, url: T.String() })),
    previous: nullable(T.String()),
    next: nullable(T.String()),
  }),
])

/** So much of what was shared or brought stands on a page. */
const MOST = 200

export type ShownStepPage = Awaited<ReturnType<typeof stepPageOf>>

/** A step with its words, what was written about it and what was brought. @throws 404 */
export async function stepPageOf(ctx: Ctx, journeyId: number, stepId: number) {
  const it = await journeyFor(ctx, journeyId)
  const { sql } = ctx
  const [[row], [around], [mine], shared, brought, counts] = await Promise.all([
    stepRows(sql, it.id, stepId),
    aroundOf(sql, it.id, stepId),
    mineAbout(sql, stepId),
    sharedAbout(sql, stepId),
    broughtTo(sql, stepId),
    countsOf(sql, it.id),
  ])
  if (!row || row.removed || !around) throw notFound()
  return presented(ctx, it, { row, around, mine, shared, brought, counts })
}

interface Found {
  row: StepRow
  around: Around
  mine: Reflection | undefined
  shared: SharedRow[]
  brought: BroughtRow[]
  counts: Count[]
}

function presented(ctx: Ctx, it: Journey, { row, around, mine, shared, brought, counts }: Found) {
  const at = (id: number | null) => (id === null ? null : `${it.url}/steps/${id}`)
  const n = counts.find(({ stepId }) => stepId === row.id)?.n
  return {
    ...presentStep(ctx, it.url, row, n),
    words: around.words,
    html: around.html,
    version: around.version,
    journey: { id: it.id, url: it.url, title: it.title, lang: it.lang },
    mine: mine
      ? { source: mine.source, html: mine.html, shared: mine.shared, version: mine.version, lang: mine.lang }
      : null,
    shared: shared.map((one) => ({
      person: cardOf(one.person),
      html: one.html,
      lang: one.lang,
      at: one.at.toISOString(),
      own: one.person.id === ctx.me?.id,
    })),
    brought: brought.map(({ person, number }) => ({ person: cardOf(person), url: `${it.url}/messages/${number}` })),
    previous: at(around.before),
    next: at(around.after),
    goes: it.goes,
    tends: it.tends,
    guides: around.guides && mayWrite(spaceOf(ctx)),
    mayDo: it.goes && mayWrite(spaceOf(ctx)),
    mayAnswer: ctx.me !== null && mayWrite(spaceOf(ctx)),
  }
}

function aroundOf(sql: Sql, journeyId: number, stepId: number): Promise<Around[]> {
  return sql<Around[]>`
    select s.words, s.html, s.version, o.before, o.after,
      exists (select from journey_guide g where g.journey_id = s.journey_id and g.person_id = (select me())) guides from journey_step s join (
      select x.id, lag(x.id) over w before, lead(x.id) over w after from journey_step x
      where x.journey_id = ${journeyId} and x.removed_at is null window w as (order by x.place, x.id)) o on o.id = s.id
    where s.id = ${stepId}`
}

/** Row security lets through what is for the group, and one's own. */
function sharedAbout(sql: Sql, stepId: number): Promise<SharedRow[]> {
  return sql<SharedRow[]>`
    select r.step_id, r.shared, r.lang, r.source, r.html, r.version, r.at, ${person(sql, 'p')} person
    from journey_reflection r join person p on p.id = r.person_id
    where r.step_id = ${stepId} and r.shared and not exists (select from block b where b.person_id = (select me()) and b.blocked_id = r.person_id)
    order by r.at, p.id limit ${MOST}`
}

/** What was brought: messages that say which step they are for. */
function broughtTo(sql: Sql, stepId: number): Promise<BroughtRow[]> {
  return sql<BroughtRow[]>`
    select ${person(sql, 'p')} person, m.number from journey_brought(${stepId}) b join message m on m.id = b.message_id and m.removed_at is null
    join person p on p.id = m.author_id order by m.number limit ${MOST}`
}
