import { createHash } from 'node:crypto'
import { basename, dirname } from 'node:path/posix'
import { titleKey } from '../../../../platform/markdown/document/document.ts'
import { DEEPEST } from '../../tree.ts'
import { type Leaf, nameOf } from './survey.ts'

/**
 * Folders are the tree: what lies in a folder lies under the page of its name, which is the file beside it, or `index`,
 * `README` or its name's file within; where there is none, the folder is a page without a text.
 * @param found pages by their paths @returns them and such folders, those above first, each level in its order
 */
export function inTree(found: Map<string, Leaf>): Leaf[] {
  const ofFolder = new Map<string, Leaf>()
  const leafOf = (folder: string): Leaf | undefined => {
    if (folder === '.') return undefined
    const known = ofFolder.get(folder)
    if (known) return known
    const within = [folder, `${folder}/index`, `${folder}/README`, `${folder}/${basename(folder)}`]
    const leaf = within.map((path) => found.get(`${path}.md`)).find(Boolean) ?? emptyLeaf(folder)
    if (/^(index|readme)$/i.test(leaf.title)) leaf.title = nameOf(folder)
    ofFolder.set(folder, leaf)
    found.set(leaf.path, leaf)
    leaf.under = leafOf(dirname(folder))?.path ?? null
    return leaf
  }
  for (const leaf of [...found.values()]) {
    const above = leafOf(dirname(leaf.path))
    if (above !== leaf) leaf.under = above?.path ?? null
  }
  return ordered(found)
}

function emptyLeaf(folder: string): Leaf {
  return {
    path: `${folder}/`,
    entry: undefined,
    title: nameOf(folder),
    aliases: [],
    under: null,
    order: 0,
    hash: createHash('sha256').update(folder).digest(),
    tooDeep: false,
  }
}

function ordered(found: Map<string, Leaf>): Leaf[] {
  const below = new Map<string | null, Leaf[]>()
  for (const leaf of found.values()) {
    const beside = below.get(leaf.under)
    if (beside) beside.push(leaf)
    else below.set(leaf.under, [leaf])
  }
  const natural = new Intl.Collator('en', { numeric: true })
  const titles = new Map<string, number>()
  const out: Leaf[] = []
  const visit = (under: string | null, depth: number, at: string | null) => {
    const here = below.get(under) ?? []
    here.sort((a, b) => a.order - b.order || natural.compare(a.path, b.path))
    for (const leaf of here) {
      leaf.under = at
      leaf.tooDeep = depth > DEEPEST
      leaf.title = freeTitle(leaf, titles)
      out.push(leaf)
      visit(leaf.path, depth + 1, depth >= DEEPEST ? at : leaf.path)
    }
  }
  visit(null, 1, null)
  return out
}

/**
 * Two pages of one title could not be told apart by links: the second says where it lies, the third which one it is.
 * @param titles those that are taken, each with the number that is tried next
 */
function freeTitle(leaf: Leaf, titles: Map<string, number>): string {
  const folder = dirname(leaf.path)
  const signed = (sign: string) => `${leaf.title.slice(0, 200 - sign.length)}${sign}`
  const taken = (title: string) => {
    if (titles.has(titleKey(title))) return undefined
    titles.set(titleKey(title), 2)
    return title
  }
  const plain = taken(leaf.title) ?? (folder === '.' ? undefined : taken(signed(` (${nameOf(folder).slice(0, 60)})`)))
  if (plain !== undefined) return plain
  for (let count = titles.get(titleKey(leaf.title))!; ; count++) {
    const title = taken(signed(` (${count})`))
    if (title === undefined) continue
    titles.set(titleKey(leaf.title), count + 1)
    return title
  }
}
