import { basename } from 'node:path/posix'
import { titleKey } from '../../../../platform/markdown/document/document.ts'
import type { Zip } from '../../../../platform/zip.ts'
import type { Site } from '../../../../spine/request/site.ts'
import { many, one, splitFrontMatter } from '../../carried/front-matter.ts'
import { pathOf } from '../../carried/relative.ts'
import { states } from '../../pages.ts'
import { templateKeys } from '../../templates.ts'
import { type Bringing, type Brought, NotBrought, type Note, type TakeIn } from '../brought.ts'
import { decoded } from '../decoded.ts'
import { rewired, type Ways } from './links.ts'
import { headingOf, type Leaf, survey } from './survey.ts'
import { waysIn } from './ways.ts'

/** As many pages as one import takes. */
const MOST_PAGES = 20_000

/** Keys that we write ourselves, or that say nothing about a page. */
const KNOWN = new Set(
  'title id url lang language tags aliases alias kind state review keeper own original order authors created changed updated date licence files cssclass cssclasses'.split(
    ' ',
  ),
)

/** What all pages of one folder share while they are read. */
interface Reading {
  zip: Zip
  ways: Ways
  /** Files that a page shows. */
  used: Set<string>
  key(path: string): string
}

/**
 * A folder of Markdown files in a ZIP archive: our own, or one that Obsidian, Outline or Notion made.
 * @param here the address of the pages of the space: what was taken from there is known by its id
 * @throws NotBrought
 */
export async function bringFolder(site: Site, zip: Zip, name: string, here: string): Promise<Bringing> {
  const found = await survey(zip, MOST_PAGES)
  if (!found.leaves.length) throw new NotBrought('no-pages')
  const used = new Set<string>()
  const origin = found.origin ?? plainName(name)
  const key = (path: string) => `folder:${origin}:${path}`.slice(0, 600)
  const reading: Reading = { zip, ways: waysIn(found, found.origin === here), used, key }
  return {
    total: found.leaves.length,
    pages: (async function* () {
      for (const leaf of found.leaves) yield await broughtOf(reading, leaf)
    })(),
    rest: () => [
      ...found.rest.map((one) => ({ what: 'left' as const, ...one })),
      ...[...found.files.keys()]
        .filter((path) => !used.has(path))
        .map((path) => ({ what: 'left' as const, path, why: 'not-shown' })),
    ],
    async file(path) {
      const entry = found.files.get(path)
      if (!entry || entry.bytes > site.config.largestFile) return undefined
      return { stream: await zip.stream(entry), name: basename(path) }
    },
    close: () => zip.close(),
  }
}

/** What a folder is called, without what a second download adds. */
function plainName(name: string): string {
  return name
    .replace(/\.zip$/i, '')
    .replace(/[ _-]*\(\d+\)$/, '')
    .replace(/[ _-]*\d{4}-?\d{2}-?\d{2}([ T_-]?\d{2}[-:.]?\d{2}([-:.]?\d{2})?)?$/, '')
    .trim()
    .toLowerCase()
}

async function broughtOf(reading: Reading, leaf: Leaf): Promise<Brought> {
  const { zip, key } = reading
  const read = leaf.entry ? decoded(await zip.bytes(leaf.entry)) : { text: '', guessed: false }
  const { fields, body, unread } = splitFrontMatter(read.text)
  const ours = fields.has('id') && fields.has('url')
  const notes: Note[] = []
  if (read.guessed) notes.push({ why: 'encoding' })
  if (leaf.tooDeep) notes.push({ why: 'too-deep' })
  const wanted = one(fields, 'title') || headingOf(body)
  if (wanted && titleKey(wanted.slice(0, 200)) !== titleKey(leaf.title))
    notes.push({ why: 'title-twice', about: wanted })
  for (const line of unread.slice(0, 5)) notes.push({ why: 'field', about: line })
  for (const name of fields.keys())
    if (!KNOWN.has(name)) notes.push({ why: 'field', about: `${name}: ${many(fields, name).join(', ')}`.slice(0, 300) })
  const tags = many(fields, 'tags')
  if (tags.length > 10) notes.push({ why: 'tags', about: tags.slice(10).join(', ').slice(0, 300) })
  const original = pathOf('README.md', one(fields, 'original'))
  return {
    key: key(leaf.path),
    path: leaf.path,
    title: leaf.title,
    lang: languageIn(one(fields, 'lang') || one(fields, 'language')),
    tags,
    aliases: leaf.aliases,
    under: leaf.under === null ? null : key(leaf.under),
    template: templateKeys.find((kind) => kind === one(fields, 'kind')),
    state: states.find((state) => state === one(fields, 'state')),
    reviewOn: dayIn(one(fields, 'review')),
    ownOf: ours ? one(fields, 'own') || undefined : undefined,
    original: original && key(original),
    own: reading.ways.own && ours ? idIn(one(fields, 'id')) : undefined,
    hash: leaf.hash,
    files: reading.ways.own && ours ? ownFiles(many(fields, 'files')) : undefined,
    text: (files) => withFiles(textIn(body, { ours, titled: fields.has('title') }), leaf.path, reading, files, notes),
  }
}

/** Files that are still where the page was taken from, by their paths. */
function ownFiles(lines: string[]): Map<string, number> {
  return new Map(
    lines.flatMap((line) => {
      const [, id, path] = /^(\d{1,15}) (.+)$/.exec(line) ?? []
      return path ? [[path, Number(id)] as const] : []
    }),
  )
}

/** The text as it is kept. What we wrote ourselves is what stands there; others begin with the title as a heading. */
function textIn(body: string, { ours, titled }: { ours: boolean; titled: boolean }): string {
  if (ours) return body.replace(/\n$/, '')
  const plain = titled || !headingOf(body) ? body : body.replace(/^\s*#[^\n]*(?:\n|$)/, '')
  return plain.replace(/^\n+/, '').trimEnd()
}

function idIn(said: string): number | undefined {
  return /^\d{1,15}$/.test(said) ? Number(said) : undefined
}

/** A day that there is. */
function dayIn(said: string): string | undefined {
  if (!/^[12]\d{3}-\d{2}-\d{2}$/.test(said)) return undefined
  const day = new Date(`${said}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(said) ? said : undefined
}

function languageIn(said: string): string | undefined {
  return /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(said) && said.length <= 35 ? said : undefined
}

/** The text, rewired: first it is found out which files it shows, then they are taken in, then it is written. */
async function withFiles(text: string, path: string, { ways, used }: Reading, files: TakeIn, noted: Note[]) {
  const notes = [...noted]
  const wanted = new Map<string, string>()
  rewired(text, path, ways, {
    address: (file, alt) => {
      if (!wanted.get(file)) wanted.set(file, alt)
      return '#'
    },
    missing: (link) => notes.push({ why: 'leads-nowhere', about: link.slice(0, 300) }),
  })
  const addresses = new Map<string, string | undefined>()
  for (const [file, alt] of wanted) {
    used.add(file)
    addresses.set(file, await files(file, alt))
  }
  return {
    text: rewired(text, path, ways, { address: (file) => addresses.get(file), missing: () => {} }),
    notes,
  }
}
