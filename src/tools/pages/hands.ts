import type { Ctx } from '../../spine/request/ctx.ts'
import { blocksOf } from './blocks.ts'
import type { Page } from './pages.ts'
import { type KeptRevision, revisionsWith } from './revisions.ts'

/** How far back it is looked for who wrote something, in revisions. */
const FARTHEST = 200

export interface Hand {
  text: string
  revision: KeptRevision
}

/**
 * Who wrote each block of a page: the author of the first revision in which it stands as it stands now. Looks back through
 * the last two hundred revisions; what is older belongs to the oldest of them.
 */
export async function handsIn(ctx: Ctx, page: Page): Promise<{ parts: Hand[]; complete: boolean }> {
  const oldest = Math.max(1, page.number - FARTHEST + 1)
  const numbers = Array.from({ length: page.number - oldest + 1 }, (_, i) => oldest + i)
  const revisions = await revisionsWith(ctx, page.id, numbers)
  let standing = new Map<string, KeptRevision>()
  for (const revision of revisions) {
    const next = new Map<string, KeptRevision>()
    for (const block of blocksOf(revision.text)) next.set(block, standing.get(block) ?? revision)
    standing = next
  }
  const parts = blocksOf(page.text).map((text) => ({ text, revision: standing.get(text) ?? revisions.at(-1)! }))
  return { parts: joined(parts), complete: oldest === 1 }
}

/** Neighbouring blocks of one revision are one part. */
function joined(parts: Hand[]): Hand[] {
  const result: Hand[] = []
  for (const part of parts) {
    const last = result.at(-1)
    if (last?.revision.number === part.revision.number) last.text += `\n\n${part.text}`
    else result.push({ ...part })
  }
  return result
}
