import { createHash } from 'node:crypto'
import { basename } from 'node:path/posix'
import type { Readable } from 'node:stream'
import { titleKey } from '../../../../platform/markdown/document/document.ts'
import type { Zip, ZipEntry } from '../../../../platform/zip.ts'
import type { Site } from '../../../../spine/request/site.ts'
import { DEEPEST } from '../../tree.ts'
import { type Bringing, type Brought, NotBrought, type Note, type TakeIn } from '../brought.ts'
import { converted } from './convert.ts'
import { pagesOf, type SiteInfo, type WikiPage } from './dump.ts'

/** As many pages as one import takes. */
const MOST_PAGES = 20_000
/** More lines of what was left are not told, more redirects not followed; one page has no more other titles. */
const MOST_LEFT = 5000
const MOST_REDIRECTS = 50_000
const MOST_ALIASES = 200

/** What is known of a dump once it was read through. */
interface Known {
  info: SiteInfo
  /** Pages by the keys of their titles, each with how deep it lies and its other titles. */
  pages: Map<string, { title: string; depth: number; aliases: string[] }>
  rest: { what: 'left' | 'note'; path: string; why: string; about?: string }[]
  namespaces: Map<string, number>
  files: Map<string, ZipEntry>
}

/**
 * An export of MediaWiki: the last revision of each page of its own contents. The whole file is read through first, so that a
 * broken one changes nothing; then once for each level of the tree, so that pages come before those under them.
 * @param dump opens the file @param zip the archive it lies in, with the wiki's pictures
 * @throws NotBrought
 */
export async function bringWiki(site: Site, dump: () => Readable | Promise<Readable>, zip?: Zip): Promise<Bringing> {
  const known = await survey(dump, zip)
  if (!known.pages.size) throw new NotBrought('no-pages')
  const used = new Set<string>()
  const byPath = new Map(zip?.entries.map((entry) => [entry.path, entry]))
  const deepest = Math.max(...[...known.pages.values()].map(({ depth }) => depth))
  return {
    total: known.pages.size,
    pages: (async function* () {
      for (let depth = 0; depth <= deepest; depth++)
        for await (const page of reading(dump, known.info))
          if (known.pages.get(titleKey(page.title))?.depth === depth && isContent(page))
            yield brought(page, known, used)
    })(),
    rest: () => [
      ...known.rest,
      ...[...known.files.values()]
        .filter(({ path }) => !used.has(path))
        .map(({ path }) => ({ what: 'left' as const, path, why: 'not-shown' })),
    ],
    async file(path) {
      const entry = byPath.get(path)
      return entry && entry.bytes <= site.config.largestFile
        ? { stream: await zip!.stream(entry), name: basename(path) }
        : undefined
    },
    close: () => zip?.close(),
  }
}

async function* reading(dump: () => Readable | Promise<Readable>, info: SiteInfo): AsyncGenerator<WikiPage> {
  const stream = await dump()
  try {
    yield* pagesOf(stream, info)
  } catch (error) {
    // What cannot be unpacked ends as early as what was cut off.
    throw (error as { code?: string }).code?.startsWith('Z_') ? new NotBrought('broken-xml') : error
  } finally {
    stream.destroy()
  }
}

async function survey(dump: () => Readable | Promise<Readable>, zip: Zip | undefined): Promise<Known> {
  const known: Known = {
    info: { name: '', base: '', namespaces: new Map() },
    pages: new Map(),
    rest: [],
    namespaces: new Map(),
    files: new Map(),
  }
  const redirects: { from: string; to: string }[] = []
  for await (const page of reading(dump, known.info)) sort(page, known, redirects)
  known.namespaces = namesOf(known.info)
  for (const page of known.pages.values()) page.depth = Math.min(DEEPEST - 1, depthOf(page.title, known.pages))
  const byTitle = new Map(redirects.map((one) => [titleKey(one.from), one.to]))
  for (const { from, to } of redirects) {
    const target = follow(to, byTitle, known.pages)
    if (target && target.aliases.length < MOST_ALIASES) target.aliases.push(from)
    if (known.rest.length >= MOST_LEFT) continue
    known.rest.push({
      what: target ? 'note' : 'left',
      path: from,
      why: target ? 'redirect' : 'redirect-nowhere',
      about: to,
    })
  }
  for (const entry of zip?.entries ?? [])
    if (!/\.xml$|(^|\/)(__MACOSX|\.)/i.test(entry.path)) known.files.set(fileKey(basename(entry.path)), entry)
  return known
}

/** Pages, help and the wiki's own name space, categories that say something, and spaces that the wiki made itself. */
function isContent({ ns, redirect }: WikiPage): boolean {
  return (
    redirect === undefined &&
    ([0, 4, 12, 14].includes(ns) || (ns >= 100 && ns % 2 === 0 && ![710, 828, 2300, 2302].includes(ns)))
  )
}

