import { createHash } from 'node:crypto'
import type { Locale } from '../../platform/i18n.ts'
import { cardOf } from '../../spine/people/cards.ts'
import type { Site } from '../../spine/request/site.ts'
import { abroad, filesAbroad } from './abroad.ts'
import { type After, type Entry, FEED_PAGE, newestEntries } from './entries.ts'
import { asFeed } from './reading.ts'

/** What a feed holds for the person whose it is, at this moment. */
export interface Contents {
  person: { id: number; lang: string }
  place: { id: number; name: string; slug: string } | null
  madeAt: Date
  entries: Entry[]
  next: After | null
}

/**
 * Reads a feed in the name of its person, who may have left since.
 * @returns undefined where the address has ended, the account is closed, or the place is not theirs any more
 */
export function contentsOf(site: Site, id: number, after?: After): Promise<Contents | undefined> {
  return asFeed(site, { id, form: 'atom' }, async (sql, { me, place, madeAt }) => {
    const rows = await newestEntries(sql, after)
    return { person: { id: me.id, lang: me.lang }, place, madeAt, ...onePage(site, rows) }
  })
}

/** One page of what was found, and behind which message the next one begins. */
export function onePage(site: Site, rows: Entry[]): Pick<Contents, 'entries' | 'next'> {
  const shown = rows.slice(0, FEED_PAGE)
  const last = shown.at(-1)
  return {
    // What was made with a tool that is switched off now is out of sight.
    entries: shown.filter(({ kind, tools }) => site.isOn(kind, tools)),
    next: rows.length > FEED_PAGE ? { at: last!.createdAt.toISOString(), id: last!.id } : null,
  }
}

/** One entry as programs and readers are told it, with whole addresses. */
export function presentEntry(site: Site, home: string, locale: Locale, entry: Entry) {
  const space = `/c/${entry.slug}`
  const path = `${space}${site.itemPath(entry.kind, entry.itemId, entry.title)}`
  const url = `${home}${path}/messages/${entry.number}`
  return {
    id: lastingId(site, `message:${entry.id}`),
    url,
    title: entry.number === 1 ? entry.title : locale.t('feeds.reply-to', { title: entry.title }),
    lang: entry.lang,
    author: cardOf({ ...entry, id: entry.authorId }),
    space: { slug: entry.slug, name: entry.spaceName },
    tags: entry.tags,
    publishedAt: entry.createdAt.toISOString(),
    updatedAt: entry.updatedAt.toISOString(),
    html: abroad(entry.html, url) + filesAbroad(space, entry.attachments, url),
  }
}

/** A name that never changes, also when the site goes to another address or the feed gets a new one: a UUID of our key. */
export function lastingId(site: Site, what: string): string {
  const bytes = createHash('sha256')
    .update(site.config.key.derive(`feed-entry:${what}`))
    .digest()
    .subarray(0, 16)
  bytes[6] = (bytes[6]! & 0x0f) | 0x80
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `urn:uuid:${[hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')}`
}
