import type { Community, Person } from '../site.ts'
import type { UnnamedVisit } from './pages.ts'
import type { Stage } from './stage.ts'

/** What comes into a library and goes out of it: imports in all their states, publishing, and what anyone sees. */
export async function carriedOf(
  stage: Stage,
  host: Person,
  place: Community,
  page: { id: number; url: string },
): Promise<UnnamedVisit[]> {
  const here = `${place.path}/pages`
  const imported = async (more: Record<string, unknown>) => {
    const [row] = await stage.owner<[{ id: number }]>`insert into page_import ${stage.owner({
      space_id: place.id,
      person_id: host.id,
      name: 'Garden notes.zip',
      bytes: 4000,
      lang: 'en',
      there: 'leave',
      ...more,
    })} returning id`
    return row.id
  }
  const now = new Date()
  const going = await imported({ total: 120, done: 40 })
  const broken = await imported({ total: 0, ended_at: now, failed: 'not-a-zip' })
  const done = await imported({ total: 3, done: 3, ended_at: now })
  await stage.owner`insert into page_import_line (import_id, space_id, what, path, why, about, item_id) values
    (${done}, ${place.id}, 'made', 'Walks.md', null, '', ${page.id}),
    (${done}, ${place.id}, 'left', 'pictures/unused.png', 'not-shown', '', null),
    (${done}, ${place.id}, 'note', 'Walks.md', 'leads-nowhere', '../Gone.md', ${page.id})`
  const one = `${here}/imports`
  await host.post(`${page.url}/publication`, { version: 1, licence: 'cc-by-4.0', terms: 'Name the night walkers.' })
  const of = '/c/:space/pages/:id/publication'
  return [
    { route: '/c/:space/pages/imports', path: one, by: host },
    { route: '/c/:space/pages/imports/:number', path: `${one}/${going}`, by: host, name: 'going on' },
    { route: '/c/:space/pages/imports/:number', path: `${one}/${broken}`, by: host, name: 'broken' },
    { route: '/c/:space/pages/imports/:number', path: `${one}/${done}?what=note`, by: host, name: 'done' },
    { route: '/c/:space/pages/published', path: `${here}/published`, by: host },
    { route: of, path: `${page.url}/publication`, by: host },
    { route: '/published/:id', path: `/published/${page.id}` },
  ]
}
