import type { Rows, Sql } from '../../../platform/database/connect.ts'
import type { Locale } from '../../../platform/i18n.ts'
import { cardOf } from '../../../spine/people/cards.ts'
import type { Ctx } from '../../../spine/request/ctx.ts'
import { dayIn } from '../days.ts'
import type { Person } from '../event-row.ts'
import { saidDay, saidHours } from '../said.ts'
import { type Clock, type Felt, felt, hardships, isUnkind } from './hours.ts'
import type { Span } from './options.ts'

/** Somebody of a space, with their clock and waking hours. */
export interface Living extends Clock, Person {}

/** The clocks of those of a space who show theirs, and one's own. One query. */
export async function clocksIn(sql: Sql, spaceId: number): Promise<Living[]> {
  return sql<Living[]>`
    select person_id id, handle, name, picture, zone, wakes, sleeps from clocks_in(${spaceId})`
}

/** The same of the space that an item is in, with how many keep theirs to themselves. One query. */
export function clocksAround(sql: Sql, itemId: number): Rows<{ people: Living[]; kept: number }> {
  return sql<{ people: Living[]; kept: number }[]>`
    select coalesce((select jsonb_agg(jsonb_build_object('id', c.person_id, 'handle', c.handle, 'name', c.name, 'picture', c.picture,
      'zone', c.zone, 'wakes', c.wakes, 'sleeps', c.sleeps) order by c.name, c.person_id) from clocks_in(i.space_id) c), '[]') people,
      clocks_kept(i.space_id) kept
    from item i where i.id = ${itemId}`
}

/** People whose clocks are alike feel a time alike. */
export interface Group extends Clock {
  people: Living[]
}

export function grouped(people: readonly Living[]): Group[] {
  const groups = new Map<string, Group>()
  for (const person of people) {
    const { zone, wakes, sleeps } = person
    const key = `${zone} ${wakes} ${sleeps}`
    const group = groups.get(key) ?? { zone, wakes, sleeps, people: [] }
    group.people.push(person)
    groups.set(key, group)
  }
  return [...groups.values()]
}

/** For whom a time is hard, and how; the hardest first. */
export interface Hard extends Felt {
  person: Living
}

/** Whom a time would take from their night, or just before or after it. Whole days are hard for nobody. */
export function hardFor(groups: readonly Group[], { from, until, zone }: Span): Hard[] {
  if (zone === null) return []
  return groups
    .flatMap((group) => {
      const it = felt(group, from, until)
      return it.how === 'kind' ? [] : group.people.map((person) => ({ person, ...it }))
    })
    .sort((a, b) => hardships.indexOf(b.how) - hardships.indexOf(a.how) || b.unkind - a.unkind)
}

/** How many of them would be up in their night. */
export function nightsOf(hard: readonly Hard[]): number {
  return hard.filter(isUnkind).length
}

/** The same as the API and the pages say it, with when it is there. */
export function presentHard(ctx: Ctx, { person, how, unkind }: Hard, span: Span) {
  const hours = (zone: string) => hoursThere(ctx.locale, span, zone, ctx.timeZone, ctx.now)
  const there = hours(person.zone)
  // Of who lives by the reader's clock there is nothing more to say.
  return { person: cardOf(person), how, unkind, there, elsewhere: there !== hours(ctx.timeZone) }
}

/** When a time is where somebody lives: "23:00–00:30", with the day where it is another than the reader's. */
function hoursThere(locale: Locale, span: Span, zone: string, reader: string, now: Date): string {
  const timed = { ...span, fromAt: span.from, untilAt: span.until }
  const hours = saidHours(locale, timed, zone)
  const day = dayIn(span.from, zone)
  return day === dayIn(span.from, reader)
    ? hours
    : locale.t('finding.hours-on', { hours, day: saidDay(locale, day, now) })
}
