/** An address that names nothing we could have: what is wrong with it stays ours. */
export class NoAddress extends Error {}

/**
 * Reads the path of an address as it stands in the first line of a request. Programs write names in any way: composed or not, with
 * more escapes than needed or fewer.
 * @returns its names, and whether it ends like a folder's @throws NoAddress
 */
export function pathOf(url: string): { names: string[]; folder: boolean } {
  // A fragment has no place in a request; taking it for nothing would take away the folder before it.
  if (url.includes('#')) throw new NoAddress('fragment')
  const path = url.split('?', 1)[0]!
  const names = path
    .split('/')
    .filter((part) => part !== '')
    .map(nameIn)
  return { names, folder: path.endsWith('/') }
}

/** One part of a path. Whatever would lead elsewhere, once it is read, leads nowhere. */
function nameIn(part: string): string {
  let name: string
  try {
    name = decodeURIComponent(part).normalize('NFC')
  } catch {
    throw new NoAddress('escapes')
  }
  if (name === '.' || name === '..' || /[/\\\u0000-\u001f\u007f]/.test(name)) throw new NoAddress('name')
  return name
}

/** A name in an address. `'` and the like may stand there, but some programs compare what they escaped themselves. */
export function escaped(name: string): string {
  return encodeURIComponent(name).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
}
