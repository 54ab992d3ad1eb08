import { byName, type Group, response, responseOf } from '../../platform/dav/multistatus.ts'
import type { PropertyName, Propfind } from '../../platform/dav/propfind.ts'
import { element, text } from '../../platform/dav/xml-write.ts'
import { calendarHref, HOME } from './address.ts'
import { colourOf } from './colour.ts'
import { APPLE, CALDAV, CALENDARSERVER } from './names.ts'
import { MOST_BYTES } from './taken.ts'

/** What a resource has: XML by its name with its namespace, and whether it is told where everything is asked for. */
export type Properties = Map<string, { uri: string; name: string; xml: string; usual: boolean }>

const dav = (name: string, xml = '') => element('DAV:', name, xml)
const cal = (name: string, xml = '') => element(CALDAV, name, xml)
const href = (to: string) => dav('href', text(to))

function propertiesOf(all: [uri: string, name: string, xml: string | undefined][]): Properties {
  const there = all.flatMap(([uri, name, xml]) =>
    xml === undefined ? [] : [{ uri, name, xml, usual: USUAL.has(name) }],
  )
  return new Map(there.map((one) => [`${one.uri} ${one.name}`, one]))
}

/** RFC 4791, 5.2: what is CalDAV's own is told by name alone. */
const USUAL = new Set('resourcetype displayname getetag getcontenttype getlastmodified creationdate'.split(' '))

const reports = (...names: [string, string][]) =>
  names.map(([uri, name]) => dav('supported-report', dav('report', element(uri, name, '')))).join('')
const privileges = (names: string[]) => names.map((name) => dav('privilege', dav(name))).join('')
const READS = ['read', 'read-current-user-privilege-set']
const WRITES = [...READS, 'write', 'write-content', 'bind', 'unbind']

const everywhere: [string, string, string][] = [
  ['DAV:', 'current-user-principal', href(HOME)],
  ['DAV:', 'owner', href(HOME)],
  ['DAV:', 'principal-collection-set', href(HOME)],
]

export function houseProperties(): Properties {
  return propertiesOf([
    ...everywhere,
    ['DAV:', 'resourcetype', dav('collection')],
    ['DAV:', 'displayname', 'Copse'],
    ['DAV:', 'current-user-privilege-set', privileges(READS)],
    ['DAV:', 'supported-report-set', ''],
  ])
}

/** Who asks: as somebody, and as the place of their calendars. */
export function homeProperties(name: string, addresses: string[]): Properties {
  return propertiesOf([
    ...everywhere,
    ['DAV:', 'resourcetype', dav('collection') + dav('principal')],
    ['DAV:', 'displayname', text(name)],
    ['DAV:', 'principal-URL', href(HOME)],
    ['DAV:', 'current-user-privilege-set', privileges(READS)],
    ['DAV:', 'supported-report-set', ''],
    [CALDAV, 'calendar-home-set', href(HOME)],
    [CALDAV, 'calendar-user-address-set', [...addresses, HOME].map(href).join('')],
    [CALDAV, 'calendar-user-type', 'INDIVIDUAL'],
    [
      CALENDARSERVER,
      'email-address-set',
      addresses
        .filter((one) => one.startsWith('mailto:'))
        .map((one) => element(CALENDARSERVER, 'email-address', text(one.slice(7))))
        .join(''),
    ],
  ])
}

interface ShownCalendar {
  slug: string
  name: string
  purpose: string
  hue: number
  number: number
  /** Undefined where it would cost a look for each of many. */
  token: string
  writes: boolean
}

