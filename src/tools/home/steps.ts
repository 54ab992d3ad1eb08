import type { Sql } from '../../platform/database/connect.ts'
import type { Space } from '../../spine/request/ctx.ts'

interface Begun {
  invited: boolean
  begun: boolean
}

export interface Steps extends Begun {
  dressed: boolean
}

/** What a community has of its host's first hour, known by what is there, not by a mark. For its hosts; undefined for others. */
export async function firstSteps(sql: Sql, slug: string): Promise<Begun | undefined> {
  const [row] = await sql<Begun[]>`
    select exists (select from invitation i where i.space_id = s.id) invited, exists (select from item i where i.space_id = s.id) begun
    from space s where s.slug = ${slug} and s.kind = 'community' and s.id = any((select hosts())::bigint[])`
  return row
}

/** The steps, until all of them are done. */
export function stepsLeft(space: Space, begun: Begun | undefined): Steps | null {
  if (!begun) return null
  const steps = {
    begun: begun.begun,
    invited: begun.invited || space.people > 1,
    dressed: space.picture !== null || space.hue !== 130,
  }
  return Object.values(steps).every(Boolean) ? null : steps
}
