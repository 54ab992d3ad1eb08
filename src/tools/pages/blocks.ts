import { diffArrays } from 'diff'

/** The blocks of a Markdown text: what empty lines keep apart, but for those within fenced code. */
export function blocksOf(text: string): string[] {
  const blocks: string[] = []
  let block: string[] = []
  let fence = ''
  for (const line of text.replace(/\r\n?/g, '\n').split('\n')) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1] ?? ''
    if (fence) {
      if (mark.startsWith(fence) && line.trim() === mark) fence = ''
    } else if (mark) fence = mark
    if (line.trim() === '' && !fence) {
      if (block.length) blocks.push(block.join('\n'))
      block = []
    } else block.push(line)
  }
  if (block.length) blocks.push(block.join('\n'))
  return blocks
}

/** What became of the blocks of a text: the same, gone, come, or changed into another. */
type BlockChange =
  | { kind: 'same'; blocks: string[] }
  | { kind: 'changed'; before: string; after: string }
  | { kind: 'gone' | 'come'; text: string }

/** What two texts of tens of thousands of blocks are given to be compared; beyond it they are shown whole. */
const LONGEST_MS = 300

/**
 * What changed between two texts, block by block. What went where something else came is told as one change, so that its
 * words can be compared; undefined where finding it out takes too long.
 */
export function blockChanges(before: string, after: string): BlockChange[] | undefined {
  const found = diffArrays(blocksOf(before), blocksOf(after), { timeout: LONGEST_MS })
  if (!found) return undefined
  const changes: BlockChange[] = []
  let gone: string[] = []
  let come: string[] = []
  const tell = () => {
    const pairs = Math.min(gone.length, come.length)
    for (let i = 0; i < pairs; i++) changes.push({ kind: 'changed', before: gone[i]!, after: come[i]! })
    for (const text of gone.slice(pairs)) changes.push({ kind: 'gone', text })
    for (const text of come.slice(pairs)) changes.push({ kind: 'come', text })
    gone = []
    come = []
  }
  for (const { value, added, removed } of found) {
    if (removed) gone.push(...value)
    else if (added) come.push(...value)
    else {
      tell()
      changes.push({ kind: 'same', blocks: value })
    }
  }
  tell()
  return changes
}
