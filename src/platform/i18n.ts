import { IntlMessageFormat } from 'intl-messageformat'
import { type Child, escaped, Html, html } from './html.ts'

/** Texts of one language by key, as ICU messages. */
export type Texts = Record<string, string>
export type Values = Record<string, string | number | Date>

/** The languages people can choose, each named in itself. Every one has all texts; a test sees to it. */
export const languages = { en: 'English', fr: 'Français' } as const
export type Language = keyof typeof languages
/** English made longer, accented and right-to-left: for tests and development, to find what does not bend. */
export const pseudo = 'en-XA'

/** One language as the interface speaks it. */
export class Locale {
  private readonly compiled = new Map<string, IntlMessageFormat | Plain | string>()
  private readonly dates = new Map<string, Intl.DateTimeFormat>()
  private readonly numbers: Intl.NumberFormat
  private readonly lists: Intl.ListFormat
  private readonly languageNames: Intl.DisplayNames
  readonly dir: 'ltr' | 'rtl'
  /** The tag for Intl: the pseudo-locale formats as English. */
  readonly intl: string
  private readonly otherHours = new Map<Hours, Locale>()
  private readonly counts: Hours

  /** @param hours how many a clock counts, where that is not as the language has it */
  constructor(
    readonly lang: string,
    private readonly texts: Texts,
    readonly hours?: Hours,
  ) {
    this.dir = lang === pseudo ? 'rtl' : 'ltr'
    this.intl = lang === pseudo ? 'en-GB' : lang === 'en' ? 'en-GB' : lang
    this.counts = hours ?? usualHours(this.intl)
    this.numbers = new Intl.NumberFormat(this.intl)
    this.lists = new Intl.ListFormat(this.intl, { type: 'conjunction' })
    this.languageNames = new Intl.DisplayNames(this.intl, { type: 'language' })
  }

  /** The text for a key, with its values. An unknown key is a mistake of ours and throws. */
  t = (key: string, values?: Values): string => {
    let message = this.compiled.get(key)
    if (message === undefined) {
      const text = this.texts[key]
      if (text === undefined) throw new Error(`No text for ${key} in ${this.lang}`)
      message = text.includes('{') || text.includes("'") ? plainOf(new IntlMessageFormat(text, this.intl)) : text
      this.compiled.set(key, message)
    }
    if (typeof message === 'string') return message
    return message instanceof IntlMessageFormat ? String(message.format(values)) : filledIn(message, values)
  }

  /** Whether a text exists: for keys that are made from data. */
  has(key: string): boolean {
    return key in this.texts
  }

  /** A text some of whose values are markup: a link inside a sentence. */
  rich(key: string, values: Record<string, Child>): Html {
    const marked: Values = {}
    const markup: string[] = []
    for (const [name, value] of Object.entries(values)) {
      if (typeof value === 'number') marked[name] = value
      else marked[name] = `\u0001${markup.push(html`${value}`.markup) - 1}\u0001`
    }
    return new Html(escaped(this.t(key, marked)).replace(/\u0001(\d+)\u0001/g, (_, i) => markup[Number(i)]!))
  }

  /** The same language with a clock of 12 or 24 hours; null: as the language has it. */
  withHours(hours: Hours | null): Locale {
    if (hours === null || hours === this.counts) return this
    const other = this.otherHours.get(hours) ?? new Locale(this.lang, this.texts, hours)
    this.otherHours.set(hours, other)
    return other
  }

  number(n: number): string {
    return this.numbers.format(n)
  }

  list(words: string[]): string {
    return this.lists.format(words)
  }

  languageName(tag: string): string {
    return this.languageNames.of(tag) ?? tag
  }

  /** A date in a zone, by named parts (Intl.DateTimeFormat, kept because making one is slow). */
  date(date: Date, timeZone: string, options: Intl.DateTimeFormatOptions): string {
    const key = timeZone + JSON.stringify(options)
    let format = this.dates.get(key)
    if (!format) {
      const clock =
        this.hours && (options.hour || options.timeStyle) ? ({ hourCycle: cycles[this.hours] } as const) : {}
      format = new Intl.DateTimeFormat(this.intl, { ...options, ...clock, timeZone })
      this.dates.set(key, format)
    }
    const said = format.format(date)
    return this.lang === 'fr' ? firstOfMonth(said) : said
  }

