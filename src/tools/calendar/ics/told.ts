import type { IcsEvent, Override } from '../../../platform/calendar/file.ts'
import type { Locale } from '../../../platform/i18n.ts'
import { saidAgenda } from '../agenda.ts'
import type { Reply } from '../answers.ts'
import { type Said, urlOf } from '../events.ts'
import type { OwnDate, WholeEvent } from './whole.ts'

/**
 * An event as a file tells it to other programs: of a series, what is otherwise at single dates.
 * @param home the address of the site
 */
export function toldEvent(locale: Locale, home: string, event: WholeEvent): IcsEvent {
  const { starts, ends, zone, rule, added, leftOut } = event
  const series = rule !== null || added.length > 0
  // Of what is there once, what is said of its one date is said of all of it.
  const single = series ? undefined : event.dates[0]
  const url = home + urlOf(event.slug, event.id, event.title)
  const text = textOf(locale, event)
  return {
    uid: event.uid,
    sequence: event.sequence,
    when: { starts, ends, zone, rule, dates: added, except: leftOut },
    title: event.title,
    description: text,
    place: whereOf(event),
    url,
    status: event.cancelled || single?.cancelled ? 'cancelled' : 'confirmed',
    created: event.createdAt,
    changed: event.changedAt,
    categories: event.tags,
    overrides: series ? event.dates.map((date) => override(locale, event, date, { text, url })) : [],
    alarms: [],
    rest: [...restOf(event), busy(single?.reply ?? event.reply)].join('\n'),
  }
}

/** One date of a series by itself, as an event that is there once. */
export function toldDate(locale: Locale, home: string, event: WholeEvent, date: Partial<OwnDate> & OneDate): IcsEvent {
  const { original, starts, ends } = date
  const said = { ...event, ...date }
  const told = toldEvent(locale, home, { ...event, rule: null, added: [], leftOut: [], dates: [] })
  return {
    ...told,
    // Another name than the series has: a program that has both keeps both.
    uid: `${original.replace(/[-:]/g, '')}-${event.uid}`.slice(0, 255),
    when: { starts, ends, zone: event.zone },
    title: said.title,
    description: textOf(locale, said),
    place: whereOf(said),
    url: `${told.url}?date=${original}`,
    status: event.cancelled || date.cancelled ? 'cancelled' : 'confirmed',
    rest: [...restOf(event), busy(date.reply ?? event.reply)].join('\n'),
  }
}

/** When one date is. */
export type OneDate = Pick<OwnDate, 'original' | 'starts' | 'ends'>

function override(locale: Locale, event: WholeEvent, date: OwnDate, all: { text: string; url: string }): Override {
  const said = { ...event, ...date }
  const text = textOf(locale, said)
  const place = whereOf(said)
  return {
    original: date.original,
    ...(date.cancelled && { cancelled: true }),
    ...(date.moved && { starts: date.starts, ends: date.ends }),
    ...(date.title && { title: date.title }),
    ...(text !== all.text && { description: text }),
    ...(place !== whereOf(event) && { place }),
    url: `${all.url}?date=${date.original}`,
    rest: busy(date.reply ?? event.reply),
  }
}

/** Where it is on site; else where it is online, which phones make a link of. */
function whereOf({ place, link }: Pick<Said, 'place' | 'link'>): string {
  return place || link
}

/** All that is said of it, for a program that has one field for it. */
function textOf({ t }: Locale, it: Omit<Said, 'format' | 'places'>): string {
  const parts: [string, string][] = [
    [t('calendar.fact.link'), it.link],
    [t('calendar.fact.dial-in'), it.dialIn],
    [t('calendar.field.way'), it.way],
    [t('calendar.fact.access'), it.access],
    [t('calendar.fact.prepare'), it.prepare],
    [t('calendar.agenda'), it.agenda.length ? `\n${saidAgenda(it.agenda)}` : ''],
  ]
  const said = parts.filter(([, words]) => words).map(([name, words]) => t('calendar.ics.part', { name, words }))
  return [it.description, ...said].filter(Boolean).join('\n\n')
}

/** What is not busy with somebody's own time stays free in their calendar: only who comes has that hour taken. */
function busy(reply: Reply | null | undefined): string {
  return reply === 'yes' ? 'TRANSP:OPAQUE' : 'TRANSP:TRANSPARENT'
}

/** What another program had written of it, but for whom it takes the time of. */
function restOf({ rest }: Pick<WholeEvent, 'rest'>): string[] {
  return rest.split('\n').filter((line) => line && !/^(TRANSP|X-MICROSOFT-CDO-BUSYSTATUS)[;:]/i.test(line))
}
