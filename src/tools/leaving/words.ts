import type { AttachmentCard } from '../../spine/messages/read.ts'
import type { Site } from '../../spine/request/site.ts'
import { asPerson } from '../../spine/request/transaction.ts'

/** A space with words of the person; without a name where they may not read any more. */
export interface Place {
  id: number
  slug: string | null
  name: string | null
  words: number
}

export interface Word {
  id: number
  itemId: number
  number: number
  kind: string
  title: string | null
  lang: string
  source: string
  html: string
  attachments: AttachmentCard[]
  origin: string | null
  voice: string | null
  createdAt: Date
  editedAt: Date | null
  removedAt: Date | null
}

const AT_ONCE = 500

/**
 * What a person said in a space, item by item. Read in short transactions: however much it is, it holds up nobody and is
 * never in memory all at once.
 */
export async function* wordsIn(site: Site, personId: number, place: number): AsyncGenerator<Word> {
  let last = { itemId: 0, number: 0 }
  for (;;) {
    const { itemId, number } = last
    const words = await asPerson(
      site.database.app,
      personId,
      null,
      (sql) => sql<Word[]>`select * from my_words(${place}, ${itemId}, ${number}, ${AT_ONCE})`,
    )
    yield* words
    if (words.length < AT_ONCE) return
    last = words.at(-1)!
  }
}
