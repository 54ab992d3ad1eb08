import { type Ctx, meOf } from '../request/ctx.ts'

/** How many things a page of what one keeps shows. */
export const SAVED_PAGE = 30

/** Keeps an item (number 0) or one of its messages for later, with a note; keeping it again changes the note. */
export async function save(ctx: Ctx, itemId: number, number: number, note?: string): Promise<void> {
  await ctx.sql`insert into saved as s (person_id, item_id, number, note, at)
    values (${meOf(ctx).id}, ${itemId}, ${number}, ${plainNote(note ?? '')}, ${ctx.now})
    on conflict (person_id, item_id, number) do update set note = ${note === undefined ? ctx.sql`s.note` : plainNote(note)}`
}

export async function unsave(ctx: Ctx, itemId: number, number: number): Promise<void> {
  await ctx.sql`delete from saved where person_id = ${meOf(ctx).id} and item_id = ${itemId} and number = ${number}`
}

function plainNote(note: string): string {
  return note.replace(/\s+/g, ' ').trim().slice(0, 500)
}

export interface SavedRow {
  itemId: number
  number: number
  kind: string
  title: string
  lang: string
  note: string
  at: Date
  slug: string
  space: string
  authorId: number
  handle: string
  name: string
  picture: string | null
  html: string | null
  htmlLang: string | null
  saidAt: Date
}

/**
 * What one keeps, newest first, at most one more than a page. Row security leaves out what one may no longer read; what
 * was removed is left out too.
 */
export function savedOf(ctx: Ctx, before?: { at: string; itemId: number; number: number }): Promise<SavedRow[]> {
  const { sql } = ctx
  return sql<SavedRow[]>`
    select v.item_id, v.number, i.kind, coalesce(called(s.id), i.title) title, i.lang, v.note, v.at, s.slug::text, coalesce(called(s.id), s.name) space,
      p.id author_id, p.handle::text, case when v.number > 0 and m.through is not null then m.through || ' (' || p.name || ')' else p.name end as name, p.picture, left(m.html, 2000) html, m.lang html_lang, coalesce(m.created_at, i.created_at) said_at
    from saved v join item i on i.id = v.item_id and i.removed_at is null join space s on s.id = i.space_id
    left join message m on m.item_id = v.item_id and m.number = greatest(v.number, 1) and m.removed_at is null
    join person p on p.id = case when v.number = 0 then i.author_id else m.author_id end
    where v.person_id = (select me())
      ${before ? sql`and (v.at, v.item_id, v.number) < (${before.at}::timestamptz, ${before.itemId}::bigint, ${before.number}::int)` : sql``}
    order by v.at desc, v.item_id desc, v.number desc limit ${SAVED_PAGE + 1}`
}
