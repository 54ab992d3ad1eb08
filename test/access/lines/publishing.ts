import { type Line, under, within } from '../line.ts'
import type { Stage } from '../stage.ts'
import { everyone, hosts, inside, people } from '../standings.ts'

const of = '/c/:space/pages/:id'
const imports = '/c/:space/pages/imports'
const word = { licence: 'cc-by-4.0', version: 1 }

/** What nobody works on in these tests: it has ended. */
async function imported({ world, community }: Stage): Promise<string> {
  const [row] = await world.owner<[{ id: number }]>`
    insert into page_import (space_id, person_id, name, bytes, lang, there, ended_at, blob)
    select ${community.id}, ${community.host.id}, 'vault.zip', 1, 'en', 'leave', now(), null returning id`
  return `${community.path}/pages/imports/${row.id}`
}

async function published({ world, author, community }: Stage): Promise<string> {
  const { id, url } = (await author.post(`${community.path}/pages`, { title: 'Brown water', text: 'Rain.' })).json()
  await community.host.post(`${url}/publication`, word)
  await world.owner`delete from tries`
  return `/published/${id}`
}

/** Pages that come in, go out, and are published. */
export const publishing: Line[] = [
  { route: 'GET /c/:space/pages/archive.zip', at: within('/pages/archive.zip'), json: people, bare: true },
  { route: `GET ${imports}`, at: within('/pages/imports'), json: hosts },
  { route: `POST ${imports}`, at: within('/pages/imports'), file: true, json: inside(403, 403, 201), once: true },
  { route: `GET ${imports}/:number`, at: imported, json: hosts },
  { route: `POST ${imports}/:number/stopping`, at: async (stage) => `${await imported(stage)}/stopping`, json: hosts },
  { route: `POST ${imports}/:number/undoing`, at: async (stage) => `${await imported(stage)}/undoing`, json: hosts },
  // Its file is gone: that it is brought again is in carried.test.ts.
  {
    route: `POST ${imports}/:number/again`,
    at: async (stage) => `${await imported(stage)}/again`,
    json: inside(403, 403, 422),
  },
  { route: 'GET /c/:space/pages/published', at: within('/pages/published'), json: people },
  { route: `GET ${of}/publication`, at: under('/publication'), json: hosts },
  { route: `POST ${of}/publication`, at: under('/publication'), body: () => word, json: hosts },
  { route: `POST ${of}/publication/removal`, at: under('/publication/removal'), json: hosts },
  {
    route: 'GET /published/:id',
    at: published,
    json: everyone(200),
  },
  {
    route: 'GET /published/:id/files/:file/:name',
    // None is published with it: one that is, is read in publishing.test.ts.
    at: async (stage) => `${await published(stage)}/files/1/a`,
    json: everyone(404),
    bare: true,
  },
]
