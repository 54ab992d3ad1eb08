import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { Pool } from '../../../platform/database/connect.ts'
import type { Task } from '../../../platform/jobs.ts'
import { errorFacts } from '../../../platform/log.ts'
import type { Preview, Shown } from '../../../platform/previews/preview.ts'
import { type Previewer, previewer } from '../../../platform/previews/previews.ts'
import type { Site } from '../../../spine/request/site.ts'

/** One process for a site, whoever asks. */
const previewers = new WeakMap<Site, Previewer>()

function previewerOf(site: Site): Previewer {
  const there = previewers.get(site) ?? previewer(['blobs', 'local'].map((folder) => join(site.config.dataDir, folder)))
  previewers.set(site, there)
  return there
}

type Picture = {
  page: number
  size: string
  blob: string
  bytes: number
  width: number
  height: number
}

/** Looks at new versions of files, one after another. A version that was looked at is not looked at again. */
export function previewTasks(site: Site, jobs: Pool): Record<string, Task> {
  return {
    preview: ({ id, number }) => lookAt(site, jobs, id!, number!),
    'late-previews': async () => {
      await jobs`select late_previews()`
    },
  }
}

async function lookAt(site: Site, jobs: Pool, id: number, number: number): Promise<void> {
  const [wanted] = await jobs<{ blob: string; name: string; spaceId: number }[]>`
    select blob, name, space_id from preview_wanted(${id}, ${number})`
  if (!wanted) return
  const pictures: Picture[] = []
  const { path, done } = await site.blobs.local(wanted.blob)
  const keep = async ({ webp, ...picture }: Shown) => {
    const { hash, bytes } = await site.blobs.put(Readable.from([webp]))
    pictures.push({ ...picture, blob: hash, bytes })
  }
  try {
    const kept = (made: Preview) =>
      jobs`select keep_preview(${id}, ${number}, ${jobs.json({ ...made, blob: wanted.blob })}, ${jobs.json(made.state === 'failed' ? [] : [...pictures])})`
    const made = await previewerOf(site).make({ path, name: wanted.name }, keep)
    await kept(made).catch((error) => {
      if (!isOfValues(error)) throw error
      // What the database cannot keep today it cannot keep tomorrow: it is not looked at for ever.
      site.log.error('preview.refused', errorFacts(error))
      return kept({ type: made.type, state: 'failed', why: 'broken' })
    })
  } finally {
    await done()
  }
}

/** Whether the database refused what was said, and not that it was said now: data exceptions and broken constraints. */
function isOfValues(error: unknown): boolean {
  return /^2[23]/.test((error as { code?: string }).code ?? '')
}
