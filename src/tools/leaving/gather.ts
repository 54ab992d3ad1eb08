import { join } from 'node:path/posix'
import { Readable } from 'node:stream'
import yazl from 'yazl'
import type { Sql } from '../../platform/database/connect.ts'
import { mailHost } from '../../spine/people/mailing.ts'
import type { Me } from '../../spine/request/ctx.ts'
import type { Site } from '../../spine/request/site.ts'
import { asPerson } from '../../spine/request/transaction.ts'
import { look } from './look.ts'
import { contentsPage, wordsPage } from './views/archive.ts'
import { type Place, wordsIn } from './words.ts'

interface File {
  id: number
  blob: string
  name: string
  bytes: number
}

/** What is known before the first byte is written. */
interface Inventory {
  me: Me
  sections: [string, object[]][]
  places: Place[]
  files: File[]
}

/**
 * Makes the archive of all that is a person's own, in their name, and tells them by a letter. Whoever asked anew, or threw
 * it away, gets none of this one.
 * @param id the takeout
 */
export async function gather(site: Site, personId: number, id: number): Promise<void> {
  const inName = <T>(work: (sql: Sql, me: Me) => Promise<T>) => asPerson(site.database.app, personId, null, work)
  const [begun] = await inName(
    (sql) => sql`update takeout set done = 0 where id = ${id} and ready_at is null and failed_at is null returning id`,
  )
  if (!begun) return
  try {
    const inventory = await inName((sql, me) => takeStock(site, sql, me))
    const progress = progressOf(inventory, (done, total) =>
      inName((sql) => sql`update takeout set done = ${done}, total = ${total} where id = ${id}`),
    )
    const { hash, bytes } = await site.takeouts.put(archive(site, personId, inventory, progress))
    await inName(async (sql, me) => {
      const [ready] = await sql`
        update takeout set done = total, blob = ${hash}, bytes = ${bytes}, ready_at = now() where id = ${id} returning id`
      if (ready)
        await sql`select jobs.enqueue('mail', jsonb_build_object('id', queue_mail('data-ready', l.email, ${me.id}, ${id}, ${me.lang}, ${mailHost(site)})))
          from my_login() l`
    })
  } catch (error) {
    // Someone who is being forgotten has nothing to be told.
    await inName((sql) => sql`update takeout set failed_at = now() where id = ${id}`).catch(() => {})
    throw error
  }
}

async function takeStock(site: Site, sql: Sql, me: Me): Promise<Inventory> {
  const sections: Inventory['sections'] = []
  for (const [name, section] of Object.entries(site.mine)) sections.push([name, await section(sql)])
  const places = await sql<Place[]>`select * from my_word_places()`
  const files = await sql<File[]>`select id, blob, name, bytes from my_files()
    union all select 0, blob, 'welcome', bytes from welcome_sound where person_id = me()`
  const there = await Promise.all(files.map(({ blob }) => site.blobs.has(blob)))
  return { me, sections, places, files: files.filter((_, i) => there[i]) }
}

/** Tells how far it is, but not for every single thing. */
function progressOf({ places, files }: Inventory, tell: (done: number, total: number) => Promise<unknown>) {
  const total = files.length + places.reduce((sum, { words }) => sum + words, 0)
  let done = 0
  let told = 0
  return async () => {
    done += 1
    if (Date.now() < told + 400) return
    told = Date.now()
    await tell(done, total)
  }
}

/** The archive as it is being written; entry after entry, so that nothing is in memory but the one at hand. */
function archive(site: Site, personId: number, inventory: Inventory, step: () => Promise<void>): Readable {
  const { me, sections, places, files } = inventory
  const locale = site.localeFor(me.lang)
  const zip = new yazl.ZipFile()
  const page = (content: string, path: string) => zip.addBuffer(Buffer.from(content), path)
  page(
    contentsPage(locale, me, { sections: sections.map(([name, rows]) => [name, rows.length]), places, files }),
    'index.html',
  )
  page(look, 'look.css')
  for (const [name, rows] of sections) page(`${JSON.stringify(rows, null, 1)}\n`, `data/${name}.json`)
  const lazily = (path: string, parts: () => AsyncIterable<string | Buffer>) =>
    zip.addReadStreamLazy(path, {}, (give) => {
      const opened = Readable.from(parts())
      opened.on('error', (error) => zip.outputStream.emit('error', error))
      give(null, opened)
    })
  for (const place of places) {
    const name = placeName(place)
    const words = () => wordsIn(site, personId, place.id)
    lazily(join('data', 'words', `${name}.json`), () => asJson(words(), step))
    lazily(join('words', [name, 'html'].join('.')), () => wordsPage(site, locale, me, place, words()))
  }
  for (const file of files) lazily(join('files', fileName(file)), () => counted(site.blobs.read(file.blob), step))
  if (me.picture) lazily('picture.webp', () => site.portraits.read(me.picture!))
  zip.end()
  return zip.outputStream as Readable
}

async function* asJson(rows: AsyncIterable<object>, step: () => Promise<void>): AsyncGenerator<string> {
  let first = true
  for await (const row of rows) {
    yield `${first ? '[\n' : ',\n'}${JSON.stringify(row)}`
    first = false
    await step()
  }
  yield first ? '[]\n' : '\n]\n'
}

async function* counted(stream: Readable, step: () => Promise<void>): AsyncGenerator<Buffer> {
  for await (const chunk of stream) yield chunk as Buffer
  await step()
}

/** A name for a folder's entry that is only a name. */
export function placeName({ slug, id }: Pick<Place, 'slug' | 'id'>): string {
  return slug ?? `left-${id}`
}

export function fileName({ id, name }: Pick<File, 'id' | 'name'>): string {
  const plain = name.replace(/[^\p{L}\p{N}._ -]+/gu, '_').replace(/^[. ]+/, '_')
  return id ? `${id}-${plain}` : plain
}
