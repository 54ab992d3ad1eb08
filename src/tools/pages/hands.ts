import { setImmediate as breathe } from 'node:timers/promises'
import type { Ctx } from '../../spine/request/ctx.ts'
import { blocksOf } from './blocks.ts'
import type { Page } from './pages.ts'
import { type KeptRevision, revisionsWith } from './revisions.ts'

/** How far back it is looked for who wrote something: in revisions, and in characters of their texts together. */
const FARTHEST = 200
const MOST_CHARACTERS = 6_000_000
/** How many texts are in memory at once, and how many characters: none but these, whatever the page's past is. */
const BATCH = 20
const BATCH_CHARACTERS = 1_200_000
/** How long a part of the answer is, in characters. */
const LISTED = 60_000

/** Who kept a revision, without what it says. */
export type Hand = Omit<KeptRevision, 'text'>

export interface Part {
  text: string
  revision: Hand
}

export interface Hands {
  parts: Part[]
  /** Where the parts go on, as a number of blocks; null: these were the last. */
  next: number | null
  /** How many revisions were looked at; all there are, if it is complete. */
  looked: number
  complete: boolean
}

/**
 * Who wrote each block of a page: the author of the first revision since which it stands as it stands now. Goes back from
 * the last revision, some texts at a time, until all blocks are known, or far enough; what is older belongs to the oldest
 * revision that was looked at.
 * @param from the block with which the part of the page begins that is asked for
 */
export async function handsIn(ctx: Ctx, page: Page, from = 0): Promise<Hands> {
  const blocks = blocksOf(page.text)
  const [asked, next] = partOf(blocks, from)
  const open = new Set(asked)
  const wrote = new Map<string, Hand>()
  let last: Hand | undefined
  let looked = 0
  let complete = true
  const back = await goBack(ctx, page)
  for (const numbers of back.batches) {
    if (!open.size) break
    for (const { text, ...revision } of (await revisionsWith(ctx, page.id, numbers)).reverse()) {
      if (!open.size) break
      const here = new Set(blocksOf(text))
      // What was not there yet was written in the revision after.
      for (const block of open)
        if (!here.has(block)) {
          wrote.set(block, last ?? revision)
          open.delete(block)
        }
      last = revision
      looked++
      // Others wait while it is compared.
      await breathe()
    }
  }
  if (open.size) complete = back.complete
  const parts = asked.map((text) => ({ text, revision: wrote.get(text) ?? last! }))
  return { parts: last ? joined(parts) : [], next, looked, complete }
}

/** The blocks of one answer, and where the next one begins. */
function partOf(blocks: readonly string[], from: number): [string[], number | null] {
  let characters = 0
  let to = from
  while (to < blocks.length && (to === from || characters + blocks[to]!.length <= LISTED))
    characters += blocks[to++]!.length
  return [blocks.slice(from, to), to < blocks.length ? to : null]
}

/** The numbers of the revisions to be looked at, the newest first, in batches that fit into memory. Their lengths are known without reading them. */
async function goBack(ctx: Ctx, page: Page): Promise<{ batches: number[][]; complete: boolean }> {
  const rows = await ctx.sql<{ number: number; bytes: number }[]>`
    select number, octet_length(text) bytes from page_revision where item_id = ${page.id} order by number desc limit ${FARTHEST + 1}`
  const batches: number[][] = []
  let all = 0
  let inBatch = 0
  for (const [nth, { number, bytes }] of rows.entries()) {
    // The last two are looked at, however long they are.
    if (nth === FARTHEST || (nth > 1 && all + bytes > MOST_CHARACTERS)) return { batches, complete: false }
    const batch = batches.at(-1)
    if (batch && batch.length < BATCH && inBatch + bytes <= BATCH_CHARACTERS) batch.push(number)
    else {
      batches.push([number])
      inBatch = 0
    }
    all += bytes
    inBatch += bytes
  }
  return { batches, complete: true }
}

/** Neighbouring blocks of one revision are one part. */
function joined(parts: Part[]): Part[] {
  const result: Part[] = []
  for (const part of parts) {
    const last = result.at(-1)
    if (last?.revision.number === part.revision.number) last.text += `\n\n${part.text}`
    else result.push({ ...part })
  }
  return result
}
