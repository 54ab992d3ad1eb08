import type { Locale } from '../../../platform/i18n.ts'
import type { Facts, Reader, Telling } from '../../../spine/notify/sentence.ts'
import { daysOn } from '../days.ts'
import { toldDate } from '../finding/telling.ts'
import { saidHours, saidRule, saidWhen, type Timed } from '../said.ts'
import type { Change, Moment } from './changes.ts'

/** What is known of a date when people are told of it; `date_facts()` in the database gives it. */
interface DateFacts extends Moment {
  title: string
  place: string
  link: string
  dialIn: string
}

/** One thing that is otherwise now; `was` or `now` is empty where there was or is nothing. `own`: in words of people. */
export interface Detail {
  what: string
  was: string
  now: string
  own: boolean
}

interface Line extends Detail {
  text: string
}

/** "The walk to the gravel bar is now on Saturday 28 November, 11:00 (was 10:00)", and what else was changed. */
export const toldChange: Telling = (locale, { facts, ...reader }) => {
  const it = facts as (Facts & DateFacts & { change: Change; series: boolean; found?: string; dates: number }) | null
  if (it?.found) return toldDate(locale, it, reader)
  if (!it?.change) return locale.t('calendar.told.changed')
  const { when: _when, off: _off, gone: _gone, text: _text, places: _places, ...rest } = it.change
  return sentences([lead(locale, it, reader), ...details(locale, rest, it.starts, reader).map(({ text }) => text)])
}

/** "Soon: Listening hour, Tuesday 24 November, 19:00", with where. */
export const toldSoon: Telling = (locale, { facts, ...reader }) => {
  const it = facts as (Facts & DateFacts) | null
  if (!it) return locale.t('calendar.told.soon-plain')
  const when = saidWhen(locale, timed(it), reader.timeZone, reader.now)
  return sentences([locale.t('calendar.told.soon', { title: it.title, when }), ...where(locale, it)])
}

/** "A place is free: you are coming to the seed swap, …". */
export const toldFree: Telling = (locale, { facts, ...reader }) => {
  const it = facts as (Facts & DateFacts & { others: number }) | null
  if (!it) return locale.t('calendar.told.free-plain')
  const when = saidWhen(locale, timed(it), reader.timeZone, reader.now)
  const told = locale.t('calendar.told.free', { title: it.title, when, others: it.others })
  return sentences([told, ...where(locale, it)])
}

/** What was changed, a line each, in the reader's clock. @param starts when the event begins, for saying how it repeats */
export function details(locale: Locale, change: Change, starts: string, reader: Reader): Line[] {
  const { t } = locale
  const when = (one: Moment | null) => (one ? saidWhen(locale, timed(one), reader.timeZone, reader.now) : '')
  const rule = (one: string | null) => saidRule(locale, one, starts) ?? t('calendar.change.once')
  const lines: (Detail | undefined)[] = [
    change.gone && {
      what: t(change.gone[1] ? 'calendar.change.went' : 'calendar.change.back'),
      was: '',
      now: '',
      own: false,
    },
    change.off && {
      what: t(change.off[1] ? 'calendar.change.off' : 'calendar.change.held'),
      was: '',
      now: '',
      own: false,
    },
    change.when && { what: t('calendar.fact.when'), was: when(change.when[0]), now: when(change.when[1]), own: false },
    change.rule && {
      what: t('calendar.change.rule'),
      was: rule(change.rule[0]),
      now: rule(change.rule[1]),
      own: false,
    },
    written(t('calendar.change.title'), change.title),
    written(t('calendar.fact.place'), change.place),
    written(t('calendar.fact.link'), change.link),
    written(t('calendar.fact.dial-in'), change.dialIn),
    change.places && {
      what: t('calendar.field.places'),
      was: String(change.places[0] ?? t('calendar.change.no-limit')),
      now: String(change.places[1] ?? t('calendar.change.no-limit')),
      own: false,
    },
    change.text && { what: t('calendar.change.text'), was: '', now: '', own: false },
  ]
  return lines.flatMap((line) => (line ? [{ ...line, text: said(locale, line) }] : []))
}

/** One of them as plain text. */
export function said({ t }: Locale, { what, was, now }: Detail): string {
  if (!was && !now) return what
  if (!now) return t('calendar.change.gone', { what, was })
  return was ? t('calendar.change.is', { what, was, now }) : t('calendar.change.new', { what, now })
}

function written(what: string, pair: [string, string] | undefined): Detail | undefined {
  return pair && { what, was: pair[0], now: pair[1], own: true }
}

function lead(locale: Locale, it: DateFacts & { change: Change; series: boolean }, reader: Reader): string {
  const { t } = locale
  const { title } = it
  const says = (one: Moment) => saidWhen(locale, timed(one), reader.timeZone, reader.now)
  const [was, now] = it.change.when ?? []
  if (it.change.gone?.[1])
    return it.series ? t('calendar.told.gone.all', { title }) : t('calendar.told.gone', { title, when: says(it) })
  if (it.change.gone) return t('calendar.told.back', { title, when: says(it) })
  if (it.change.off?.[1])
    return it.series ? t('calendar.told.off.all', { title }) : t('calendar.told.off', { title, when: says(was ?? it) })
  if (it.change.off) return t('calendar.told.held', { title, when: says(it) })
  if (was && now)
    return t(it.series ? 'calendar.told.moved.series' : 'calendar.told.moved', {
      title,
      when: says(now),
      was: sameDay(was, now, reader) ? saidHours(locale, timed(was), reader.timeZone) : says(was),
    })
  return t('calendar.told.otherwise', { title, when: says(it) })
}

/** Moved by hours only, as the reader sees it. */
function sameDay(was: Moment, now: Moment, { timeZone }: Reader): boolean {
  if (was.zone === null || now.zone === null) return false
  const [before, after] = [daysOn(timed(was), timeZone), daysOn(timed(now), timeZone)]
  return before.first === after.first && before.last === after.last
}

function where({ t }: Locale, { place, link, dialIn }: DateFacts): string[] {
  const line = (what: string, now: string) => (now ? [t('calendar.change.new', { what, now })] : [])
  return [
    ...line(t('calendar.fact.place'), place),
    ...line(t('calendar.fact.link'), link),
    ...line(t('calendar.fact.dial-in'), dialIn),
  ]
}

const timed = ({ from, until, ...wall }: Moment): Timed => ({
  ...wall,
  fromAt: new Date(from),
  untilAt: new Date(until),
})

const sentences = (all: string[]) => all.join('. ')
