import { type PersonRow, personColumn } from '../../spine/people/cards.ts'
import { type Ctx, meOf } from '../../spine/request/ctx.ts'

/** Whoever goes on within this time goes on with the same revision. */
const SITTING_MINUTES = 60

export interface Said {
  title: string
  lang: string
  tags: string[]
  text: string
  why: string
  name?: string | undefined
  /** Begins a revision of its own, whoever wrote last. */
  apart?: boolean | undefined
  /** The page's version that says so. */
  version: number
  /** Who wrote in it besides whoever keeps it. */
  others?: number[] | undefined
}

/**
 * Keeps what a page says now: as a new revision, or in the last one where the same person goes on with it in one sitting.
 * A revision with a name is never written over.
 * @returns whether it is a new one
 */
export async function reviseTo(
  ctx: Ctx,
  page: { id: number; spaceId: number },
  said: Said,
  { by, at }: { by: number; at: Date } = { by: meOf(ctx).id, at: ctx.now },
): Promise<boolean> {
  const { sql } = ctx
  const { title, lang, tags, text, name = null, version } = said
  const why = said.why.trim().slice(0, 300)
  const same = await sql`
    update page_revision r set title = ${title}, lang = ${lang}, tags = ${tags}, text = ${text}, at = ${at}, name = ${name}, version = ${version},
      why = case when ${why} = '' then r.why when r.why = '' then ${why} else left(r.why || ' · ' || ${why}, 300) end
    where r.item_id = ${page.id} and r.number = (select max(number) from page_revision where item_id = ${page.id})
      and r.author_id = ${by} and r.name is null and ${!said.apart} and r.at > ${at}::timestamptz - ${SITTING_MINUTES} * interval '1 minute' and r.at <= ${at}::timestamptz + interval '1 minute'
      and ${why === '' || sql`(r.why = '' or r.why = ${why})`} returning number`
  if (same.length) await namesKept(ctx, page, same[0]!.number as number, said.others)
  if (same.length) return false
  const [made] = await sql<[{ number: number }]>`
    with made as (
      insert into page_revision (item_id, space_id, number, author_id, began_at, at, why, name, title, lang, tags, text, version)
      select ${page.id}, ${page.spaceId}, coalesce(max(number), 0) + 1, ${by}, ${at}, ${at}, ${why}, ${name}, ${title}, ${lang}, ${tags}, ${text}, ${version}
      from page_revision where item_id = ${page.id} returning number)
    update page set number = made.number from made where item_id = ${page.id} returning made.number`
  await namesKept(ctx, page, made.number, said.others)
  return true
}

/** Who wrote in a revision besides its author. */
async function namesKept(ctx: Ctx, page: { id: number; spaceId: number }, number: number, others: number[] = []) {
  if (!others.length) return
  await ctx.sql`
    insert into page_revision_hand (item_id, number, person_id, space_id)
    select ${page.id}, ${number}, p, ${page.spaceId} from unnest(${others}::bigint[]) p on conflict do nothing`
}

/** What the page said as of a version; undefined, where the same sitting wrote over it. */
export async function textAt(ctx: Ctx, id: number, version: number): Promise<string | undefined> {
  const [row] = await ctx.sql<{ text: string }[]>`
    select text from page_revision where item_id = ${id} and version = ${version} order by number desc limit 1`
  return row?.text
}

export interface Revision {
  number: number
  authorId: number
  handle: string
  author: string
  picture: string | null
  beganAt: Date
  at: Date
  why: string
  name: string | null
  title: string
  words: number
  /** Words of the one before it. */
  wordsBefore: number | null
  /** Who wrote in it besides its author. */
  others: PersonRow[] | null
}

/** How many revisions a page of the history lists. */
export const REVISIONS = 30

/** The revisions of a page, newest first: one more than a page lists, below a number. */
export function revisionsOf(ctx: Ctx, id: number, below: number): Promise<Revision[]> {
  return ctx.sql<Revision[]>`
    select r.number, r.author_id, x.handle::text, x.name author, x.picture, r.began_at, r.at, r.why, r.name, r.title, r.words,
      (select b.words from page_revision b where b.item_id = r.item_id and b.number = r.number - 1) words_before,
      ${othersOf(ctx)}
    from page_revision r join person x on x.id = r.author_id
    where r.item_id = ${id} and r.number < ${below} order by r.number desc limit ${REVISIONS + 1}`
}

export interface KeptRevision extends Revision {
  lang: string
  tags: string[]
  text: string
}

/** These revisions with what they say, by number. */
export function revisionsWith(ctx: Ctx, id: number, numbers: number[]): Promise<KeptRevision[]> {
  return ctx.sql<KeptRevision[]>`
    select r.number, r.author_id, x.handle::text, x.name author, x.picture, r.began_at, r.at, r.why, r.name, r.title, r.lang, r.tags, r.text, r.words,
      null::int words_before, ${othersOf(ctx)}
    from page_revision r join person x on x.id = r.author_id
    where r.item_id = ${id} and r.number = any(${numbers}::int[]) order by r.number`
}

const othersOf = ({ sql }: Ctx) => sql`(
  select jsonb_agg(${personColumn(sql, 'o')} order by o.id)
  from page_revision_hand h join person o on o.id = h.person_id where h.item_id = r.item_id and h.number = r.number) others`
