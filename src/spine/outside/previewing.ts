import type { Pool } from '../../platform/database/connect.ts'
import type { Fetcher } from '../../platform/fetching.ts'
import type { Task } from '../../platform/jobs.ts'
import type { Site } from '../request/site.ts'
import { webAddress } from './addresses.ts'
import { agentOf, fetcherOf } from './checking.ts'
import { type Head, headIn } from './head.ts'
import { markupAt } from './markup.ts'

const WITHIN_MS = 5_000

/** @param jobs a pool as `copse_jobs` */
export function previewTasks(site: Site, jobs: Pool): Record<string, Task> {
  return {
    'link-preview': async ({ id }) => {
      if (site.config.previews && !site.demonstration) await previewLink(site, jobs, fetcherOf(site), id!)
    },
  }
}

/** Looks at a page, unless that was done lately, and gives what it says to the messages that wait for it. */
export async function previewLink(site: Site, jobs: Pool, fetcher: Fetcher, id: number): Promise<void> {
  const [wanted] = await jobs<{ address: string; known: boolean }[]>`
    select address, known from link_preview_wanted(${id})`
  if (!wanted) return
  if (!wanted.known) {
    const says = await saidAt(fetcher, wanted.address, agentOf(site, 'shows what a link leads to'))
    await jobs`select keep_link_preview(${id}, ${says ? jobs.json({ ...says }) : null})`
  }
  const given = await jobs<{ itemId: number; spaceId: number; modseq: number }[]>`
    select item_id, space_id, modseq from give_link_preview(${id})`
  for (const { itemId, spaceId, modseq } of given) site.bus.publish('item', { item: itemId, space: spaceId, modseq })
}

/** What the page at an address says of itself; nothing where it has no title, or none can be had. */
async function saidAt(
  fetcher: Fetcher,
  address: string,
  agent: string,
): Promise<Record<keyof Head, string | null> | undefined> {
  // Asked without what only tells where somebody came from.
  const found = await markupAt(fetcher, webAddress(address) ?? address, { agent, within: WITHIN_MS })
  if ('trouble' in found) return undefined
  const { title, site = null, description = null, lang = null } = headIn(found.markup)
  return title ? { title, site, description, lang } : undefined
}
