import { type Ctx, spaceOf } from '../../spine/request/ctx.ts'

/** Whom and what hosts can choose for newcomers. */
export interface Choosable {
  people: { id: number; name: string }[]
  places: { id: number; title: string; lang: string }[]
}

/** How many are offered: of the people hosts first, of discussions and rooms what was spoken in last. */
const MOST = { people: 300, places: 60 }

export async function choosable(ctx: Ctx): Promise<Choosable> {
  const { id, tools } = spaceOf(ctx)
  const kinds = [tools.includes('discussions') && 'discussion', tools.includes('rooms') && 'room'].filter(Boolean)
  const [people, places] = await Promise.all([
    ctx.sql<Choosable['people']>`
      select p.id, p.name from membership m join person p on p.id = m.person_id
      where m.space_id = ${id} and m.ended_at is null and m.standing <> 'guest' order by m.standing = 'host' desc, lower(p.name), p.id limit ${MOST.people}`,
    ctx.sql<Choosable['places']>`
      select i.id, i.title, i.lang from item i join tail t on t.item_id = i.id left join welcoming w on w.space_id = i.space_id
      where i.space_id = ${id} and i.kind = any(${kinds as string[]}) and i.removed_at is null and not exists (select from closure c where c.item_id = i.id)
      order by w.hello_id = i.id desc nulls last, t.last_at desc, i.id desc limit ${MOST.places}`,
  ])
  return { people: [...people], places: [...places] }
}
