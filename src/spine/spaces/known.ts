import { Type as T } from '@sinclair/typebox'
import type { Ctx, Joining, Standing, Visibility } from '../request/ctx.ts'
import { nullable } from '../request/schemas.ts'

/** A space that someone belongs to or may know of. */
export interface Known {
  id: number
  slug: string
  name: string
  purpose: string
  lang: string
  hue: number
  picture: string | null
  /** For its own people only. */
  people: number | null
  visibility: Visibility
  joining: Joining
  standing: Standing | null
  closed: boolean
  /** A request of the person's waits at its door. */
  requested: boolean
}

/** The circles within a space that the asking person belongs to or may know of; with null, the communities of the site. */
export function knownSpaces(ctx: Pick<Ctx, 'sql'>, parent: string | null): Promise<Known[]> {
  return parent === null
    ? ctx.sql<Known[]>`select * from known_spaces(null)`
    : ctx.sql<Known[]>`select k.* from space s cross join lateral known_spaces(s.id) k where s.slug = ${parent}`
}

export const KnownSchema = T.Object({
  id: T.Integer(),
  url: T.String(),
  name: T.String(),
  purpose: T.String(),
  people: nullable(T.Integer()),
  visibility: T.String(),
  joining: T.String(),
  standing: nullable(T.String()),
  closed: T.Boolean(),
  requested: T.Boolean(),
})

/** Where someone goes who chooses it: in, where they may read, else to its door. */
export function addressOf(known: Known): string {
  const reads = known.standing !== null || known.visibility === 'open'
  return reads ? `/c/${known.slug}` : `/c/${known.slug}/door`
}