function sort(page: WikiPage, known: Known, redirects: { from: string; to: string }[]): void {
  const { title, redirect } = page
  const left = (why: string) => {
    if (known.rest.length < MOST_LEFT) known.rest.push({ what: 'left', path: title, why })
  }
  if (redirect !== undefined) {
    if (redirects.length < MOST_REDIRECTS) redirects.push({ from: title, to: redirect })
  } else if (!isContent(page)) left('namespace')
  else if (page.tooLong) left('too-long')
  else if (known.pages.size >= MOST_PAGES) left('too-many')
  else known.pages.set(titleKey(title), { title, depth: 0, aliases: [] })
}

/** How many pages it lies under. */
function depthOf(title: string, pages: Known['pages']): number {
  const steps = title.split('/')
  return steps.filter((_, at) => at > 0 && pages.has(titleKey(steps.slice(0, at).join('/')))).length
}

/** Where a redirect leads in the end; some lead to others, or in a ring. */
function follow(to: string, byTitle: ReadonlyMap<string, string>, pages: Known['pages']) {
  let title = to
  for (let steps = 0; steps < 10; steps++) {
    const page = pages.get(titleKey(title.split('#')[0]!))
    if (page) return page
    const next = byTitle.get(titleKey(title))
    if (next === undefined) return undefined
    title = next
  }
  return undefined
}

/** Name spaces by the names that links use: those of this wiki, and the English ones, which every wiki takes. */
function namesOf({ namespaces }: SiteInfo): Map<string, number> {
  const english: [string, number][] = [
    ['file', 6],
    ['image', 6],
    ['media', 6],
    ['category', 14],
    ['template', 10],
    ['help', 12],
    ['project', 4],
    ['talk', 1],
    ['user', 2],
    ['special', -1],
  ]
  return new Map(
    [...english, ...[...namespaces].map(([key, name]): [string, number] => [name.toLowerCase(), key])].filter(
      ([name]) => name,
    ),
  )
}

function brought(page: WikiPage, known: Known, used: Set<string>): Brought {
  const { title, text } = page
  const at = (name: string) => known.files.get(fileKey(name))
  const first = converted(title, text, known.namespaces, () => undefined)
  const above = aboveOf(title, known.pages)
  return {
    key: `wiki:${known.info.base || known.info.name}:${titleKey(title)}`.slice(0, 600),
    path: title,
    title: title.slice(0, 200),
    tags: first.tags,
    aliases: known.pages.get(titleKey(title))?.aliases ?? [],
    under: above === undefined ? null : `wiki:${known.info.base || known.info.name}:${titleKey(above)}`.slice(0, 600),
    hash: createHash('sha256').update(`${title}\n${text}`).digest(),
    text: async (files: TakeIn) => {
      const notes: Note[] = []
      if (page.revisions > 1) notes.push({ why: 'older', about: String(page.revisions - 1) })
      if (first.tags.length > 10) notes.push({ why: 'tags', about: first.tags.slice(10).join(', ').slice(0, 300) })
      if (page.model !== 'wikitext')
        return { text: `\`\`\`\`\n${text}\n\`\`\`\``, notes: [...notes, { why: 'not-wikitext', about: page.model }] }
      const wanted = new Set<string>()
      converted(title, text, known.namespaces, (name) => (at(name) && wanted.add(name) ? '#' : undefined))
      const addresses = new Map<string, string | undefined>()
      for (const name of wanted) {
        used.add(at(name)!.path)
        addresses.set(name, await files(at(name)!.path, name.replace(/\.\w+$/, '')))
      }
      const written = converted(title, text, known.namespaces, (name) => addresses.get(name))
      return { text: written.text, notes: [...notes, ...eachOnce(written.notes)] }
    },
  }
}

/** A template that stands there twenty times is told once. */
function eachOnce(notes: Note[]): Note[] {
  const known = new Set<string>()
  return notes.filter(({ why, about }) => {
    const key = `${why} ${about}`
    return !known.has(key) && known.add(key)
  })
}

/** The nearest page whose subpage this is. */
function aboveOf(title: string, pages: Known['pages']): string | undefined {
  const steps = title.split('/')
  for (let most = steps.length - 1; most > 0; most--) {
    const above = pages.get(titleKey(steps.slice(0, most).join('/')))
    if (above) return above.title
  }
  return undefined
}

/** The wiki takes blanks and underscores for the same, and a first letter for its capital. */
function fileKey(name: string): string {
  return name.replace(/[_ ]+/g, ' ').trim().toLowerCase()
}
