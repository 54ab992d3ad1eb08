import type { Ctx } from '../request/ctx.ts'

export interface Facts {
  itemId?: number
  messageId?: number
  /** Whom it was done to, for what hosts do. */
  personId?: number
  /** Set by imports and the demonstration. */
  at?: Date
  actorId?: number
  /** Nobody is told: it happened long ago. */
  quietly?: boolean
}

/**
 * Writes down that something was done, in the transaction that does it. A job then tells whom it concerns, where the verb
 * is one that people are told of: who that is, is decided in SQL by `tell` (db/migrations/016-notifications.sql).
 */
export async function record(ctx: Ctx, verb: string, spaceId: number, facts: Facts = {}): Promise<void> {
  const { sql, site } = ctx
  const told = verb in site.tells && !facts.quietly
  await sql`with done as (insert into activity (space_id, verb, actor_id, item_id, message_id, at)
    values (${spaceId}, ${verb}, ${facts.actorId ?? ctx.me?.id ?? null}, ${facts.itemId ?? null}, ${facts.messageId ?? null}, ${facts.at ?? ctx.now})
    returning id) ${told ? sql`select jobs.enqueue('tell', jsonb_build_object('id', id)) from done` : sql`select`}`
}

/** Writes down what a host did to others' content or access; the people of the space can read it and it is never deleted. */
export async function audit(ctx: Ctx, verb: string, spaceId: number, facts: Facts = {}): Promise<void> {
  await ctx.sql`insert into audit (space_id, verb, actor_id, person_id, item_id, message_id, at)
    values (${spaceId}, ${verb}, ${ctx.me?.id ?? null}, ${facts.personId ?? null}, ${facts.itemId ?? null}, ${facts.messageId ?? null}, ${ctx.now})`
}
