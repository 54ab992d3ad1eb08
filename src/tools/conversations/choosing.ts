import { cardOf, type PersonCard } from '../../spine/people/cards.ts'
import { type Ctx, meOf } from '../../spine/request/ctx.ts'
import { handlesIn } from './handles.ts'

/** How many people are offered at once. */
const OFFERED = 30

/** Whom one writes to, as far as they are chosen, and who else could be. */
export interface Choosing {
  chosen: PersonCard[]
  offered: PersonCard[]
  typed: string
}

type Row = Parameters<typeof cardOf>[0]

/** Who is chosen by handle, and who has a name that begins as typed: all of them people one meets. */
export async function choosing(ctx: Ctx, withWhom = '', typed = ''): Promise<Choosing> {
  const handles = handlesIn(withWhom).filter((one) => one !== meOf(ctx).handle.toLowerCase())
  const words = typed.normalize('NFC').trim().slice(0, 60)
  const [chosen, offered] = await Promise.all([
    handles.length
      ? ctx.sql<Row[]>`select p.id, p.handle::text, p.name, p.picture from person p
          where p.handle = any(${handles}::citext[]) and meets(p.id) order by array_position(${handles}::citext[], p.handle)`
      : [],
    ctx.sql<
      Row[]
    >`select * from people_met(lower(unaccent(${words.replace(/[%_\\]/g, '\\$&')})), ${OFFERED + handles.length})`,
  ])
  const among = new Set(chosen.map(({ id }) => id))
  return {
    chosen: chosen.map(cardOf),
    offered: offered.filter(({ id }) => !among.has(id)).map(cardOf),
    typed: words,
  }
}
