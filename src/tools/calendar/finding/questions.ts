import { notFound, notYours } from '../../../platform/http/problems.ts'
import { renderMarkdown } from '../../../platform/markdown/markdown.ts'
import { record } from '../../../spine/activity/record.ts'
import { goGently } from '../../../spine/care/newcomers.ts'
import { followUnlessChosen } from '../../../spine/items/follow.ts'
import { type Backdated, changeItem, makeItem, plainTitle } from '../../../spine/items/items.ts'
import { keepOrigin, type Origin } from '../../../spine/items/origin.ts'
import type { Under } from '../../../spine/messages/post.ts'
import { type Ctx, mayStart, meOf, spaceOf } from '../../../spine/request/ctx.ts'
import { mustStart } from '../../../spine/request/must.ts'
import { idSlug } from '../../../spine/slug.ts'
import { addOptions } from './options.ts'
import type { Every } from './series.ts'

/** What is said of what the date is for; it goes along into the event. */
export interface Asked {
  title: string
  lang: string
  about: string
  minutes: number
  /** In which its options are written. */
  zone: string
  place: string
  way: string
  access: string
  link: string
  dialIn: string
  format: string
  /** The last day on which answers are wanted, YYYY-MM-DD. */
  answersUntil: string | null
}

export interface NewQuestion extends Asked {
  /** Local starts in its zone; bare days last whole days. */
  options: string[]
  /** Who should be there, by id. */
  wanted: number[]
  /** Several dates: each option, so often again. */
  series: { every: Every; times: number } | null
  /** Of what was said it comes: an item, perhaps one message of it. */
  from?: Pick<Origin, 'id' | 'chosen'> | undefined
}

/** A question which date suits, for whoever may read it. */
export interface Question extends Under, Asked {
  url: string
  authorId: number
  version: number
  modseq: number
  every: Every | null
  times: number | null
  closed: boolean
  eventId: number | null
  /** Whether the asking person decides: who asked, and hosts. */
  tends: boolean
}

export function urlOf(slug: string, id: number, title: string): string {
  return `/c/${slug}/find/${idSlug(id, title)}`
}

/** A question of the space of the address. Access is the query. @throws 404 */
export async function questionFor(ctx: Ctx, id: number): Promise<Question> {
  const space = spaceOf(ctx)
  const [row] = await ctx.sql<Omit<Question, 'url'>[]>`
    select i.id, i.space_id, i.kind, i.title, i.lang, i.author_id, i.version, t.modseq, q.about, q.minutes, q.zone, q.place, q.way, q.access,
      q.link, q.dial_in, q.format, q.answers_until::text, q.every, q.times, q.closed_at is not null closed, q.event_id, tends_question(i.id) tends
    from item i join date_question q on q.item_id = i.id join tail t on t.item_id = i.id
    where i.id = ${id} and i.space_id = ${space.id} and i.removed_at is null`
  if (!row) throw notFound()
  return { ...row, tends: row.tends && mayStart(space), url: urlOf(space.slug, row.id, row.title) }
}

/** Who asked decides, and hosts. @throws 403 */
export function mustDecide(ctx: Ctx, it: Question): void {
  if (spaceOf(ctx).closed) throw notYours('space-closed')
  if (!it.tends) throw notYours()
}

/** Asks which of some dates suits. @throws Invalid; 403 for guests */
export async function askForDate(
  ctx: Ctx,
  said: NewQuestion,
  backdated?: Backdated,
): Promise<{ id: number; url: string }> {
  if (!backdated) {
    mustStart(ctx)
    await goGently(ctx, said.about, 0, [])
  }
  const space = spaceOf(ctx)
  const { title, lang, options, wanted, series, from } = said
  const id = await makeItem(ctx, { kind: 'date-question', spaceId: space.id, title, lang }, backdated)
  const columns = { item_id: id, space_id: space.id, every: series?.every ?? null, times: series?.times ?? null }
  await ctx.sql`insert into date_question ${ctx.sql({ ...columns, ...columnsOf(said) })}`
  const it = { id, spaceId: space.id, zone: said.zone, minutes: said.minutes }
  await addOptions(ctx, it, options, { past: backdated !== undefined })
  await wantPeople(ctx, it, wanted)
  if (from) await keepOrigin(ctx, it, from)
  const by = backdated?.authorId ?? meOf(ctx).id
  if (by === ctx.me?.id) await followUnlessChosen(ctx, id)
  return { id, url: urlOf(space.slug, id, plainTitle(title)) }
}

/** Says it otherwise; its options stay, and so does what was answered. @returns its address @throws Invalid; 403 */
export async function changeQuestion(
  ctx: Ctx,
  it: Question,
  said: Omit<Asked, 'minutes' | 'zone'> & { wanted: number[]; version: number },
): Promise<string> {
  mustDecide(ctx, it)
  const { title, lang, wanted, version } = said
  await changeItem(ctx, it.id, version, { title, lang, tags: [] })
  const columns = columnsOf({ ...said, minutes: it.minutes, zone: it.zone })
  await ctx.sql`update date_question set ${ctx.sql(columns)} where item_id = ${it.id}`
  await ctx.sql`delete from date_wanted where item_id = ${it.id} and person_id <> all(${wanted}::bigint[])`
  await wantPeople(ctx, it, wanted)
  await record(ctx, 'date-question.changed', it.spaceId, { itemId: it.id, quietly: true })
  return urlOf(spaceOf(ctx).slug, it.id, plainTitle(title))
}

async function wantPeople({ sql }: Ctx, it: { id: number; spaceId: number }, wanted: readonly number[]): Promise<void> {
  if (!wanted.length) return
  await sql`
    insert into date_wanted (item_id, space_id, person_id)
    select ${it.id}, ${it.spaceId}, unnest(${wanted}::bigint[]) on conflict do nothing`
}

function columnsOf(said: Asked) {
  const { about, minutes, zone, place, way, access, link, dialIn, format, answersUntil } = said
  const html = renderMarkdown(about)
  return { about, html, minutes, zone, place, way, access, link, dial_in: dialIn, format, answers_until: answersUntil }
}
