import { byName, type Group, type Told } from '../../platform/dav/multistatus.ts'
import type { PropertyName } from '../../platform/dav/propfind.ts'
import { element, text } from '../../platform/dav/xml-write.ts'
import type { Dead } from './dead.ts'

/** A resource as a PROPFIND shows it. What it does not have is left out. */
export interface Seen {
  href: string
  name: string
  folder: boolean
  created?: Date
  changed?: Date
  bytes?: number
  type?: string
  etag?: string
  /** As XML; undefined where nothing can be locked. */
  locks?: string
  /** In bytes; `left` is null where nobody set a bound. */
  use?: { used: number; left: number | null }
  dead: Dead[]
}

const dav = (name: string, xml: string) => element('DAV:', name, xml)
const entryOf = (scope: string) =>
  dav('lockentry', dav('lockscope', dav(scope, '')) + dav('locktype', dav('write', '')))
const LOCKS = entryOf('exclusive') + entryOf('shared')

/** What we know of every resource, by name in `DAV:`; undefined where one does not have it. */
const live: Record<string, (seen: Seen) => string | undefined> = {
  creationdate: ({ created }) => created?.toISOString().replace(/\.\d+Z$/, 'Z'),
  displayname: ({ name }) => text(name),
  getcontentlength: ({ bytes }) => bytes?.toString(),
  getcontenttype: ({ type }) => type && text(type),
  getetag: ({ etag }) => etag && text(etag),
  getlastmodified: ({ changed }) => changed?.toUTCString(),
  lockdiscovery: ({ locks }) => locks,
  resourcetype: ({ folder }) => (folder ? dav('collection', '') : ''),
  supportedlock: ({ locks }) => (locks === undefined ? undefined : LOCKS),
  'quota-available-bytes': ({ use }) => (use && use.left !== null ? String(use.left) : undefined),
  'quota-used-bytes': ({ use }) => use?.used.toString(),
}

/** Told only where it is asked for by name: it is nothing of the resource's own. */
const QUOTA = ['quota-available-bytes', 'quota-used-bytes']

/** All that stands in `DAV:` is ours: no program changes it. */
export function isProtected({ uri }: PropertyName): boolean {
  return uri === 'DAV:'
}

/** What has to be looked up to answer. */
export function needs(names: PropertyName[] | undefined): { dead: boolean; locks: boolean; use: boolean } {
  if (!names) return { dead: true, locks: true, use: false }
  const named = (...ours: string[]) => names.some(({ uri, name }) => uri === 'DAV:' && ours.includes(name))
  return {
    dead: names.some(({ uri }) => uri !== 'DAV:'),
    locks: named('lockdiscovery', 'supportedlock'),
    use: named(...QUOTA),
  }
}

/** All that a resource has, besides what is told only by name. */
export function allOf(seen: Seen, besides: PropertyName[] = []): Group[] {
  const usual = Object.keys(live).filter((name) => !QUOTA.includes(name))
  const properties = usual.flatMap((name) => told(seen, { uri: 'DAV:', name }) ?? [])
  const more = besides
    .filter(({ uri, name }) => uri !== 'DAV:' || !usual.includes(name))
    .filter(({ uri, name }) => !seen.dead.some((one) => one.uri === uri && one.name === name))
  return [{ status: 200, properties: [...properties, ...seen.dead] }, ...(more.length ? someOf(seen, more) : [])]
}

export function namesOf(seen: Seen): Group[] {
  const names = Object.keys(live).filter((name) => live[name]!(seen) !== undefined)
  const ours = names.map((name): Told => ({ uri: 'DAV:', name }))
  return [{ status: 200, properties: [...ours, ...seen.dead.map(({ uri, name }) => ({ uri, name }))] }]
}

export function someOf(seen: Seen, names: PropertyName[]): Group[] {
  return byName(names, (one) => told(seen, one))
}

function told(seen: Seen, { uri, name }: PropertyName): Told | undefined {
  if (uri !== 'DAV:') return seen.dead.find((one) => one.uri === uri && one.name === name)
  const xml = Object.hasOwn(live, name) ? live[name]!(seen) : undefined
  return xml === undefined ? undefined : { uri, name, xml }
}
