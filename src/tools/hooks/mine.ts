import type { Sql } from '../../platform/database/connect.ts'

/** For the copy of what is one's own: which addresses into rooms one has made. */
export function addedIncoming(sql: Sql): Promise<object[]> {
  return sql`select id, space_id, item_id, name, made_at from incoming_hook where person_id = me()`
}

/** For the copy of what is one's own: which systems are told something in one's name. */
export function addedOutgoing(sql: Sql): Promise<object[]> {
  return sql`select id, space_id, name, server, kinds, words, made_at from outgoing_hook where person_id = me()`
}
