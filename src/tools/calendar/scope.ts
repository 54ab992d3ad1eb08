import { partsOf, ruleFrom } from '../../platform/calendar/parts.ts'
import type { Weekday } from '../../platform/calendar/rule.ts'
import { invalid } from '../../platform/http/problems.ts'
import { type Request, spaceOf } from '../../spine/request/ctx.ts'
import { changeDate, eventAt, type Scope } from './changing.ts'
import { weekdayOf } from './days.ts'
import { changeEvent, type Event, type EventInput } from './events.ts'
import { changeFollowing } from './following.ts'
import { eventIn, type Typed, typedOf, WEEKDAYS } from './form.ts'
import { dateUrl } from './present.ts'
import { shifted, singlesBy, wallMs } from './singles.ts'

/** What can be otherwise at a single date. */
const OWN = ['title', 'description', 'place', 'link', 'dialIn', 'prepare', 'agenda'] as const

/** What is the same at all dates. */
const SHARED = ['way', 'access', 'places', 'tags', 'lang', 'format', 'repeat', 'interval', 'until'] as const

/**
 * Changes an event as somebody typed it who looked at it, or at one of its dates: that date, it and those after it, or all.
 * @returns its address @throws Invalid; 403; 404
 */
export async function changeAt(
  ctx: Request,
  event: Event,
  typed: Typed,
  { scope = 'all', date }: { scope?: Scope | undefined; date?: string | undefined },
): Promise<string> {
  const input = eventIn(typed, { zone: event.when.zone ?? ctx.timeZone, lang: spaceOf(ctx).lang })
  if (!date || !event.repeats) {
    const by = wallMs(input.when.starts) - wallMs(event.when.starts)
    return changeEvent(ctx, event, { ...input, when: { ...input.when, ...singlesBy(event.when, by) } })
  }
  const seen = await eventAt(ctx, event, date)
  if (scope === 'this') {
    mustBeAlike(typed, seen)
    await changeDate(ctx, event, date, input)
    return dateUrl(event.url, date)
  }
  const of = ofSeries(event, seen, input)
  if (scope === 'following' && !seen.first) return changeFollowing(ctx, event, date, of)
  return changeEvent(ctx, event, fromTheFirst(event, seen, of))
}

/** Who changes one date alone cannot change with it what all have in common. @throws Invalid */
function mustBeAlike(typed: Typed, seen: Event): void {
  const shown = typedOf(seen)
  const plain = (value: unknown) =>
    String(value ?? '')
      .replace(/\r\n?/g, '\n')
      .trim()
  const other = SHARED.find((name) => typed[name] !== undefined && plain(typed[name]) !== plain(shown[name]))
  if (other) throw invalid(other, 'only-all')
}

/** What is said of all of them: of what was left as it stood at the date, what the event says. */
function ofSeries(event: Event, seen: Event, input: EventInput): EventInput {
  const left = OWN.filter((key) => JSON.stringify(input[key]) === JSON.stringify(seen[key]))
  const words = Object.fromEntries(left.map((key) => [key, event[key]]))
  const rule = ruleMoved(event.when.rule, input.when.rule ?? null, seen.when.starts, input.when.starts)
  return { ...input, ...words, when: { ...input.when, rule } }
}

/** What was on Tuesdays, and is moved to a Wednesday, is on Wednesdays; unless its days were typed otherwise. */
function ruleMoved(rule: string | null, typed: string | null, was: string, now: string): string | null {
  const parts = typed && rule ? partsOf(typed) : undefined
  if (!parts?.weekdays || parts.every !== 'week') return typed
  const days = (of: string) => JSON.stringify([...(partsOf(of)?.weekdays ?? [])].sort())
  const [from, to] = [weekdayAt(was), weekdayAt(now)]
  if (from === to || days(typed!) !== days(rule!) || !parts.weekdays.includes(from)) return typed
  const weekdays = new Set(parts.weekdays.map((day) => (day === from ? to : day)))
  return ruleFrom({ ...parts, weekdays: WEEKDAYS.filter((day) => weekdays.has(day)) })
}

const weekdayAt = (wall: string): Weekday => WEEKDAYS[weekdayOf(wall.slice(0, 10))]!

/** Whoever looked at one date and changes all of them moves the first as far as they moved this one. */
function fromTheFirst(event: Event, seen: Event, input: EventInput): EventInput {
  const { starts, ends, zone } = input.when
  if ((zone === null) !== (event.when.zone === null)) throw invalid('whole', 'date-alike')
  const by = wallMs(starts) - wallMs(seen.when.starts)
  const when = {
    ...input.when,
    starts: shifted(event.when.starts, by),
    ends: shifted(event.when.ends, wallMs(ends) - wallMs(seen.when.ends)),
    ...singlesBy(event.when, by),
  }
  return { ...input, when }
}
