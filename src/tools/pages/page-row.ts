import { rowsColumn, type Sql } from '../../platform/database/connect.ts'
import type { Heading } from '../../platform/markdown/document/document.ts'
import { type DraftRow, draftColumn } from '../../spine/drafts/drafts.ts'
import { LEADING, type Linked, linksColumn } from '../../spine/items/links.ts'
import { originOf } from '../../spine/items/origin.ts'
import { type PersonRow, personColumn } from '../../spine/people/cards.ts'
import type { Site } from '../../spine/request/site.ts'
import { type CardRow, cardsOf } from './embeds.ts'
import { type GlossaryRow, glossaryColumn } from './glossary.ts'
import { type Version, versionsOf, type Wish, wishesFor } from './languages.ts'
import type { State } from './pages.ts'
import { type Led, linksOf } from './shown.ts'
import type { TemplateKey } from './templates.ts'
import { keepText, keptText } from './text-kept.ts'
import { type Backlink, leadingTo } from './titles.ts'
import { type Above, childrenOf, pagesAbove, type Twig } from './tree.ts'

export interface PageRow {
  id: number
  spaceId: number
  title: string
  lang: string
  tags: string[]
  createdAt: Date
  authorId: number
  parentId: number | null
  template: TemplateKey
  html: string
  headings: Heading[]
  words: number
  version: number
  number: number
  changedAt: Date
  changedBy: number
  state: State | null
  reviewOn: string | null
  reviewedAt: Date | null
  originalId: number | null
  originalNumber: number | null
  modseq: number
  lastNumber: number
  count: number
  /** Everybody who wrote in it, who wrote last first. */
  hands: PersonRow[] | null
  steward: PersonRow | null
  /** Whose own it is, and whether they are still of the space. */
  owner: { id: number; handle: string; name: string; picture: string | null; here: boolean } | null
  level: string
  ownLevel: string | null
  saved: number[] | null
  told: boolean
  readNumber: number | null
  pinned: { by: string; at: string } | null
  closure: { by: string; byId: number; reason: string; at: string } | null
  /** How many suggestions wait for an answer. */
  suggestions: number
  /** What leads there by its address. */
  leading: Linked[]
  /** Pages that lead there by its title. */
  byTitle: Backlink[]
  /** What it was made of. */
  origin: Linked[]
  /** The pages it lies under, from the top; those right under it. */
  above: Above[]
  below: Twig[]
  /** Where the links of its text lead. */
  links: Led[]
  versions: Version[]
  wishes: Wish[]
  glossary: GlossaryRow
  cards: CardRow[]
  published: { number: number; title: string } | null
  blocks: number[]
  draft: DraftRow | null
}

/** All that a page's own page says besides its comments, in one row. @param slug of its space */
export async function pageRow(site: Site, sql: Sql, slug: string, id: number): Promise<PageRow[]> {
  const known = keptText(site, id)
  const card = sql`${personColumn(sql, 'x')}`
  const rows = await sql<(Omit<PageRow, 'html'> & { html: string | null; mark: string })[]>`
    select i.id, i.space_id, i.title, i.lang, i.tags, i.created_at, i.author_id, p.parent_id, p.template, case when p.xmin::text || p.ctid::text is distinct from ${known?.mark ?? null} then p.html end html, p.xmin::text || p.ctid::text mark, p.headings, p.words,
      p.version, p.number, p.changed_at, p.changed_by, p.state, p.review_on::text, p.reviewed_at, p.original_id, p.original_number,
      t.modseq, t.last_number, t.count,
      (select jsonb_agg(${card} order by h.last desc, x.id) from (select author_id, max(number) last from (select author_id, number from page_revision where item_id = i.id union all select person_id, number from page_revision_hand where item_id = i.id) w group by 1) h join person x on x.id = h.author_id) hands,
      (select ${card} from page_steward s join person x on x.id = s.person_id where s.item_id = i.id) steward,
      (select ${card} || jsonb_build_object('here', owner_is_here(i.id)) from page_own o join person x on x.id = o.person_id where o.item_id = i.id) "owner",
      coalesce(w.level, 'quiet') as level, w.level own_level,
      (select array_agg(s.number) from saved s where s.item_id = i.id and s.person_id = (select me())) saved,
      exists (select from notification n where n.item_id = i.id and n.person_id = (select me()) and n.read_at is null) told,
      r.number read_number,
      (select json_build_object('by', n.name, 'at', x.at) from pin x join person n on n.id = x.person_id where x.item_id = i.id) pinned,
      (select json_build_object('by', n.name, 'byId', n.id, 'reason', c.reason, 'at', c.at) from closure c join person n on n.id = c.person_id where c.item_id = i.id) closure,
      (select count(*)::int from page_suggestion g where g.item_id = i.id and g.state = 'open') suggestions,
      ${linksColumn(sql)} leading, ${rowsColumn(sql, leadingTo(sql, id, LEADING))} by_title, ${rowsColumn(sql, originOf(sql, id))} origin,
      ${rowsColumn(sql, pagesAbove(sql, id))} above, ${rowsColumn(sql, childrenOf(sql, id))} below, ${rowsColumn(sql, linksOf(sql, id))} links,
      ${rowsColumn(sql, versionsOf(sql, id))} versions, ${rowsColumn(sql, wishesFor(sql, id))} wishes,
      ${glossaryColumn(site, sql, slug)} glossary, ${rowsColumn(sql, cardsOf(site, sql, id))} cards,
      (select json_build_object('number', u.number, 'title', u.title) from publication u where u.item_id = i.id) published,
      array(select b.blocked_id from block b where b.person_id = (select me()) order by 1) blocks,
      ${draftColumn(sql)}
    from item i join page p on p.item_id = i.id join tail t on t.item_id = i.id
    left join follow w on w.item_id = i.id and w.person_id = (select me())
    left join reading r on r.item_id = i.id and r.person_id = (select me())
    where i.id = ${id} and i.removed_at is null`
  for (const row of rows) row.html = row.html === null ? known!.html : keepText(site, id, row.mark, row.html)
  return rows as PageRow[]
}
