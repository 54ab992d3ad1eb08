import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Who asked to be forgotten: one line a person, id and moment. It outlives every backup, so that no restore brings them back. */
export const ERASED = 'erased'

/** The lists of several places as one, the ids in the order of the lists. */
export async function erasedLines(...folders: string[]): Promise<{ ids: number[]; text: string }> {
  const lines = new Map<number, string>()
  for (const folder of folders) {
    const text = await readFile(join(folder, ERASED), 'utf8').catch(() => '')
    for (const line of text.split('\n')) {
      const id = Number(/^(\d{1,15})(\s|$)/.exec(line)?.[1])
      if (id && !lines.has(id)) lines.set(id, line)
    }
  }
  return { ids: [...lines.keys()], text: [...lines.values()].map((line) => `${line}\n`).join('') }
}
