import type { Locale } from '../../platform/i18n.ts'
import type { Space } from '../request/ctx.ts'
import type { Site } from '../request/site.ts'
import { type Origin, originValues } from './origin.ts'

/** What a tool makes of words said elsewhere: for the menu of a message, of a whole item, and for several chosen messages. */
export interface Making {
  icon: string
  /** Of messages alone, not of a whole item. */
  ofSaid?: true
  /** On its button. */
  words(locale: Locale): string
  /** The address of its form, below that of the space; it takes `OriginFields`. */
  form: string
}

/** What the tools of a space make of words that are said there. */
export function makingsIn(site: Site, space: Pick<Space, 'tools'>): Site['makings'][number][] {
  return site.makings.filter(({ tool }) => space.tools.includes(tool))
}

/** The address of the form that makes something of what was said. @param more else in it */
export function makingUrl(
  space: Pick<Space, 'slug'>,
  { form }: Making,
  from: Pick<Origin, 'id' | 'chosen'>,
  more: Record<string, string> = {},
): string {
  const values = Object.entries({ ...originValues(from), ...more }).map(([name, value]) => [name, String(value)])
  return `/c/${space.slug}${form}?${new URLSearchParams(values)}`
}
