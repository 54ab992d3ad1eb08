import { Type as T } from '@sinclair/typebox'
import { cardOf, PersonSchema } from '../../../spine/people/cards.ts'
import { type Ctx, mayStart, mayWrite, spaceOf } from '../../../spine/request/ctx.ts'
import { nullable } from '../../../spine/request/schemas.ts'
import { hasBegun } from '../days.ts'
import type { EventRow } from '../event-row.ts'
import { dateUrl } from '../present.ts'
import { formatIn } from './formats.ts'
import { hasPages, minutesUrl } from './minutes.ts'
import { parts } from './parts.ts'
import type { MeetingRow, SpokenRow } from './row.ts'

const PartSchema = T.Object({ part: T.String(), person: PersonSchema, all: T.Boolean() })
export const SpokenSchema = T.Object({
  id: T.Integer(),
  url: T.String(),
  text: T.String(),
  person: PersonSchema,
  by: PersonSchema,
  at: T.String(),
  looked: T.Boolean(),
  corrected: T.Boolean(),
})

/** What hangs on a date, as the API shows it with the date. */
export const MeetingSchema = T.Object({
  begun: T.Boolean(),
  parts: T.Array(PartSchema),
  buddies: T.Array(T.Object({ person: PersonSchema, buddy: PersonSchema })),
  minutes: nullable(T.Object({ url: T.String(), title: T.String(), until: T.String(), open: T.Boolean() })),
  came: T.Array(PersonSchema),
  lookingBack: T.Array(T.Object({ person: PersonSchema, well: T.String(), better: T.String() })),
  spoken: T.Array(SpokenSchema),
})

export type ShownMeeting = ReturnType<typeof presentMeeting>
export type ShownSpoken = ReturnType<typeof presentSpoken>

/** What hangs on the date that a page of an event shows. @param url of the event */
export function presentMeeting(ctx: Ctx, url: string, event: EventRow, row: MeetingRow) {
  const { minutes } = row
  const cards = row.came.map(cardOf)
  return {
    begun: hasBegun(event, ctx.now, ctx.timeZone) && !event.eventCancelled && !event.date.cancelled,
    parts: parts.flatMap((part) =>
      row.parts.filter((one) => one.part === part).map(({ person, all }) => ({ part, person: cardOf(person), all })),
    ),
    buddies: row.buddies.map(({ person, buddy }) => ({ person: cardOf(person), buddy: cardOf(buddy) })),
    minutes: minutes && {
      url: minutesUrl(ctx, minutes),
      title: minutes.title,
      lang: minutes.lang,
      until: new Date(minutes.until).toISOString(),
      open: new Date(minutes.until) > ctx.now,
    },
    came: cards,
    iCame: cards.some(({ id }) => id === ctx.me?.id),
    lookingBack: row.lookingBack.map(({ person, ...said }) => ({ ...said, person: cardOf(person) })),
    spoken: row.spoken.map((one) => presentSpoken(url, one)),
    unseen: row.unseen.map((original) => ({ original, url: dateUrl(url, original) })),
    format: formatIn(ctx.locale.lang, event.format),
    pages: hasPages(ctx),
    writes: mayWrite(spaceOf(ctx)) && ctx.me !== null,
    makes: mayStart(spaceOf(ctx)),
  }
}

/** Words that were written down, as the API and the pages show them. @param event its address */
export function presentSpoken(event: string, { id, text, at, person, by, looked, corrected }: SpokenRow) {
  const when = new Date(at)
  return {
    id,
    url: `${event}/spoken/${id}`,
    text,
    person: cardOf(person),
    by: cardOf(by),
    at: when.toISOString(),
    looked,
    corrected,
  }
}

/** What the page depends on besides what is kept: whether it has begun, and whether comments are still asked for. */
export function meetingTag(ctx: Ctx, it: ShownMeeting): unknown[] {
  return [it.begun, it.minutes?.open, it.minutes?.title, it.pages, ctx.locale.lang]
}
