import type { Ctx } from '../request/ctx.ts'
import type { Site } from '../request/site.ts'

/** A draft with where it was begun, as far as its writer may still go there. */
interface DraftPlace {
  place: string
  kind: 'new' | 'reply' | 'edit'
  title: string
  lang: string
  text: string
  at: Date
  /** Where to go on; null when that is gone, or no longer open to them. */
  url: string | null
  community: string | null
}

interface Row {
  place: string
  fields: Record<string, string>
  at: Date
  itemId: number | null
  kind: string | null
  title: string | null
  lang: string | null
  number: number | null
  slug: string | null
  space: string | null
}

/**
 * What one has begun to write, newest first. Row security decides what of it is still there: an item that was removed, or
 * a community one has left, leaves the words and no address.
 * @param only one place alone
 */
export async function draftPlaces(ctx: Ctx, only?: string): Promise<DraftPlace[]> {
  const { sql } = ctx
  const rows = await sql<Row[]>`
    select d.place, d.fields, d.at, i.id item_id, i.kind, coalesce(called(s.id), i.title) title, i.lang, m.number, s.slug::text, coalesce(called(s.id), s.name) space
    from (select *, split_part(place, ':', 1) what, split_part(place, ':', 2)::bigint id from draft where person_id = (select me())) d
    left join message m on d.what in ('edit', 'thread') and m.id = d.id and m.removed_at is null
    left join item i on i.id = case d.what when 'item' then d.id when 'text' then d.id when 'edit' then m.item_id when 'thread' then m.item_id end and i.removed_at is null
    left join space s on s.id = case when d.what like 'new%' then d.id else i.space_id end
    where ${only === undefined ? sql`true` : sql`d.place = ${only}`} order by d.at desc, d.place limit 200`
  return rows.map((row) => presentDraft(ctx.site, row))
}

function presentDraft(site: Site, row: Row): DraftPlace {
  const what = row.place.split(':')[0]!
  const isNew = what.startsWith('new')
  return {
    place: row.place,
    kind: isNew ? 'new' : what === 'edit' || what === 'text' ? 'edit' : 'reply',
    title: (isNew ? row.fields.title : row.title) ?? '',
    lang: row.fields.lang ?? row.lang ?? '',
    text: row.fields.text ?? '',
    at: row.at,
    url: addressOf(site, row),
    community: row.space,
  }
}

function addressOf(site: Site, row: Row): string | null {
  if (!row.slug) return null
  const begun = /^new(?:-([a-z]+))?:/.exec(row.place)
  if (begun) return `/c/${row.slug}${site.beginPath(begun[1])}`
  const item = `/c/${row.slug}${site.itemPath(row.kind!, row.itemId!, row.title!)}`
  if (row.place.startsWith('text:')) return `${item}/edit`
  if (row.place.startsWith('thread:')) return row.number ? `${item}/threads/${row.number}#reply` : null
  return row.number ? `${item}/messages/${row.number}/edit` : `${item}#reply`
}
