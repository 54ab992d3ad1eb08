import type { Sql } from '../../platform/database/connect.ts'

/** What a person brought to shelves, with its reasons: for the copy they take along. */
export function filesOf(sql: Sql): Promise<object[]> {
  return sql<object[]>`
    select v.item_id, v.number, v.name, v.type, v.bytes, v.why, v.at, f.description, f.licence, f.author, f.made_on, i.tags, i.lang
    from file_version v join file f on f.item_id = v.item_id join item i on i.id = v.item_id
    where v.by_id = me() and i.removed_at is null order by v.item_id, v.number`
}

/** The links that a person made for people outside. */
export function givenOutside(sql: Sql): Promise<object[]> {
  return sql<object[]>`
    select l.item_id, e.name, l.at, l.until, l.revoked_at, l.taken, l.taken_at from outside_link l join entry e on e.item_id = l.item_id
    where l.person_id = me() order by l.id`
}