  /** A size as people say it, in decimal units, as disks and phones count. */
  size(bytes: number): string {
    const [unit, value] =
      bytes < 1000
        ? ['byte', bytes]
        : bytes < 1e6
          ? ['kilobyte', Math.round(bytes / 1000)]
          : bytes < 1e9
            ? ['megabyte', bytes / 1e6]
            : ['gigabyte', bytes / 1e9]
    return new Intl.NumberFormat(this.intl, {
      style: 'unit',
      unit: String(unit),
      unitDisplay: unit === 'byte' ? 'long' : 'short',
      maximumFractionDigits: 1,
    }).format(Number(value))
  }
}

/** How many hours a clock counts before it begins again. */
export type Hours = 12 | 24
const cycles = { 12: 'h12', 24: 'h23' } as const

function usualHours(intl: string): Hours {
  return new Intl.DateTimeFormat(intl, { hour: 'numeric' }).resolvedOptions().hour12 ? 12 : 24
}

/** A message in which values only stand in their places: words, and the names of values. */
type Plain = readonly ({ words: string } | { name: string })[]

/** The parser's numbers for the two kinds of part that ask for no grammar. */
const LITERAL = 0
const ARGUMENT = 1

/** Most messages ask for no grammar, and are put together ten times as fast without it. */
function plainOf(message: IntlMessageFormat): IntlMessageFormat | Plain {
  const parts = message.getAst() as { type: number; value: string }[]
  if (parts.some(({ type }) => type !== LITERAL && type !== ARGUMENT)) return message
  return parts.map(({ type, value }) => (type === LITERAL ? { words: value } : { name: value }))
}

function filledIn(message: Plain, values: Values = {}): string {
  let said = ''
  for (const part of message) {
    if ('words' in part) said += part.words
    else if (part.name in values) said += values[part.name] ?? ''
    else throw new Error(`No value for ${part.name}`)
  }
  return said
}

/** French says "1er novembre"; the Unicode data that Intl speaks from does not. */
function firstOfMonth(said: string): string {
  return said.replace(/(^|\s)1 (?=janv|févr|mars|avr|mai|juin|juil|août|sept|oct|nov|déc)/, '$11er ')
}

/** Puts the texts of all parts together. Two parts may not define the same key. */
export function localesOf(parts: Record<Language, Texts>[]): (lang: string | undefined) => Locale {
  const locales = new Map<string, Locale>()
  for (const lang of Object.keys(languages) as Language[]) {
    const all: Texts = {}
    for (const part of parts) {
      for (const [key, text] of Object.entries(part[lang])) {
        if (key in all) throw new Error(`The text ${key} is defined twice`)
        all[key] = text
      }
    }
    locales.set(lang, new Locale(lang, all))
    if (lang === 'en')
      locales.set(
        pseudo,
        new Locale(pseudo, Object.fromEntries(Object.entries(all).map(([k, v]) => [k, stretched(v)]))),
      )
  }
  return (lang) => locales.get(lang ?? 'en') ?? locales.get('en')!
}

/** The best of our languages for an Accept-Language header (RFC 9110, 12.5.4). */
export function preferred(header: string | undefined, offered: readonly Language[] = []): Language {
  const wishes = (header ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', q] = part.trim().split(';q=')
      return { lang: tag.slice(0, 2).toLowerCase(), weight: q === undefined ? 1 : Number(q) || 0 }
    })
    .filter(
      ({ lang, weight }) => (offered.length ? offered.includes(lang as Language) : lang in languages) && weight > 0,
    )
    .sort((a, b) => b.weight - a.weight)
  return (wishes[0]?.lang as Language | undefined) ?? offered[0] ?? 'en'
}

const accents: Record<string, string> = {
  a: 'á',
  e: 'ë',
  i: 'ï',
  o: 'ô',
  u: 'ü',
  A: 'Å',
  E: 'É',
  I: 'Î',
  O: 'Ö',
  U: 'Û',
  c: 'ç',
  n: 'ñ',
}

/**
 * Accents the words of an ICU message and adds a third of their length. Braces nest by turns: inside one pair stands an
 * argument, left as it is; inside two, the words of a plural form.
 */
function stretched(message: string): string {
  let depth = 0
  let text = ''
  let shown = 0
  for (const sign of message) {
    if (sign === '{') depth++
    const words = depth % 2 === 0
    text += words ? (accents[sign] ?? sign) : sign
    if (words) shown++
    if (sign === '}') depth--
  }
  // In words, as every language has them: browsers differ in whether they break a line of signs.
  return `${text} ${'~'.repeat(Math.ceil(shown / 3)).replace(/~{12}(?=~)/g, '$& ')}`
}

/** A zone that this Node knows, or UTC. */
export function knownZone(zone: string | undefined): string {
  if (!zone) return 'UTC'
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return zone
  } catch {
    return 'UTC'
  }
}
