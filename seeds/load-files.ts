import { join } from 'node:path'
import { Readable } from 'node:stream'
import { backstage } from '../src/spine/request/backstage.ts'
import { type Ctx, spaceOf } from '../src/spine/request/ctx.ts'
import type { Site } from '../src/spine/request/site.ts'
import {
  addVersion,
  describeFile,
  entryAt,
  fileById,
  keepFile,
  keepShelfFiles,
  makeFolder,
  removeEntry,
} from '../src/tools/files/index.ts'
import { type Loading, loadMessage } from './load.ts'
import type { SeedFile } from './types.ts'

const SPACE = 'river-keepers'

/** Puts files on the shelf, as people did, with the folders that they need. */
export async function loadFiles(site: Site, files: SeedFile[], loading: Loading): Promise<void> {
  await backstage(site, loading.people.get('ada')!, SPACE, async (ctx) => {
    await ctx.sql`update space set tools = tools || '{files}' where id = ${spaceOf(ctx).id}`
  })
  for (const file of [...files].sort((a, b) => a.at.localeCompare(b.at))) await loadFile(site, file, loading)
}

async function loadFile(site: Site, seed: SeedFile, { people, moved, ...loading }: Loading): Promise<void> {
  const way = seed.path.split('/')
  const name = way.pop()!
  const backdated = (it: { by: string; at: string }) => ({ authorId: people.get(it.by)!, at: moved(it.at) })
  const seeds = join(loading.pictures, '..')
  const upload = await brought(site, name, await seed.make(seeds))
  await backstage(site, people.get('ada')!, SPACE, async (ctx) => {
    const folderId = await folderOf(ctx, way, backdated(seed))
    const { file } = await keepFile(ctx, { folderId, name, upload, lang: seed.lang, taken: 'refuse' }, backdated(seed))
    for (const version of seed.versions ?? []) {
      const again = await brought(site, name, await version.make(seeds))
      await addVersion(ctx, await fileById(ctx, file.id), again, version.why, backdated(version))
    }
    const { description = '', tags, licence = '', author = '', madeOn = '' } = seed
    const told = { name, description, tags, lang: seed.lang ?? 'en', licence, author, madeOn }
    const now = { ...ctx, now: moved(seed.versions?.at(-1)?.at ?? seed.at) }
    await describeFile(now, await fileById(ctx, file.id), told, 1)
    const under = { id: file.id, spaceId: file.spaceId, kind: 'file' }
    for (const message of seed.comments ?? [])
      await loadMessage(ctx, under, { lang: 'en' }, message, { people, moved, ...loading })
  })
  if (!seed.removed) return
  const { by, at } = seed.removed
  await backstage(site, people.get(by)!, SPACE, async (ctx) =>
    removeEntry({ ...ctx, now: moved(at) }, (await entryAt(ctx, [...way, name]))!),
  )
}

async function brought(site: Site, name: string, bytes: Buffer) {
  const kept = await site.blobs.put(Readable.from([bytes]))
  const [upload] = await keepShelfFiles(site, [{ field: 'files', name, type: '', ...kept }])
  return upload!
}

/** The folder at the end of a way, made by who needs it first. */
async function folderOf(ctx: Ctx, way: string[], by: { authorId: number; at: Date }): Promise<number | null> {
  let id: number | null = null
  for (const [i, name] of way.entries())
    id = ((await entryAt(ctx, way.slice(0, i + 1))) ?? (await makeFolder(ctx, id, name, by))).id
  return id
}