export function calendarProperties({ slug, name, purpose, hue, number, token, writes }: ShownCalendar): Properties {
  return propertiesOf([
    ...everywhere,
    ['DAV:', 'resourcetype', dav('collection') + cal('calendar')],
    ['DAV:', 'displayname', text(name)],
    ['DAV:', 'current-user-privilege-set', privileges(writes ? WRITES : READS)],
    [
      'DAV:',
      'supported-report-set',
      reports([CALDAV, 'calendar-query'], [CALDAV, 'calendar-multiget'], ['DAV:', 'sync-collection']),
    ],
    ['DAV:', 'sync-token', text(token)],
    ['DAV:', 'getcontenttype', undefined],
    [CALDAV, 'calendar-description', text(purpose)],
    [CALDAV, 'supported-calendar-component-set', `<x:comp xmlns:x="${CALDAV}" name="VEVENT"/>`],
    [
      CALDAV,
      'supported-calendar-data',
      `<x:calendar-data xmlns:x="${CALDAV}" content-type="text/calendar" version="2.0"/>`,
    ],
    [
      CALDAV,
      'supported-collation-set',
      cal('supported-collation', 'i;ascii-casemap') + cal('supported-collation', 'i;octet'),
    ],
    [CALDAV, 'max-resource-size', String(MOST_BYTES)],
    [CALENDARSERVER, 'getctag', text(`${calendarHref(slug)}${number}`)],
    [APPLE, 'calendar-color', `${colourOf(hue)}ff`],
  ])
}

/** An event as its properties tell of it. */
export interface ShownMember {
  href: string
  etag: string
  createdAt: Date
  changedAt: Date
  /** Its file, as it stands in XML; undefined where it is not asked for. */
  file?: string | undefined
}

/** What an event has, each made when it is asked for. */
const ofMembers: [uri: string, name: string, xml: (member: ShownMember) => string | undefined][] = [
  ...everywhere.map(([uri, name, xml]): [string, string, () => string] => [uri, name, () => xml]),
  ['DAV:', 'resourcetype', () => ''],
  ['DAV:', 'getetag', ({ etag }) => text(etag)],
  ['DAV:', 'getcontenttype', () => 'text/calendar; charset=utf-8; component=VEVENT'],
  ['DAV:', 'getlastmodified', ({ changedAt }) => changedAt.toUTCString()],
  ['DAV:', 'creationdate', ({ createdAt }) => createdAt.toISOString().replace(/\.\d+Z$/, 'Z')],
  ['DAV:', 'supported-report-set', () => ''],
  [CALDAV, 'calendar-data', ({ file }) => file],
]

/** Tells of one event after another what is asked: what is said of all of them alike is made once. */
export function memberTeller(asked: Propfind): (member: ShownMember) => string {
  if (asked.kind !== 'some') {
    const properties = (member: ShownMember) =>
      propertiesOf(ofMembers.map(([uri, name, xml]) => [uri, name, xml(member)]))
    return (member) => response(member.href, groupsOf(properties(member), asked))
  }
  const pieces = asked.names.map((one) => {
    const xml = ofMembers.find(([uri, name]) => uri === one.uri && name === one.name)?.[2]
    const [opening, closing] = element(one.uri, one.name, '\u0000').split('\u0000')
    return { ...one, xml, opening: opening!, closing: closing! }
  })
  return (member) => {
    const missing: PropertyName[] = []
    let found = ''
    for (const { uri, name, xml, opening, closing } of pieces) {
      const value = xml?.(member)
      if (value === undefined) missing.push({ uri, name })
      else found += opening + value + closing
    }
    return responseOf(member.href, found, missing)
  }
}

/** What is told of a resource to who asks for that. */
export function groupsOf(properties: Properties, asked: Propfind): Group[] {
  if (asked.kind === 'names')
    return [{ status: 200, properties: [...properties.values()].map(({ uri, name }) => ({ uri, name })) }]
  if (asked.kind === 'some') return someOf(properties, asked.names)
  const usual = [...properties.values()].filter((one) => one.usual)
  const besides = asked.besides.filter(({ uri, name }) => !usual.some((one) => one.uri === uri && one.name === name))
  const [found, missing] = someOf(properties, besides)
  return [{ status: 200, properties: [...usual, ...found.properties] }, missing]
}

function someOf(properties: Properties, names: PropertyName[]) {
  return byName(names, ({ uri, name }) => properties.get(`${uri} ${name}`))
}
