import { readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { writeWhole } from './whole.ts'

/** Who asked to be forgotten: one line a person. It outlives every backup, so that no restore brings them back. */
export const ERASED = 'erased'

export interface Erased {
  id: number
  /** The moment, ISO. */
  at: string
  /** Their words stay, without their name. */
  leaveWords: boolean
}

/** @param text lines `<id> <date>[ words-left]`; what is no such line is left out */
export function parseErased(text: string): Erased[] {
  return text.split('\n').flatMap((line) => {
    const [, id, at, words] = /^(\d{1,15}) (\S+)( words-left)?\s*$/.exec(line) ?? []
    return id && at && Number(id) ? [{ id: Number(id), at, leaveWords: words !== undefined }] : []
  })
}

export const lineOf = ({ id, at, leaveWords }: Erased) => `${id} ${at}${leaveWords ? ' words-left' : ''}\n`

/**
 * The list in a file; none where there is no file.
 * @throws when there is one that cannot be read: to take it for none would bring people back
 */
export async function erasedPeople(file: string): Promise<Erased[]> {
  try {
    return parseErased(await readFile(file, 'utf8'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

/** Several lists as one, each person once. Where one list says that words stay and another does not, they go. */
export function joined(...lists: Erased[][]): Erased[] {
  const people = new Map<number, Erased>()
  for (const one of lists.flat()) {
    const known = people.get(one.id)
    if (!known || (known.leaveWords && !one.leaveWords)) people.set(one.id, { ...one, at: known?.at ?? one.at })
  }
  return [...people.values()]
}

/** Puts a list in place of the one that lies in a folder, all of it or nothing. */
export async function layErased(folder: string, people: Erased[]): Promise<void> {
  const fresh = join(folder, `${ERASED}.${process.pid}`)
  await writeWhole(fresh, Buffer.from(people.map(lineOf).join('')))
  await rename(fresh, join(folder, ERASED))
}
