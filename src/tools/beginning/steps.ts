import type { Sql } from '../../platform/database/connect.ts'

/** The steps of a host's first hour, in their order. */
export const stepNames = ['create', 'tools', 'starters', 'door', 'date', 'host', 'newcomer', 'greet', 'invite'] as const
export type StepName = (typeof stepNames)[number]

/** What a host may put off: every step but the first; `path` is the whole of it. */
export type Mark = 'later' | 'done'

export interface Step {
  name: StepName
  state: 'open' | 'later' | 'done'
}

/** What a community has of its first hour: read from what is there, besides the marks. */
export interface Begun {
  tools: string[]
  /** Somebody has chosen tools, set the door. */
  chose: boolean
  door: boolean
  talks: boolean
  dates: boolean
  hosts: boolean
  /** The asking host has noted whom to greet. */
  greets: boolean
  invited: boolean
  marks: Partial<Record<StepName | 'path', Mark>>
}

/** For so long after its beginning a community's home speaks of the first steps, in days. */
const NEW_DAYS = 90

/**
 * How far a community is. One query.
 * @param newAt only of a community that is new at this moment
 * @returns undefined for whoever does not host it, and for what is no community or closed
 */
export async function begunIn(sql: Sql, slug: string, newAt?: Date): Promise<Begun | undefined> {
  const [row] = await sql<Begun[]>`
    select s.tools,
      exists (select from audit a where a.space_id = s.id and a.verb = 'space.tools') chose,
      cardinality(s.questions) > 0 or exists (select from audit a where a.space_id = s.id and a.verb = 'space.door') door,
      exists (select from item i where i.space_id = s.id and i.kind = 'discussion' and i.removed_at is null) talks,
      exists (select from item i where i.space_id = s.id and i.kind = 'event' and i.removed_at is null) dates,
      h.n > 1 or exists (select from invitation i where i.space_id = s.id and i.standing = 'host' and i.revoked_at is null) hosts,
      exists (select from greet_first g where g.space_id = s.id and g.person_id = (select me())) greets,
      s.people > h.n or exists (select from invitation i where i.space_id = s.id and i.standing <> 'host') invited,
      coalesce((select jsonb_object_agg(f.step, f.mark) from first_step f where f.space_id = s.id), '{}') marks
    from space s cross join lateral (
      select count(*)::int n from membership m where m.space_id = s.id and m.standing = 'host' and m.ended_at is null) h
    where s.slug = ${slug} and s.kind = 'community' and s.closed_at is null and s.id = any((select hosts())::bigint[])
      ${newAt ? sql`and s.created_at > ${new Date(newAt.getTime() - NEW_DAYS * 86_400_000)}` : sql``}`
  return row
}

/** The nine steps as they stand. @param begins the tools that a new community has */
export function stepsOf(begun: Begun, begins: readonly string[]): Step[] {
  const chose = begun.chose || begun.tools.toSorted().join() !== begins.toSorted().join()
  const done: Record<StepName, boolean> = {
    create: true,
    tools: chose,
    starters: begun.talks,
    door: begun.door,
    date: begun.dates,
    host: begun.hosts,
    newcomer: begun.marks.newcomer === 'done',
    greet: begun.greets,
    invite: begun.invited,
  }
  return stepNames.map((name) => ({
    name,
    state: done[name] ? 'done' : begun.marks[name] === 'later' ? 'later' : 'open',
  }))
}

/** What a community's home says of it: nothing once all is done, or when it was put away. */
export function homeLineOf(begun: Begun | undefined, begins: readonly string[]): Step[] | null {
  if (!begun || begun.marks.path) return null
  const steps = stepsOf(begun, begins)
  return steps.every(({ state }) => state === 'done') ? null : steps
}
