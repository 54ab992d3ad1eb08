import { Type as T } from '@sinclair/typebox'
import { cardOf, type PersonCard, PersonSchema } from '../people/cards.ts'
import type { Ctx } from '../request/ctx.ts'
import { addressOf, type Known } from '../spaces/known.ts'
import { type Piece, PieceSchema, piecesOf } from './marks.ts'
import type { Term } from './typed.ts'

/** Someone found, and what they say of themselves that fits. */
export interface FoundPerson extends PersonCard {
  lang: string
  told: Piece[]
}

export const FoundPersonSchema = T.Object({ ...PersonSchema.properties, lang: T.String(), told: T.Array(PieceSchema) })

/**
 * People whom the asker meets in one of their spaces: by name, and by what those show who share a space with them.
 * @param named only people of this community or circle
 */
export async function peopleFound(
  ctx: Pick<Ctx, 'sql'>,
  terms: Term[],
  named: string | undefined,
  most: number,
): Promise<FoundPerson[]> {
  const rows = await ctx.sql<
    { id: number; handle: string; name: string; picture: string | null; lang: string; told: string | null }[]
  >`
    with typed as materialized (select search_query(${ctx.sql.json(terms as never)}) q)
    select p.id, p.handle::text, p.name, p.picture, p.lang, (select marked(p.lang, string_agg(f.value #>> '{}', ' · ' order by array_position(fields, f.name)), typed.q)
      from profile_field f where f.person_id = p.id and f.shown and f.name = any(fields)) told
    from typed, search_people(${ctx.sql.json(terms as never)}, ${named ?? null}, ${most}) with ordinality found(person_id, place)
    join person p on p.id = found.person_id,
    lateral (select array['does', 'askAbout', 'learning', 'organisation', 'place'] fields) searched order by found.place`
  return rows.map((row) => ({ ...cardOf(row), lang: row.lang, told: piecesOf(row.told ?? '') }))
}

/**
 * Communities and circles that the asker belongs to or may know of.
 * @param within only circles within this space
 */
export async function spacesFound(
  ctx: Pick<Ctx, 'sql'>,
  terms: Term[],
  within: string | undefined,
  most: number,
): Promise<(Known & { url: string })[]> {
  const rows = await ctx.sql<
    Known[]
  >`select * from search_spaces(${ctx.sql.json(terms as never)}, ${within ?? null}, ${most})`
  return rows.map((row) => ({ ...row, url: addressOf(row) }))
}
