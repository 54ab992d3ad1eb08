import type { LiveKind } from '../../spine/live/kind.ts'
import { minutesFor } from './card.ts'
import { type Intent, urlOf } from './discussions.ts'
import { lengthOf } from './views/discussion.ts'
import { lookOf } from './views/look.ts'

interface Facts {
  intent: Intent
  accepted: number | null
  acceptedBy: string | null
  ended: boolean
  words: number
}

/** What open pages of a discussion hear. */
export const live: LiveKind<Facts> = {
  async facts(sql, id) {
    const [row] = await sql<[Facts]>`
      select d.intent, a.number accepted, p.name accepted_by, t.words, exists (select from closure c where c.item_id = t.item_id) ended
      from tail t join discussion d on d.item_id = t.item_id
      left join acceptance a on a.item_id = t.item_id left join person p on p.id = a.person_id where t.item_id = ${id}`
    return row
  },
  look(reader, item, facts, message) {
    const mayTend = reader.space.standing === 'host' || reader.me.id === item.authorId
    return lookOf(
      reader,
      { ...facts, id: item.id, url: urlOf(item.slug, item.id, item.title), lang: item.lang, mayTend, saved: [] },
      message,
    )
  },
  parts: (reader, item, facts) => ({ length: lengthOf(reader, item.count, minutesFor(facts.words)) }),
}
