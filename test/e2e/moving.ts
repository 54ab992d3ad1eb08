import type { Community, Person } from '../site.ts'
import type { UnnamedVisit } from './pages.ts'
import type { Stage } from './stage.ts'

/** Pages that go to another place, and pages that are one person's. */
export async function movingOf(stage: Stage, host: Person, place: Community): Promise<UnnamedVisit[]> {
  const [member, left] = [await stage.person('Leila Amrani'), await stage.person('Yara Quispe')]
  for (const one of [member, left]) await stage.join(place, one)
  const other = await stage.community(host, 'Moth Counters')
  await stage.owner`update space set tools = tools || '{pages}' where id = ${other.id}`
  const write = async (by: Person, title: string, more: object = {}): Promise<{ id: number; url: string }> =>
    (await by.post(`${place.path}/pages`, { title, text: 'A white sheet.', ...more })).json()
  const sheets = await write(host, 'Moth sheets')
  await write(host, 'Lamps for moths', { under: sheets.id })
  await member.post(`${sheets.url}/messages`, { text: 'Which lamp?' })
  const asked = await write(host, 'Counting moths')
  await member.post(`${asked.url}/messages`, { text: 'How many?' })
  await host.post(`${asked.url}/moving`, { to: other.slug })
  const refused = await write(host, 'Feeding moths')
  await member.post(`${refused.url}/messages`, { text: 'With wine?' })
  await host.post(`${refused.url}/moving`, { to: other.slug })
  await member.post(`${refused.url}/moving/answer`, { yes: false })
  const log = await write(member, 'What I heard', { own: true, template: 'log' })
  const behind = await write(left, 'What I saw', { own: true, template: 'log' })
  await stage.owner`update membership set ended_at = now() where space_id = ${place.id} and person_id = ${left.id}`
  const of = '/c/:space/pages/:id'
  return [
    { route: `${of}/moving`, path: `${sheets.url}/moving`, by: host, name: 'elsewhere' },
    { route: `${of}/moving`, path: `${asked.url}/moving`, by: host, name: 'asking' },
    { route: `${of}/moving`, path: `${asked.url}/moving`, by: member, name: 'asked' },
    { route: `${of}/moving`, path: `${refused.url}/moving`, by: host, name: 'refused' },
    { route: of, path: log.url, by: host, name: 'of somebody else' },
    { route: of, path: log.url, by: member, name: 'of one’s own' },
    { route: `${of}/tending`, path: `${log.url}/tending`, by: member, name: 'of one’s own' },
    { route: `${of}/tending`, path: `${behind.url}/tending`, by: host, name: 'of somebody who left' },
    { route: '/c/:space/pages/new', path: `${place.path}/pages/new?template=log`, by: member, name: 'a log' },
  ]
}
