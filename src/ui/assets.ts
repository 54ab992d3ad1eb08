import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The addresses of the built files, each with the hash of what it holds. */
export interface Assets {
  css: string
  /** What only the library needs: its reading and its editor. */
  library: string
  /** What only the calendar needs: its month, its weeks, its forms. */
  calendar: string
  /** What only rooms need: close lines, and a place to write that stays. */
  rooms: string
  /** What only a few pages need, most of them of settings: keys, feeds, how one hears, how the site is. */
  settings: string
  js: string
  icons: string
  /** The ornament of a few pages, apart: all others are without it. */
  rings: string
  /** Icons of files: for pages of the shelf alone. */
  shelf: string
  favicon: string
}

/** Reads what the build made. @throws when there was no build */
export function assetsIn(folder: string): Assets {
  try {
    return JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))
  } catch (error) {
    throw new Error('The pages have not been built. Run: npm run build', { cause: error })
  }
}
