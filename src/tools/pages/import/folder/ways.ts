import { basename } from 'node:path/posix'
import { titleKey } from '../../../../platform/markdown/document/document.ts'
import type { Ways } from './links.ts'
import type { Leaf, Survey } from './survey.ts'

/** How links find pages and files of a folder: by path, by title and other titles, by the name of the file. */
export function waysIn({ leaves, files }: Pick<Survey, 'leaves' | 'files'>, own: boolean): Ways {
  const byPath = new Map(leaves.map((leaf) => [plain(leaf.path).toLowerCase(), leaf]))
  const byName = new Map<string, Leaf>()
  const add = (name: string, leaf: Leaf) => {
    if (!byName.has(titleKey(name))) byName.set(titleKey(name), leaf)
  }
  for (const leaf of leaves) add(leaf.title, leaf)
  for (const leaf of leaves) for (const alias of leaf.aliases) add(alias, leaf)
  for (const leaf of leaves) add(bare(plain(leaf.path)), leaf)
  for (const leaf of leaves) add(bare(basename(leaf.path)), leaf)
  const byFileName = new Map([...files.keys()].map((path) => [basename(path).toLowerCase(), path]))
  const at = (path: string) => byPath.get(path.toLowerCase()) ?? byPath.get(`${path.toLowerCase()}.md`)
  return {
    own,
    page(path) {
      const leaf = at(path)
      return leaf && { title: leaf.title, known: (title) => byName.get(titleKey(title)) === leaf }
    },
    named: (name) => byName.get(titleKey(bare(name))) ?? byName.get(titleKey(name)) ?? at(name),
    file: (path) => (files.has(path) ? path : path.includes('/') ? undefined : byFileName.get(path.toLowerCase())),
  }
}

function plain(path: string): string {
  return path.replace(/\/$/, '')
}

function bare(path: string): string {
  return path.replace(/\.(md|markdown|mdown|mkd)$/i, '')
}
