/** A file that somebody gave us, and the folders in which it stood: `Trip/Day 1/a.jpg`; empty where it stood in none. */
export interface Given {
  file: File
  path: string
}

/** What systems leave in folders for themselves. */
const litter = /^(\.DS_Store|\._.*|Thumbs\.db|desktop\.ini|__MACOSX)$/i
/** No name that the shelf can have. */
const odd = /[\\\u0000-\u001f\u007f]|^\.{1,2}$|^\s*$/

/** What of it can be brought, and the names of what cannot. */
export function sorted(all: readonly Given[]): { given: Given[]; left: string[] } {
  const given: Given[] = []
  const left: string[] = []
  for (const one of all) {
    const names = one.path ? one.path.split('/') : [one.file.name]
    if (names.some((name) => litter.test(name) || odd.test(name) || name.length > 200))
      left.push(one.path || one.file.name)
    else given.push(one)
  }
  return { given, left }
}

/** What was chosen in a field, files or a folder. */
export function chosenIn(field: HTMLInputElement): Given[] {
  return [...(field.files ?? [])].map((file) => ({ file, path: file.webkitRelativePath }))
}

/** What was dropped or pasted, folders with all that is in them. It must be asked for at once: later the browser has let go of it. */
export function broughtBy(data: DataTransfer): Promise<Given[]> {
  const entries = [...data.items].flatMap((item) => (item.kind === 'file' ? [item.webkitGetAsEntry()] : []))
  const files = [...data.files]
  // Files that stand nowhere, as a picture that was copied, have no entry.
  if (!entries.length || entries.some((entry) => !entry))
    return Promise.resolve(files.map((file) => ({ file, path: '' })))
  return Promise.all(entries.map((entry) => below(entry!))).then((all) => all.flat())
}

async function below(entry: FileSystemEntry): Promise<Given[]> {
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject))
    const path = entry.fullPath.replace(/^\//, '')
    return [{ file, path: path.includes('/') ? path : '' }]
  }
  const all: Given[] = []
  for (const one of await readAll((entry as FileSystemDirectoryEntry).createReader())) all.push(...(await below(one)))
  return all
}

/** A reader gives some at a time, and none at the end. */
async function readAll(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  const all: FileSystemEntry[] = []
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (!some.length) return all
    all.push(...some)
  }
}

/** A picture from the camera or the clipboard has no name of its own: the moment names it. */
export function namedByTime({ file, path }: Given, words: string): Given {
  const [, ending] = /^image\.(\w+)$/i.exec(file.name) ?? []
  if (!ending) return { file, path }
  const now = new Date()
  const two = (n: number) => String(n).padStart(2, '0')
  const day = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
  const time = `${two(now.getHours())}.${two(now.getMinutes())}.${two(now.getSeconds())}`
  const name = `${words} ${day} ${time}.${ending}`
  return { file: new File([file], name, { type: file.type, lastModified: file.lastModified }), path }
}
