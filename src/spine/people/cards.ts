import { Type as T } from '@sinclair/typebox'
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
