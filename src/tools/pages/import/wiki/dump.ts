import type { Readable } from 'node:stream'
import { SaxesParser } from 'saxes'
import { NotBrought } from '../brought.ts'
import { apart } from '../decoded.ts'

/** A page of a dump as its last revision left it. */
export interface WikiPage {
  title: string
  /** The number of its namespace: 0 the pages themselves, odd ones talk. */
  ns: number
  redirect: string | undefined
  text: string
  /** How the text is written; `wikitext` nearly always. */
  model: string
  at: string
  revisions: number
  tooLong: boolean
}

/** Where the wiki was, and what its namespaces are called there. */
export interface SiteInfo {
  name: string
  base: string
  namespaces: Map<number, string>
}

const LONGEST = 4_000_000
/** So much without an end of a tag or text is no page of a wiki: the parser would gather it all. */
const LONGEST_PIECE = 5_000_000
/** How much the parser is given at once. */
const BITE = 65_536
const MOST_OPEN = 30
const MOST_NAMESPACES = 1000
/** A title of MediaWiki has 255 bytes at most. */
const LONGEST_TITLE = 300

/**
 * Streams the pages of an export of MediaWiki; nothing but the page at hand is in memory. Entities of a document type are not
 * resolved, so that a file cannot grow while it is read.
 * @throws NotBrought where it is no such export, is broken or ends early
 */
export async function* pagesOf(dump: Readable, info: SiteInfo): AsyncGenerator<WikiPage> {
  const reader = new DumpReader(info)
  const decoder = new TextDecoder()
  for await (const chunk of dump) yield* reader.read(decoder.decode(chunk as Buffer, { stream: true }))
  yield* reader.read(decoder.decode())
  reader.end()
}

class DumpReader {
  private readonly parser = new SaxesParser()
  private readonly open: string[] = []
  private text: string[] = []
  private length = 0
  private page = emptyPage()
  private revision = { text: '', at: '', model: '' }
  private namespace = 0
  private ready: WikiPage[] = []
  /** How much was read since the parser last told of something. */
  private since = 0

  constructor(private readonly info: SiteInfo) {
    this.parser.on('error', () => {
      throw new NotBrought(this.open.length ? 'broken-xml' : 'not-a-wiki')
    })
    this.parser.on('opentag', ({ name, attributes }) => this.begin(name, attributes as Record<string, string>))
    this.parser.on('text', (text) => this.take(text))
    this.parser.on('cdata', (text) => this.take(text))
    this.parser.on('closetag', ({ name }) => this.finish(name))
    this.parser.on('comment', () => this.told())
    this.parser.on('processinginstruction', () => this.told())
  }

  read(text: string): WikiPage[] {
    this.ready = []
    for (let at = 0; at < text.length; at += BITE) {
      const bite = text.slice(at, at + BITE)
      this.since += bite.length
      this.parser.write(bite)
      if (this.since > LONGEST_PIECE) throw new NotBrought('too-long-piece')
    }
    return this.ready
  }

  end(): void {
    this.parser.close()
  }

  private told(): void {
    this.since = 0
  }

  private begin(name: string, attributes: Record<string, string>): void {
    this.told()
    if (this.open.length > MOST_OPEN) throw new NotBrought('broken-xml')
    if (!this.open.length && name !== 'mediawiki') throw new NotBrought('not-a-wiki')
    this.open.push(name)
    this.text = []
    this.length = 0
    if (name === 'page') this.page = emptyPage()
    if (name === 'revision') this.revision = { text: '', at: '', model: '' }
    if (name === 'redirect') this.page.redirect = apart(attributes.title?.slice(0, LONGEST_TITLE) ?? '')
    if (name === 'namespace') this.namespace = Number(attributes.key)
  }

  private take(text: string): void {
    this.told()
    this.length += text.length
    if (this.length <= LONGEST) this.text.push(text)
  }

  private finish(name: string): void {
    this.told()
    this.open.pop()
    const above = this.open.at(-1)
    const said = this.text.join('')
    if (above === 'siteinfo' && name === 'sitename') this.info.name = apart(said.slice(0, LONGEST_TITLE))
    if (above === 'siteinfo' && name === 'base') this.info.base = apart(said.slice(0, LONGEST_TITLE))
    if (name === 'namespace' && this.info.namespaces.size < MOST_NAMESPACES)
      this.info.namespaces.set(this.namespace, apart(said.slice(0, LONGEST_TITLE)))
    if (above === 'page' && name === 'title') this.page.title = apart(said.slice(0, LONGEST_TITLE))
    if (above === 'page' && name === 'ns') this.page.ns = Number(said) || 0
    if (above === 'revision') this.ofRevision(name, said)
    if (name === 'revision') this.afterRevision()
    if (name === 'page' && this.page.title) this.ready.push(this.page)
    this.text = []
  }

  private ofRevision(name: string, said: string): void {
    if (name === 'timestamp') this.revision.at = said
    if (name === 'model') this.revision.model = said
    if (name !== 'text') return
    this.revision.text = said
    this.page.tooLong ||= this.length > LONGEST
  }

  /** Revisions come in any order: the last is the one with the latest time. */
  private afterRevision(): void {
    this.page.revisions++
    if (this.revision.at < this.page.at) return
    this.page.at = this.revision.at
    this.page.text = this.revision.text
    this.page.model = this.revision.model || 'wikitext'
  }
}

function emptyPage(): WikiPage {
  return { title: '', ns: 0, redirect: undefined, text: '', model: 'wikitext', at: '', revisions: 0, tooLong: false }
}
