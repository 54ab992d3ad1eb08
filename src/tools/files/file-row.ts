import type { Sql } from '../../platform/database/connect.ts'
import { type Aspects, aspectsOf } from '../../spine/items/aspects.ts'
import { type Linked, linksColumn } from '../../spine/items/links.ts'
import { type PersonRow, personColumn } from '../../spine/people/cards.ts'
import { type Step, wayTo } from './entries.ts'

/** All that the page of a folder or file says, besides what stands in it and what was said under it. */
export interface EntryRow extends Aspects {
  id: number
  spaceId: number
  kind: 'file' | 'folder'
  name: string
  lang: string
  tags: string[]
  folderId: number | null
  way: Step[]
  bytes: number
  changedAt: Date
  /** What leads here. */
  leading: Linked[]
  /** Of a file. */
  file: {
    version: number
    versions: number
    facts: number
    description: string
    html: string
    licence: string
    author: string
    madeOn: string
    type: string
    blob: string
    why: string
    keepsPlace: boolean
    preview: 'waiting' | 'made' | 'none' | 'failed'
    width: number | null
    height: number | null
    pages: number | null
    seconds: number | null
    pictures: { page: number; size: 'thumb' | 'view'; width: number; height: number; bytes: number }[]
    by: PersonRow
    at: string
  } | null
}

/** One row. Access is row security, and the space is looked at by who asks. */
export function entryRow(sql: Sql, id: number): Promise<EntryRow[]> {
  return sql<EntryRow[]>`
    select e.item_id id, e.space_id, i.kind, e.name, i.lang, i.tags, e.folder_id, ${wayTo(sql, sql`e.folder_id`)} way, e.bytes, e.changed_at, ${aspectsOf(sql)}, ${linksColumn(sql)} leading,
      (select jsonb_build_object('version', f.version, 'versions', (select count(*) from file_version o where o.item_id = f.item_id), 'facts', f.facts,
          'description', f.description, 'html', f.html, 'licence', f.licence, 'author', f.author, 'madeOn', f.made_on, 'type', v.type, 'blob', v.blob,
          'why', v.why, 'keepsPlace', v.keeps_place, 'preview', v.preview, 'width', v.width, 'height', v.height, 'pages', v.pages, 'seconds', v.seconds,
          'pictures', coalesce((select jsonb_agg(jsonb_build_object('page', p.page, 'size', p.size, 'width', p.width, 'height', p.height, 'bytes', p.bytes) order by p.page, p.size)
            from file_picture p where p.item_id = v.item_id and p.number = v.number), '[]'),
          'by', ${personColumn(sql, 'b')}, 'at', v.at)
        from file f join file_version v on v.item_id = f.item_id and v.number = f.version join person b on b.id = v.by_id where f.item_id = e.item_id) file
    from entry e join item i on i.id = e.item_id join tail t on t.item_id = e.item_id where e.item_id = ${id} and not e.removed`
}
