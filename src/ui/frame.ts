import type { Locale } from '../platform/i18n.ts'
import type { Assets } from './assets.ts'

/** Someone as pages show them. */
export interface Card {
  id: number
  handle: string
  name: string
  picture?: string | null
}

/** What every page needs around its own content. A request's ctx has all of it. */
export interface Frame {
  site: {
    assets: Assets
    places: readonly FramePlace[]
    demonstration: boolean
    settings: { name: string; languages: readonly string[] }
  }
  locale: Locale
  /** With whether something concerns them that they have not read, and whether somebody wrote to them. */
  me: (Card & { news: boolean; written: boolean }) | null
  space: FrameSpace | null
  path: string
  /** When the page is made, by its reader's clock, and the site's address: said on paper. */
  now?: Date
  timeZone?: string
  home?: string
  /** The page shows what no browser may keep: not in its own memory either. */
  secret?: boolean
  theme?: string | undefined
}

/** All that an icon needs of its page. */
export interface Drawn {
  site: Pick<Frame['site'], 'assets'>
}

interface FramePlace {
  name: string
  icon: string
  path: string
  doors: readonly { path: string; tool?: string }[]
}

export interface FrameSpace {
  kind: string
  slug: string
  name: string
  /** Of a conversation: who is in it besides whoever looks. */
  others: readonly string[] | null
  hue: number
  picture: string | null
  people: number
  badges: Record<string, number>
  readers: { people: number; badges: Record<string, number> } | null
  standing: string
  tools: readonly string[]
  parent: { slug: string; name: string } | null
}
