import type { Pool } from '../../src/platform/database/connect.ts'

/**
 * A folder with so many files in it, as if each had been brought: with its words, its version and its part of what the space takes.
 * What triggers do for each of them is done for all at once.
 * @returns the folder's id
 */
export async function fillFolder(owner: Pool, spaceId: number, personId: number, name: string, count: number) {
  return owner.begin(async (sql) => {
    for (const table of ['item', 'entry', 'file_version']) await sql.unsafe(`alter table ${table} disable trigger user`)
    await sql`
      create temp table made on commit drop as
      select nextval(pg_get_serial_sequence('copse.item', 'id')) id, n, case n when 0 then ${name} else 'photo ' || n || '.bin' end called
      from generate_series(0, ${count}::int) n`
    const [folder] = await sql<[{ id: number }]>`select id from made where n = 0`
    await sql`
      insert into item (id, space_id, kind, author_id, title, lang) overriding system value
      select id, ${spaceId}, case n when 0 then 'folder' else 'file' end, ${personId}, called, 'en' from made`
    await sql`
      insert into tail (item_id, space_id, kind, last_at, last_by)
      select id, ${spaceId}, case n when 0 then 'folder' else 'file' end, now(), ${personId} from made`
    await sql`
      insert into entry (item_id, space_id, folder_id, is_folder, name, key, ordering, bytes)
      select id, ${spaceId}, case when n > 0 then ${folder.id}::bigint end, n = 0, called, lower(called),
        case n when 0 then lower(called) else 'photo ' || lpad(n::text, 12, '0') || '.bin' end, n from made`
    await sql`insert into file (item_id, space_id) select id, ${spaceId} from made where n > 0`
    await sql`
      insert into file_version (item_id, number, space_id, blob, bytes, type, name, by_id, preview)
      select id, 1, ${spaceId}, encode(sha256((n % 100)::text::bytea), 'hex'), n, 'application/octet-stream', called, ${personId}, 'none'
      from made where n > 0`
    await sql`
      insert into item_words (item_id, part, space_id, lang, source)
      select id, 'name', ${spaceId}, 'en', regexp_replace(called, '[._-]+', ' ', 'g') from made where n > 0`
    await sql`
      insert into search_doc (subject, space_id, item_id, number, kind, author_id, lang, at, words)
      select -i.id, i.space_id, i.id, 0, i.kind, i.author_id, i.lang, i.created_at, item_vector(i, null, null)
      from made m join item i on i.id = m.id`
    await sql`
      insert into shelf_use as u (space_id, bytes) select ${spaceId}, sum(n) from made
      on conflict (space_id) do update set bytes = u.bytes + excluded.bytes`
    for (const table of ['item', 'entry', 'file_version']) await sql.unsafe(`alter table ${table} enable trigger user`)
    return folder.id
  })
}
