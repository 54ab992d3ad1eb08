import { diff3Merge } from 'node-diff3'
import { blocksOf } from './blocks.ts'

/**
 * What two people made of one text, in one: block by block, after diff3 (Khanna, Kunal and Pierce, 2007).
 * @param base what both began with
 * @returns undefined where both changed the same block, or beside it
 */
export function merged(base: string, one: string, other: string): string | undefined {
  if (one === base || one === other) return other
  if (other === base) return one
  const regions = diff3Merge(blocksOf(one), blocksOf(base), blocksOf(other), { excludeFalseConflicts: true })
  const blocks: string[] = []
  for (const { ok } of regions) {
    if (!ok) return undefined
    blocks.push(...ok)
  }
  return blocks.join('\n\n')
}
