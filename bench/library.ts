import { world } from '../seeds/world.ts'
import type { Pool } from '../src/platform/database/connect.ts'
import { type DocumentWords, renderDocument, titleKey } from '../src/platform/markdown/document/document.ts'
import { idSlug } from '../src/spine/slug.ts'

/** How many pages the library has. */
const PAGES = 300

const named = ['note', 'tip', 'important', 'warning', 'caution', 'done', 'open', 'footnotes', 'back']
const words = Object.fromEntries(named.map((name) => [name, name])) as DocumentWords

/**
 * Fills a community with pages in the words of the demonstration, straight into the tables: ten on top, the others below,
 * each with three revisions. The first has as much text as a long article (about 38 kB of HTML).
 * Beside them a bare table, for what saving is compared with.
 * @returns where the long one is, below the site's address, and what it says
 */
export async function makeLibrary(
  owner: Pool,
  people: number[],
  space: { id: number; slug: string },
): Promise<{ id: number; path: string; title: string; text: string }> {
  const long = world.pages
    .map(({ text }) => text)
    .join('\n\n')
    .slice(0, 26_000)
  const pages = [...Array(PAGES).keys()].map((nth) => {
    const seed = world.pages[nth % world.pages.length]!
    const text = nth === 0 ? long : seed.text
    const { html, headings, pageLinks } = renderDocument(text, words)
    const links = [...pageLinks].map(([key, title]) => ({ key, title }))
    const title = nth < world.pages.length ? seed.title : `${seed.title}, ${nth + 1}`
    const author = people[nth % people.length]!
    return {
      nth,
      title,
      key: titleKey(title),
      lang: seed.lang,
      tags: seed.tags ?? [],
      text,
      html,
      headings,
      links,
      author,
    }
  })
  const ids = new Map<number, number>()
  for (const page of pages) {
    const [item] = await owner<[{ id: number }]>`
      insert into item (space_id, kind, author_id, title, lang, tags) values (${space.id}, 'page', ${page.author}, ${page.title}, ${page.lang}, ${page.tags}) returning id`
    ids.set(page.nth, item.id)
    await owner`insert into tail (item_id, space_id, kind, last_number, modseq, count, last_at, last_by, faces)
      values (${item.id}, ${space.id}, 'page', 0, 1, 0, now(), ${page.author}, '{}')`
    await owner`
      insert into page (item_id, space_id, parent_id, place, text, html, headings, number, changed_by)
      values (${item.id}, ${space.id}, ${page.nth < 10 ? null : ids.get(page.nth % 10)!}, ${page.nth}, ${page.text}, ${page.html}, ${owner.json(page.headings as never)}, 3, ${page.author})`
    await owner`insert into page_name (space_id, key, item_id) values (${space.id}, ${page.key}, ${item.id}) on conflict do nothing`
    await owner`insert into page_link (item_id, space_id, key, title)
      select ${item.id}, ${space.id}, key, title from jsonb_to_recordset(${owner.json(page.links)}) as l (key text, title text)`
    for (const number of [1, 2, 3])
      await owner`insert into page_revision (item_id, space_id, number, author_id, title, lang, text)
        values (${item.id}, ${space.id}, ${number}, ${people[(page.nth + number) % people.length]!}, ${page.title}, ${page.lang}, ${page.text})`
  }
  await owner`create table bench_page as select item_id, text, now() at from page where item_id = ${ids.get(0)!}`
  await owner`alter table bench_page add primary key (item_id)`
  await owner`create table bench_past as select item_id, text from bench_page where false`
  const { title, text } = pages[0]!
  return { title, text, id: ids.get(0)!, path: `/c/${space.slug}/pages/${idSlug(ids.get(0)!, pages[0]!.title)}` }
}
