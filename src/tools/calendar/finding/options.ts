import { localOf, momentOf } from '../../../platform/calendar/zones.ts'
import { invalid, notFound } from '../../../platform/http/problems.ts'
import { oneLine } from '../../../platform/plain-text.ts'
import { nextModseq } from '../../../spine/messages/change.ts'
import type { Ctx } from '../../../spine/request/ctx.ts'
import { sayable } from '../checked.ts'
import { addDays } from '../days.ts'
import { mustDecide, type Question } from './questions.ts'

/** More than this nobody reads through. */
export const MOST_OPTIONS = 40

/** When an option begins and ends: by the clock of its zone, and as moments. Whole days have no zone. */
export interface Span {
  starts: string
  ends: string
  zone: string | null
  from: Date
  until: Date
}

/** When an option is. @param starts `2026-12-01T19:00:00`, or `2026-12-01` for the whole day @throws CalendarTrouble */
export function spanOf(starts: string, { zone, minutes }: Pick<Question, 'zone' | 'minutes'>): Span {
  if (starts.length === 10) {
    const ends = addDays(starts, 1)
    return { starts, ends, zone: null, from: momentOf(starts, null), until: momentOf(ends, null) }
  }
  const from = momentOf(starts, zone)
  const until = new Date(from.getTime() + minutes * 60_000)
  return { starts: localOf(from, zone), ends: localOf(until, zone), zone, from, until }
}

/** Options as they are typed: a day, or a day and a time (19:00, 19h00); each once, in order. @throws Invalid */
export function plainStarts(typed: readonly string[]): string[] {
  const plain = typed
    .map((one) =>
      one
        .trim()
        .replace(/ +/, 'T')
        .replace(/(\d)[hH.](\d\d)$/, '$1:$2'),
    )
    .filter(Boolean)
    .map((one) => (/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(one) ? `${one}:00` : one))
  if (plain.some((one) => !/^\d{4}-\d\d-\d\d(T([01]\d|2[0-3]):[0-5]\d:00)?$/.test(one)))
    throw invalid('options', 'option-unread')
  return [...new Set(plain)].sort()
}

type Of = Pick<Question, 'id' | 'spaceId' | 'zone' | 'minutes'>

/**
 * Adds times that it might be. One that had been taken away is there again.
 * @param past also what is over: for the demonstration
 * @throws Invalid
 */
export async function addOptions(
  ctx: Ctx,
  it: Of,
  typed: readonly string[],
  { past = false }: { past?: boolean } = {},
): Promise<void> {
  const spans = sayable(() => plainStarts(typed).map((starts) => spanOf(starts, it)))
  if (!spans.length) throw invalid('options', 'option-needed')
  if (!past && spans.some(({ until }) => until <= ctx.now)) throw invalid('options', 'option-past')
  const rows = spans.map(({ starts, from, until }) => ({
    starts,
    from_at: from.toISOString(),
    until_at: until.toISOString(),
  }))
  await ctx.sql`
    insert into date_option (item_id, space_id, starts, from_at, until_at)
    select ${it.id}, ${it.spaceId}, o.starts, o.from_at, o.until_at
    from jsonb_to_recordset(${ctx.sql.json(rows)}) o(starts text, from_at timestamptz, until_at timestamptz)
    on conflict (item_id, starts) do update set withdrawn = null`
  const [{ many }] = await ctx.sql<
    [{ many: number }]
  >`select count(*)::int many from date_option where item_id = ${it.id}`
  if (many > MOST_OPTIONS) throw invalid('options', 'options-many', { most: MOST_OPTIONS })
}

/** Who asked adds a time that it might be, too. @throws Invalid; 403 */
export async function addOption(ctx: Ctx, it: Question, starts: string): Promise<void> {
  mustDecide(ctx, it)
  mustBeOpen(it)
  await nextModseq(ctx, it)
  await addOptions(ctx, it, [starts])
}

/**
 * Takes an option away. What somebody has answered stays, struck through, with a word why.
 * @throws Invalid without a word where one is needed, and for the last one; 403; 404
 */
export async function dropOption(ctx: Ctx, it: Question, id: number, typed: string): Promise<void> {
  mustDecide(ctx, it)
  mustBeOpen(it)
  await nextModseq(ctx, it)
  const [row] = await ctx.sql<[{ answered: boolean; others: number }?]>`
    select exists (select from date_reply r where r.option_id = o.id) answered,
      (select count(*)::int from date_option x where x.item_id = o.item_id and x.id <> o.id and x.withdrawn is null) others
    from date_option o where o.id = ${id} and o.item_id = ${it.id}`
  if (!row) throw notFound()
  if (!row.others) throw invalid('why', 'option-last')
  const why = oneLine(typed)
  if (!row.answered) await ctx.sql`delete from date_option where id = ${id}`
  else if (!why) throw invalid('why', 'option-why')
  else await ctx.sql`update date_option set withdrawn = ${why} where id = ${id}`
}

/** @throws Invalid where a question is decided */
export function mustBeOpen(it: Pick<Question, 'closed'>): void {
  if (it.closed) throw invalid('_closed', 'question-closed')
}
