import { propertyOf } from '../../platform/calendar/file/properties.ts'
import { type Attendee, type IcsEvent, type Override, writeCalendar } from '../../platform/calendar/file.ts'
import { type Request, spaceOf } from '../../spine/request/ctx.ts'
import { type Reply, urlOf } from '../calendar/index.ts'
import type { Kept, KeptDate } from './kept.ts'
import { addressOf, type Viewer } from './viewer.ts'

const said: Record<Reply, string> = { yes: 'accepted', perhaps: 'tentative', no: 'declined' }

/** An event as a calendar of the viewer's shows it, in a file of its own. @param rest what only programs understand, one property a line */
export function fileOf(ctx: Request, kept: Kept, viewer: Viewer, rest = restOf(kept)): string {
  return writeCalendar({ events: [{ ...eventOf(ctx, kept, viewer), rest }], now: kept.changedAt })
}

/**
 * Those who see to an event get it as their own, so that their programs let them change it. To everybody else it is one to which
 * they were invited: they see who comes, by name, and answer.
 */
export function eventOf(ctx: Request, kept: Kept, viewer: Viewer): IcsEvent {
  const { id, uid, sequence, when, title, description, place, link, tags, alarms } = kept
  const attendees = attendeesOf(kept, viewer)
  return {
    uid,
    sequence,
    when,
    title,
    description,
    // What is only online is where its link leads: there programs look for it.
    place: place || link,
    url: pageOf(ctx, id, title),
    status: kept.cancelled ? 'cancelled' : 'confirmed',
    created: kept.createdAt,
    changed: kept.changedAt,
    categories: tags,
    overrides: kept.dates
      .filter((date) => !kept.tends || otherwise(date))
      .map((date) => overrideOf(kept, date, attendees)),
    ...(!kept.tends && { organizer: organizerOf(ctx, kept), attendees }),
    alarms,
    rest: restOf(kept),
  }
}

/** The address of its page. */
export function pageOf(ctx: Request, id: number, title: string): string {
  return ctx.home + urlOf(spaceOf(ctx).slug, id, title)
}

const otherwise = ({ moved, cancelled, title, description, place, link }: KeptDate) =>
  moved || cancelled || [title, description, place, link].some((one) => one !== null)

function overrideOf(kept: Kept, date: KeptDate, attendees: Attendee[]): Override {
  const { original, starts, ends, cancelled, title, description } = date
  const place = (date.place ?? kept.place) || (date.link ?? kept.link)
  const [me, ...others] = attendees
  return {
    original,
    starts,
    ends,
    ...(cancelled && { cancelled }),
    ...(title !== null && { title }),
    ...(description !== null && { description }),
    place,
    ...(date.mine && !kept.tends && me && { attendees: [{ ...me, reply: said[date.mine] }, ...others] }),
  }
}

function organizerOf(ctx: Request, { hosts }: Kept): { name: string; email: string } {
  const [first] = hosts
  if (first) return { name: first.name, email: addressOf(first.handle) }
  const { name, slug } = spaceOf(ctx)
  return { name, email: `urn:x-copse:community:${slug}` }
}

/** The viewer first. */
function attendeesOf({ mine, answers }: Kept, viewer: Viewer): Attendee[] {
  return [
    attendeeOf(viewer.name, viewer.addresses[0]!, mine),
    ...answers.map(({ name, handle, reply }) => attendeeOf(name, addressOf(handle), reply)),
  ]
}

/** Somebody who may come, and what they said. */
export function attendeeOf(name: string, email: string, reply: Reply | null): Attendee {
  return { name, email, reply: reply ? said[reply] : 'needs-action', role: 'req-participant' }
}

/** What only programs understand: the event's, then one's own, which count for more; and how one takes part from afar. */
export function restOf({ rest, ownRest, link, dialIn }: Pick<Kept, 'rest' | 'ownRest' | 'link' | 'dialIn'>): string {
  const own = linesIn(ownRest)
  const names = new Set(own.map((line) => propertyOf(line)?.name))
  const shared = linesIn(rest).filter((line) => !names.has(propertyOf(line)?.name))
  return [...shared, ...own, ...conferenceLines(link, dialIn)].join('\n')
}

export const linesIn = (text: string) => text.split('\n').filter(Boolean)

/** RFC 7986, 5.11. */
function conferenceLines(link: string, dialIn: string): string[] {
  const number = /^\+?[\d\s()/.-]{5,40}$/.test(dialIn) ? dialIn.replace(/[^\d+]/g, '') : ''
  return [
    ...(link ? [`CONFERENCE;VALUE=URI;FEATURE=AUDIO,VIDEO:${link.replace(/[\u0000-\u001f\u007f]/g, '')}`] : []),
    ...(number ? [`CONFERENCE;VALUE=URI;FEATURE=PHONE:tel:${number}`] : []),
  ]
}
