import type { ChildProcess } from 'node:child_process'
import type { Pool } from '../../src/platform/database/connect.ts'
import type { Page, Setup } from '../baseline.ts'
import { cpuOf, familyOf } from '../processes.ts'
import { start, stop, told } from '../serve.ts'
import { fillFolder } from './fill.ts'
import { middle, speak, timed } from './speak.ts'
import type { Shelf } from './ways.ts'

const listed = `select e.item_id number, p.name, e.changed_at::text at, e.name html from entry e join item i on i.id = e.item_id join person p on p.id = i.author_id
  where e.space_id = (select id from space where slug = $1) and e.folder_id = $2 and not e.removed and not e.hidden order by (not e.is_folder), e.ordering, e.item_id`

interface Folder {
  owner: Pool
  personId: number
  spaceId: number
  count: number
}

/** A folder with ten thousand files: looked at, against the baseline of all pages, and changed. */
export async function measureFolder(
  shelf: Shelf,
  database: Setup['database'],
  processes: { pid: number; postmaster: number },
  { owner, personId, spaceId, count }: Folder,
  rounds: number,
): Promise<void> {
  const id = await fillFolder(owner, spaceId, personId, 'Ten thousand', count)
  await fillFolder(owner, spaceId, personId, 'Two thousand', 1999)
  await owner`analyze`
  const page = `${shelf.origin}/c/${shelf.slug}/files/${id}`
  const looks = {
    'page, HTML': { url: page, headers: { cookie: shelf.cookie, accept: 'text/html' }, sql: `${listed} limit 101` },
    'page, JSON': {
      url: page,
      headers: { cookie: shelf.cookie, accept: 'application/json' },
      sql: `${listed} limit 101`,
    },
    'PROPFIND, depth 1': {
      url: `${shelf.origin}/dav/files/${shelf.slug}/Ten%20thousand/`,
      method: 'PROPFIND',
      headers: { authorization: shelf.authorization, depth: '1' },
      sql: listed,
    },
  }
  const pages: Record<string, Page> = {}
  for (const [name, { url, sql, ...more }] of Object.entries(looks)) {
    const { bytes } = await speak(url, { ...more, keep: false })
    pages[keyOf(name)] = { sql, parameters: [shelf.slug, id], type: 'text/html', bytes }
  }
  const baseline = start('baseline', { BENCH_SETUP: JSON.stringify({ database, pages } satisfies Setup) })
  try {
    const bareAt = `http://127.0.0.1:${(await told<{ port: number }>(baseline)).port}`
    console.log(`\nA folder of ${count.toLocaleString('en')} files, one request after another, ${rounds} rounds\n`)
    console.log('| what | bytes | p50 ms | CPU ms | baseline | CPU ms | × time | × CPU |')
    console.log('| --- | --: | --: | --: | --: | --: | --: | --: |')
    for (const [name, { url, sql: _, ...more }] of Object.entries(looks))
      await compared(name, pages[keyOf(name)]!.bytes, rounds, processes.postmaster, [
        { pid: processes.pid, ask: () => speak(url, { ...more, keep: false }) },
        { pid: baseline.pid!, ask: () => speak(`${bareAt}${keyOf(name)}`, { keep: false }) },
      ])
  } finally {
    await stop(baseline as ChildProcess)
  }
  await changed(shelf, owner, id)
}

const keyOf = (name: string) => `/${name.replace(/\W+/g, '-')}`
const TIMES = 5

async function compared(
  name: string,
  bytes: number,
  rounds: number,
  postmaster: number,
  sides: { pid: number; ask: () => Promise<unknown> }[],
): Promise<void> {
  const times: number[][] = sides.map(() => [])
  const cpu: number[] = sides.map(() => 0)
  for (const { ask } of sides) for (let i = 0; i < TIMES; i++) await ask()
  for (let round = 0; round < rounds; round++)
    for (const [side, { pid, ask }] of sides.entries()) {
      const all = () => cpuOf([pid, ...familyOf(postmaster)])
      const before = all()
      for (let i = 0; i < TIMES; i++) times[side]!.push(await timed(ask))
      cpu[side]! += (all() - before) / (rounds * TIMES)
    }
  const [ours, theirs] = [middle(times[0]!), middle(times[1]!)]
  console.log(
    `| ${name} | ${bytes.toLocaleString('en')} | ${ours.toFixed(1)} | ${cpu[0]!.toFixed(1)} | ${theirs.toFixed(1)} | ${cpu[1]!.toFixed(1)} | **${(theirs / ours).toFixed(2)}** | ${(cpu[1]! / cpu[0]!).toFixed(2)} |`,
  )
}

/** What is done with such a folder as a whole, once each. */
async function changed({ origin, slug, cookie }: Shelf, owner: Pool, id: number): Promise<void> {
  const shelf = `${origin}/c/${slug}/files`
  const post = (path: string, body: object) =>
    speak(`${shelf}/${path}`, {
      method: 'POST',
      headers: { cookie, origin, accept: 'application/json', 'content-type': 'application/json' },
      body: [Buffer.from(JSON.stringify(body))],
    })
  const other = (JSON.parse((await post('folders', { name: 'Other' })).text) as { id: number }).id
  const [two] = await owner<[{ id: number }]>`select item_id id from entry where name = 'Two thousand'`
  const steps: [string, () => Promise<unknown>][] = [
    ['rename', () => post(`${id}/edit`, { name: 'Renamed' })],
    ['rename, so that it is hidden', () => post(`${id}/edit`, { name: '.hidden' })],
    ['rename, so that it is shown', () => post(`${id}/edit`, { name: 'Shown' })],
    ['move', () => post('moving', { entries: [id], folder: other })],
    ['take away', () => post('removal', { entries: [id] })],
    ['bring back', () => post('restoration', { entries: [id] })],
    ['copy one of 1,999', () => post('moving', { entries: [two.id], folder: 0, copy: true })],
    ['take away again', () => post('removal', { entries: [id] })],
    [
      'empty the trash, 500 at a time',
      async () => {
        await owner`update item set removed_at = now() - interval '31 days' where removed_at is not null`
        for (let left = true; left; ) left = (await owner<[{ gone: number }]>`select sweep_shelf() gone`)[0].gone > 0
      },
    ],
  ]
  console.log('\n| with the folder as a whole, once each | ms |\n| --- | --: |')
  for (const [name, step] of steps) console.log(`| ${name} | ${(await timed(step)).toFixed(0)} |`)
}
