import type { Sql } from '../../../platform/database/connect.ts'

/** So much of a text is shown; more is found, and downloaded. */
export const SHOWN = { text: 20_000, table: 60_000, archive: 20_000, words: 1_200 } as const

/** What the page of a file shows besides its pictures. */
export interface Seen {
  /** The beginning of what it says. */
  words: string | null
  /** Whether it says more. */
  more: boolean
  /** Why there is nothing to see. */
  trouble: string | null
  /** Captions that stand beside a film under its name. */
  captions: { id: number; name: string; lang: string }[]
}

/** What can be seen of a version of a file. One query. */
export async function seenOf(sql: Sql, id: number, version: number): Promise<Seen> {
  const [row] = await sql<Seen[]>`
    select left(v.words, ${SHOWN.table}) words, coalesce(length(v.words) > ${SHOWN.table}, false) more, v.trouble,
      case when v.type like 'video/%' then (
        select coalesce(jsonb_agg(jsonb_build_object('id', c.item_id, 'name', c.name, 'lang', i.lang) order by c.ordering), '[]')
        from entry e join entry c on c.space_id = e.space_id and c.folder_id is not distinct from e.folder_id and not c.removed and not c.is_folder
          and c.key >= regexp_replace(e.key, '[^.]*$', '') and c.key < regexp_replace(e.key, '\\.[^.]*$', '') || '/'
          and c.key like '%.vtt'
        join item i on i.id = c.item_id join file f on f.item_id = c.item_id
        join file_version w on w.item_id = f.item_id and w.number = f.version and w.type = 'text/vtt'
        where e.item_id = v.item_id and e.key like '%.%') else '[]' end captions
    from file_version v where v.item_id = ${id} and v.number = ${version}`
  return row ?? { words: null, more: false, trouble: null, captions: [] }
}
