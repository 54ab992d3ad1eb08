import { Parser } from 'htmlparser2'
import { escaped } from '../../platform/html.ts'
import { oneLine } from '../../platform/plain-text.ts'
import type { Said } from './links.ts'

/** What a browser writes when it gives its bookmarks away, and reads when it takes some (“Netscape bookmark file”). */
const HEAD = `<!DOCTYPE NETSCAPE-Bookmark-file-1>
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">
<TITLE>Bookmarks</TITLE>
<H1>Bookmarks</H1>
<DL><p>
`

export interface Bookmark {
  address: string
  title: string
  note: string
  tags: string[]
  createdAt: Date
}

/** Links as a file that browsers read, piece by piece. */
export async function* bookmarksFile(links: AsyncIterable<Bookmark>): AsyncGenerator<string> {
  yield HEAD
  for await (const { address, title, note, tags, createdAt } of links) {
    const began = Math.floor(createdAt.getTime() / 1000)
    const said = note ? `<DD>${escaped(oneLine(note))}\n` : ''
    yield `<DT><A HREF="${escaped(address)}" ADD_DATE="${began}" TAGS="${escaped(tags.join(','))}">${escaped(title)}</A>\n${said}`
  }
  yield '</DL><p>\n'
}

/**
 * The bookmarks in such a file, in its order, at most so many: each with its title, its words and its tags; without tags, the folder
 * that it lies in.
 */
export function bookmarksIn(markup: string, most: number): Pick<Said, 'address' | 'title' | 'note' | 'tags'>[] {
  const found: Pick<Said, 'address' | 'title' | 'note' | 'tags'>[] = []
  const folders: string[] = []
  let folder = ''
  let into: 'title' | 'note' | 'folder' | undefined
  const parser = new Parser(
    {
      onopentag(name, { href, tags }) {
        if (name === 'a' && href && found.length < most) {
          const named = tags?.split(',') ?? folders.slice(-1)
          found.push({ address: href, title: '', note: '', tags: named.filter(Boolean) })
          into = 'title'
        } else if (name === 'dd') into = 'note'
        else if (name === 'h3') {
          folder = ''
          into = 'folder'
        } else if (name === 'dl') {
          folders.push(folder.trim())
          folder = ''
          into = undefined
        } else if (name === 'dt') into = undefined
      },
      ontext(text) {
        const last = found.at(-1)
        if (into === 'folder') folder += text
        else if (into && last) last[into] += text
      },
      onclosetag(name) {
        if (name === 'dl') folders.pop()
        if (name === 'a' || name === 'h3') into = undefined
      },
    },
    { decodeEntities: true },
  )
  parser.write(markup)
  parser.end()
  return found.map((one) => ({
    ...one,
    title: oneLine(one.title).slice(0, 200),
    note: one.note.trim().slice(0, 10_000),
  }))
}
