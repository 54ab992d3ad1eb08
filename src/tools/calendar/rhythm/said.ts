import { partsOf } from '../../../platform/calendar/parts.ts'
import type { Html } from '../../../platform/html.ts'
import { html } from '../../../platform/html.ts'
import type { Locale } from '../../../platform/i18n.ts'
import { weekdayOf } from '../days.ts'
import { weekdayNames } from '../said.ts'
import type { Beat, Every, heldOf } from './beats.ts'
import type { Mark } from './marks.ts'

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']

/** How often a beat comes, within a sentence: "every second Tuesday"; of what follows no rule, about how often. */
export function saidBeat(locale: Locale, { rule, begins, every }: Pick<Beat, 'rule' | 'begins' | 'every'>): string {
  const { t } = locale
  const parts = rule === null ? undefined : partsOf(rule)
  if (!parts) return aboutEvery(locale, every)
  const { interval, weekdays = [], nth } = parts
  const names = weekdayNames(locale)
  const own = names[weekdayOf(begins.slice(0, 10))]!
  const days = weekdays.length ? weekdays.map((day) => names[WEEKDAYS.indexOf(day)]!) : [own]
  const day = nth
    ? t('rhythm.nth', { nth: String(nth), day: days[0]! })
    : t('rhythm.date', { day: parts.monthDay ?? Number(begins.slice(8, 10)) })
  return {
    day: () => t('rhythm.days', { interval }),
    week: () => t('rhythm.weeks', { interval, days: locale.list(days) }),
    month: () => t('rhythm.months', { interval, day }),
    year: () => t('rhythm.years', { interval }),
  }[parts.every]()
}

function aboutEvery({ t }: Locale, every: Every): string {
  return {
    week: t('rhythm.about.week'),
    fortnight: t('rhythm.about.fortnight'),
    month: t('rhythm.about.month'),
    quarter: t('rhythm.about.quarter'),
    'half-year': t('rhythm.about.half-year'),
    year: t('rhythm.about.year'),
    irregular: t('rhythm.about.irregular'),
  }[every]
}

/** How it is held; undefined where nothing is said of it. */
export function saidHeld({ t }: Locale, held: ReturnType<typeof heldOf>): string | undefined {
  return (
    held &&
    {
      'on-site': t('rhythm.held.on-site'),
      online: t('rhythm.held.online'),
      both: t('rhythm.held.both'),
      mixed: t('rhythm.held.mixed'),
    }[held]
  )
}

/** A small number as a word: "seven". */
export function saidNumber({ t }: Locale, n: number): string {
  return t('rhythm.number', { n })
}

/** A day within a sentence: "12 July", with the year where another is meant. */
export function saidDate(locale: Locale, day: string, year: string): string {
  const at = new Date(`${day}T12:00:00Z`)
  const other = day.slice(0, 4) === year ? {} : { year: 'numeric' as const }
  return locale.date(at, 'UTC', { day: 'numeric', month: 'long', ...other })
}

/** A day of every year: "14 March". */
export function saidYearDay(locale: Locale, day: string): string {
  return locale.date(new Date(`2024-${day}T12:00:00Z`), 'UTC', { day: 'numeric', month: 'long' })
}

/** What a day is, as words with a link: "Founding day, the fourth year". */
export function saidMark(locale: Locale, mark: Mark): Html {
  const link = html`<a class="written" href="${mark.url}">${mark.title}</a>`
  if (mark.kind === 'birthday') return locale.rich('rhythm.birthday', { name: link })
  if (mark.kind === 'quiet') return locale.rich('rhythm.quiet', { why: link })
  return mark.nth === null ? link : locale.rich('rhythm.nth-year', { title: link, n: mark.nth })
}

/** The same as text. */
export function plainMark({ t }: Locale, { kind, title, nth }: Mark): string {
  if (kind === 'birthday') return t('rhythm.birthday', { name: title })
  if (kind === 'quiet') return t('rhythm.quiet', { why: title })
  return nth === null ? title : t('rhythm.nth-year', { title, n: nth })
}
