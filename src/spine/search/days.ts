/** A day as a calendar has it, "2026-03-14": where it begins depends on who asks. */
export type Day = string

/**
 * The days that a date means: of a day, a month or a year; with the larger part first, or as it is said in Europe.
 * @returns the first of them, and the first that is no more of them; undefined for what is no date
 */
export function daysIn(text: string): { from: Day; to: Day } | undefined {
  const iso = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(text)
  const said = /^(?:(?:(\d{1,2})[/.])?(\d{1,2})[/.])?(\d{4})$/.exec(text)
  const [year, month, day] = (iso ? iso.slice(1) : said ? [said[3], said[2], said[1]] : []).map((part) =>
    part === undefined ? undefined : Number(part),
  )
  if (!year || year < 1000) return undefined
  const from = new Date(Date.UTC(year, (month ?? 1) - 1, day ?? 1))
  if (from.getUTCMonth() !== (month ?? 1) - 1 || from.getUTCDate() !== (day ?? 1)) return undefined
  const to = day
    ? Date.UTC(year, month! - 1, day + 1)
    : month
      ? Date.UTC(year, month, 1)
      : Date.UTC(Math.min(year + 1, 9999), 0, 1)
  return { from: from.toISOString().slice(0, 10), to: new Date(to).toISOString().slice(0, 10) }
}

/** The moment in which a day begins in a zone. */
export function beginningOf(day: Day, timeZone: string): Date {
  const wished = Date.parse(`${day}T00:00:00Z`)
  // Twice, because the zone's distance from UTC may change in between.
  const near = wished - aheadOfUtc(wished, timeZone)
  return new Date(wished - aheadOfUtc(near, timeZone))
}

/** How far the clocks of a zone are ahead of UTC at a moment, in milliseconds. */
function aheadOfUtc(moment: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-CA-u-ca-iso8601', {
    timeZone,
    hourCycle: 'h23',
    ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
  }).formatToParts(moment)
  const of = (type: string) => Number(parts.find((part) => part.type === type)!.value)
  const said = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'))
  return said - Math.floor(moment / 60_000) * 60_000
}
