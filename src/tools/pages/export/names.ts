import { withoutUnseen } from '../../../platform/unseen.ts'

const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)$/i
const LONGEST = 60

/** A name that every system takes for a file or folder, and that no link breaks at. */
export function fileName(title: string): string {
  const plain = withoutUnseen(title)
    .normalize('NFC')
    .replace(/[<>:"/\\|?*#^[\]]+/g, ' ')
    .replace(/\s+/g, ' ')
  const short = [...plain]
    .slice(0, LONGEST)
    .join('')
    .replace(/^[. ]+|[. ]+$/g, '')
  if (!short) return 'page'
  return RESERVED.test(short.split('.')[0]!) ? `_${short}` : short
}

/** Names of one folder, none the same as another: also where a system takes upper and lower case for one. */
export class Names {
  private taken: Set<string>
  /** The next number of each name, so that a thousand of one name are not tried a million times. */
  private next = new Map<string, number>()

  constructor(...taken: string[]) {
    this.taken = new Set(taken.map(keyOf))
  }

  take(name: string, extension = ''): string {
    for (let count = this.next.get(keyOf(name)) ?? 1; ; count++) {
      const tried = count === 1 ? name : `${name} ${count}`
      if (this.taken.has(keyOf(tried))) continue
      this.taken.add(keyOf(tried))
      this.next.set(keyOf(name), count + 1)
      return tried + extension
    }
  }
}

function keyOf(name: string): string {
  return name.normalize('NFKC').toLowerCase()
}

/** A page as far as its place in a folder needs it. */
export interface Placed {
  id: number
  parentId: number | null
  title: string
}

/** The path of each page: its file beside the folder of what lies under it. @param pages those above first, each level in its order */
export function pathsOf(pages: readonly Placed[]): Map<number, string> {
  const folders = new Map<number | null, { path: string; names: Names }>()
  folders.set(null, { path: '', names: new Names('README', 'files') })
  const paths = new Map<number, string>()
  for (const { id, parentId, title } of pages) {
    const folder = folders.get(parentId) ?? folders.get(null)!
    const name = folder.names.take(fileName(title))
    paths.set(id, `${folder.path}${name}.md`)
    folders.set(id, { path: `${folder.path}${name}/`, names: new Names() })
  }
  return paths
}
