import { localOf } from '../../platform/calendar/zones.ts'
import { notFound, notYours } from '../../platform/http/problems.ts'
import { renderMarkdown } from '../../platform/markdown/markdown.ts'
import { audit, record } from '../../spine/activity/record.ts'
import { goGently } from '../../spine/care/newcomers.ts'
import { followUnlessChosen } from '../../spine/items/follow.ts'
import { type Backdated, makeItem, plainTitle } from '../../spine/items/items.ts'
import { nextModseq } from '../../spine/messages/change.ts'
import type { Under } from '../../spine/messages/post.ts'
import { type Ctx, meOf, spaceOf } from '../../spine/request/ctx.ts'
import { mustStart } from '../../spine/request/must.ts'
import { idSlug } from '../../spine/slug.ts'
import { secondComes } from './second.ts'

/** What is said of a journey besides its title. Days are YYYY-MM-DD. */
export interface Said {
  about: string
  forWhom: string
  able: string
  takes: string
  /** Null: at one's own pace. */
  beginsOn: string | null
  endsOn: string | null
  joinUntil: string | null
  places: number | null
}

export interface JourneyInput extends Said {
  title: string
  lang: string
}

/** draft: for its guides and hosts · open: one can join, it has not begun · running · ended. */
type JourneyState = 'draft' | 'open' | 'running' | 'ended'

interface Moments extends Pick<Said, 'beginsOn' | 'endsOn'> {
  openedAt: Date | null
  endedAt: Date | null
}

export interface Journey extends Under, JourneyInput, Moments {
  url: string
  authorId: number
  modseq: number
  version: number
  /** The asking person changes it. */
  tends: boolean
  /** They go it, and have a place. */
  goes: boolean
}

export function urlOf(slug: string, id: number, title: string): string {
  return `/c/${slug}/journeys/${idSlug(id, title)}`
}

/** The day it is for the asking person. */
export function todayOf(ctx: Pick<Ctx, 'now' | 'timeZone'>): string {
  return localOf(ctx.now, ctx.timeZone).slice(0, 10)
}

/** @param today YYYY-MM-DD, of the reader */
export function stateOf(it: Moments, today: string): JourneyState {
  if (!it.openedAt) return 'draft'
  if (it.endedAt || (it.endsOn !== null && it.endsOn < today)) return 'ended'
  return it.beginsOn !== null && it.beginsOn > today ? 'open' : 'running'
}

/** A journey of the space of the address; a draft only for those who change it. Access is the query. @throws 404 */
export async function journeyFor(ctx: Ctx, id: number): Promise<Journey> {
  const space = spaceOf(ctx)
  const [row] = await ctx.sql<Omit<Journey, 'url'>[]>`
    select i.id, i.space_id, i.kind, i.title, i.lang, i.author_id, t.modseq, j.version, j.about, j.for_whom, j.able, j.takes,
      j.begins_on::text, j.ends_on::text, j.join_until::text, j.places, j.opened_at, j.ended_at, tends_journey(i.id) tends,
      exists (select from journey_member m where m.journey_id = i.id and m.person_id = (select me()) and not m.waiting) goes
    from item i join journey j on j.item_id = i.id join tail t on t.item_id = i.id
    where i.id = ${id} and i.space_id = ${space.id} and i.removed_at is null`
  if (!row) throw notFound()
  return { ...row, url: urlOf(space.slug, row.id, row.title) }
}

/** Who guides it, who began it, and hosts. @throws 403 */
export function mustTend(ctx: Ctx, it: Journey): void {
  if (spaceOf(ctx).closed) throw notYours('space-closed')
  if (!it.tends) throw notYours()
}

/** Begins a journey as a draft; whoever does guides it. @throws Invalid; 403 for guests */
export async function makeJourney(
  ctx: Ctx,
  input: JourneyInput,
  backdated?: Backdated,
): Promise<{ id: number; url: string }> {
  mustStart(ctx)
  if (!backdated) await goGently(ctx, input.about, 0, [])
  const space = spaceOf(ctx)
  const item = { kind: 'journey', spaceId: space.id, title: input.title, lang: input.lang }
  const id = await makeItem(ctx, item, backdated)
  await ctx.sql`insert into journey ${ctx.sql({ item_id: id, space_id: space.id, ...columnsOf(input) })}`
  const me = meOf(ctx).id
  await ctx.sql`insert into journey_guide (journey_id, space_id, person_id) values (${id}, ${space.id}, ${me})`
  await followUnlessChosen(ctx, id)
  return { id, url: urlOf(space.slug, id, plainTitle(input.title)) }
}

/**
 * Says a journey otherwise.
 * @param version the one that was read: whoever comes second is told
 * @returns its address @throws Invalid; 403
 */
export async function changeJourney(ctx: Ctx, it: Journey, version: number, input: JourneyInput): Promise<string> {
  mustTend(ctx, it)
  const title = plainTitle(input.title)
  await nextModseq(ctx, it)
  const changed = await ctx.sql`
    update journey set ${ctx.sql(columnsOf(input))}, version = version + 1 where item_id = ${it.id} and version = ${version} returning item_id`
  secondComes(changed, 'title')
  await ctx.sql`update item set title = ${title}, lang = ${input.lang} where id = ${it.id}`
  await record(ctx, 'journey.changed', it.spaceId, { itemId: it.id, quietly: true })
  await auditOthers(ctx, it, 'journey.changed')
  return urlOf(spaceOf(ctx).slug, it.id, title)
}

/** Opens it to all of the space; or makes it a draft again, as long as nobody has joined. @throws 403 */
export async function setOpen(ctx: Ctx, it: Journey, on: boolean): Promise<void> {
  mustTend(ctx, it)
  const [others] = await ctx.sql`select from journey_member where journey_id = ${it.id} limit 1`
  if (!on && others) throw notYours('journey-joined')
  await nextModseq(ctx, it)
  await ctx.sql`update journey set opened_at = ${on ? (it.openedAt ?? ctx.now) : null} where item_id = ${it.id}`
  if (on && !it.openedAt) await record(ctx, 'journey.opened', it.spaceId, { itemId: it.id })
  await auditOthers(ctx, it, 'journey.changed')
}

/** It has come to its end, or goes on after all. @throws 403 */
export async function setEnded(ctx: Ctx, it: Journey, on: boolean): Promise<void> {
  mustTend(ctx, it)
  await nextModseq(ctx, it)
  // What ended by its day goes on without one.
  await ctx.sql`
    update journey set ended_at = ${on ? ctx.now : null}, ends_on = ${on ? it.endsOn : it.endsOn !== null && it.endsOn < todayOf(ctx) ? null : it.endsOn}
    where item_id = ${it.id}`
  await auditOthers(ctx, it, 'journey.changed')
}

/** What a host does to a journey that others guide can be read by all. */
export async function auditOthers(ctx: Ctx, it: Journey, verb: string): Promise<void> {
  if (spaceOf(ctx).standing !== 'host' || it.authorId === meOf(ctx).id) return
  const [own] = await ctx.sql`
    select from journey_guide where journey_id = ${it.id} and person_id = ${meOf(ctx).id}`
  if (!own) await audit(ctx, verb, it.spaceId, { itemId: it.id, personId: it.authorId })
}

function columnsOf({ about, forWhom, able, takes, beginsOn, endsOn, joinUntil, places }: Said) {
  return {
    about,
    html: renderMarkdown(about),
    for_whom: forWhom,
    able,
    takes,
    begins_on: beginsOn,
    ends_on: endsOn,
    join_until: joinUntil,
    places,
  }
}
