import type { Sql } from '../../platform/database/connect.ts'

/** A part of what is one's own, as it goes into the copy one takes along. @param sql in the person's name, with all their spaces */
export type MySection = (sql: Sql) => Promise<object[]>

/**
 * A table's rows that are one's own, in the words of the table. Row security decides what is seen.
 * @param by the column that says whose they are
 */
export function rowsOf(table: string, by = 'person_id'): MySection {
  return async (sql) => {
    const rows = await sql<
      { row: object }[]
    >`select to_jsonb(t) - ${by}::text "row" from ${sql(table)} t where t.${sql(by)} = me()`
    return rows.map(({ row }) => row)
  }
}

/** What a function of the database gives, which knows whose name this is. */
function given(call: string): MySection {
  return (sql) => sql.unsafe(`select * from ${call}`) as unknown as Promise<object[]>
}

function both(...sections: MySection[]): MySection {
  return async (sql) => (await Promise.all(sections.map((section) => section(sql)))).flat()
}

/** What the spine knows of a person. Words and files are streamed apart: `tools/leaving`. */
export const spineMine: Record<string, MySection> = {
  card: (sql) =>
    sql<
      object[]
    >`select p.id, p.handle, p.name, p.lang, p.created_at, l.email, l.has_password from person p, my_login() l where p.id = me()`,
  profile: rowsOf('profile'),
  introduction: rowsOf('profile_field'),
  communities: given('my_memberships()'),
  begun: given('my_items()'),
  'begun-before': given('my_item_versions()'),
  'said-before': given('my_versions()'),
  summaries: given('my_summaries()'),
  files: given('my_files()'),
  reactions: rowsOf('reaction'),
  drafts: rowsOf('draft'),
  saved: rowsOf('saved'),
  reading: rowsOf('reading'),
  'thread-reading': rowsOf('thread_reading'),
  following: both(rowsOf('follow'), rowsOf('follow_space'), rowsOf('follow_tag')),
  notifications: rowsOf('notification'),
  hearing: both(rowsOf('hearing'), rowsOf('weekly')),
  asked: both(rowsOf('ask', 'asked_by'), rowsOf('ask')),
  'asked-to-move': rowsOf('moving_answer'),
  invitations: both(rowsOf('invitation', 'made_by'), rowsOf('invitation')),
  requests: rowsOf('join_request'),
  done: rowsOf('activity', 'actor_id'),
  'done-as-host': rowsOf('audit', 'actor_id'),
  'done-to-me': rowsOf('audit'),
  sessions: given('my_sessions()'),
  tokens: given('my_tokens()'),
  keys: given('my_keys()'),
  'key-events': given('my_key_events()'),
}
