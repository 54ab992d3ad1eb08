import { DAY, localMs, wholeYear } from '../local.ts'
import { readRule } from '../rule.ts'
import { seriesOf } from '../series.ts'
import { CalendarTrouble } from '../when.ts'
import { offsetAt } from '../zones.ts'
import type { Component } from './components.ts'
import { type Property, propertyOf } from './properties.ts'
import { ianaZone, type Zones } from './times.ts'
import windowsZones from './windows-zones.json' with { type: 'json' }

/**
 * What Windows calls zones, in small letters. From windowsZones.xml of the Unicode CLDR (territory 001), https://cldr.unicode.org,
 * under the Unicode licence.
 */
const WINDOWS = new Map(Object.entries(windowsZones).map(([name, zone]) => [name.toLowerCase(), zone]))
/** Zones that are told by what their clocks do are looked for among these. */
const COMMON = [...new Set(['Europe/London', 'Europe/Berlin', 'America/New_York', ...Object.values(windowsZones)])]
/** Looking for one costs some milliseconds. */
const MOST_LOOKED_FOR = 10

/**
 * Finds zones by what a file calls them: the names of the IANA database and of Windows, names that end in one
 * (`/mozilla.org/20050126_1/Europe/Paris`), what X-LIC-LOCATION says, and last by comparing what the clock does.
 * @param described the VTIMEZONE of the file
 * @param preferred tried first where several zones do the same
 */
export function zonesOf(described: Component[], preferred: string): Zones {
  const components = new Map(described.map((component) => [propertyIn(component, 'TZID') ?? '', component]))
  const known = new Map<string, string | undefined>()
  let left = MOST_LOOKED_FOR
  return (tzid, near) => {
    if (!known.has(tzid)) {
      const component = components.get(tzid)
      const named = byName(tzid) ?? byName(component ? (propertyIn(component, 'X-LIC-LOCATION') ?? '') : '')
      known.set(tzid, named ?? (component && left-- > 0 ? byClock(component, near, preferred) : undefined))
    }
    const zone = known.get(tzid)
    if (!zone) throw new CalendarTrouble('zone', tzid)
    return zone
  }
}

function byName(text: string): string | undefined {
  const name = text.trim().slice(0, 200)
  const windows = WINDOWS.get(name.toLowerCase())
  if (windows) return ianaZone(windows)
  const [, sign, hours] = /^(?:UTC|GMT)([+-])0?(\d\d?)(?::?00)?$/i.exec(name) ?? []
  // The database counts hours behind Greenwich.
  if (hours) return ianaZone(Number(hours) ? `Etc/GMT${sign === '+' ? '-' : '+'}${Number(hours)}` : 'UTC')
  const words = name.split('/').filter(Boolean)
  const endings = [words.length, 3, 2, 1].filter((many) => many <= words.length)
  return endings.map((many) => ianaZone(words.slice(-many).join('/'))).find(Boolean)
}

function propertiesOf(component: Component): Property[] {
  return component.lines.map(propertyOf).filter((property) => property !== undefined)
}

function propertyIn(component: Component, name: string): string | undefined {
  return propertiesOf(component).find((property) => property.name === name)?.value
}

/** A change of the clock: from that moment on it is so far ahead of UTC. */
interface Change {
  at: number
  offset: number
}

/** The first zone whose clock does in that year what the description says. */
function byClock(component: Component, near: number, preferred: string): string | undefined {
  const { from, to } = wholeYear(near)
  try {
    const changes = component.within
      .slice(0, 50)
      .flatMap((observance) => changesOf(observance, to))
      .sort((a, b) => a.at - b.at)
    if (!changes.length) return undefined
    const same = (zone: string) => {
      for (let at = from; at < to; at += 5 * DAY) if (offsetAt(zone, at) !== offsetBy(changes, at)) return false
      return true
    }
    return [preferred, ...COMMON].find(same)
  } catch (error) {
    if (error instanceof CalendarTrouble) return undefined
    throw error
  }
}

function offsetBy(changes: Change[], at: number): number {
  return (changes.findLast((change) => change.at <= at) ?? changes[0]!).offset
}

function changesOf(observance: Component, to: number): Change[] {
  const value = new Map(propertiesOf(observance).map((property) => [property.name, property.value]))
  const before = offsetIn(value.get('TZOFFSETFROM'))
  const offset = offsetIn(value.get('TZOFFSETTO'))
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)/.exec(value.get('DTSTART') ?? '') ?? []
  if (!year) throw new CalendarTrouble('time', 'observance')
  // Windows describes zones from the year 1601 on. The Gregorian calendar comes again after 400 years.
  const start = localMs(
    `${Number(year) < 1900 ? Number(year) + 400 : year}-${month}-${day}T${hour}:${minute}:${second}`,
  )
  const rule = value.get('RRULE')
  const found: Change[] = []
  for (const at of rule ? seriesOf(readRule(rule), Math.min(start, to), 'UTC', 0) : [start]) {
    if (at >= to) break
    found.push({ at: at - before, offset })
  }
  return found
}

function offsetIn(text = ''): number {
  const [, sign, hours, minutes, seconds] = /^([+-])(\d\d)(\d\d)(\d\d)?$/.exec(text.trim()) ?? []
  if (!sign) throw new CalendarTrouble('zone', text)
  const ahead = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds ?? 0)) * 1000
  return sign === '-' ? -ahead : ahead
}
