import { Type as T } from '@sinclair/typebox'
import type { Sql } from '../../platform/database/connect.ts'
import type { Card } from '../../ui/frame.ts'
import { nullable } from '../request/schemas.ts'

/** A person as the API names them. */
export const PersonSchema = T.Object({
  id: T.Integer(),
  handle: T.String(),
  name: T.String(),
  url: T.String(),
  picture: nullable(T.String()),
})

export interface PersonCard extends Card {
  url: string
  picture: string | null
}

/** A card for the API and the views from the columns of `person`. */
export function cardOf(person: { id: number; handle: string; name: string; picture?: string | null }): PersonCard {
  return {
    id: person.id,
    handle: person.handle,
    name: person.name,
    url: `/people/${person.handle}`,
    picture: person.picture ?? null,
  }
}

/** A person as a query brings them. */
export interface PersonRow {
  id: number
  handle: string
  name: string
  picture: string | null
}

/** The same as a column. @param alias of the table `person` in the query */
export function personColumn(sql: Sql, alias: string) {
  const person = sql(alias)
  return sql`jsonb_build_object('id', ${person}.id, 'handle', ${person}.handle, 'name', ${person}.name, 'picture', ${person}.picture)`
}
