/** How much a site holds. Its shape is the same at every size: what is large has more of everything. */
export interface Size {
  messages: number
  items: number
  people: number
  spaces: number
  /** Conversations of the one person who has many: so many at every size, beside the messages above. */
  conversations: number
  /** The longest discussion, and where it is looked at. */
  long: number
}

export const small: Size = { messages: 10_000, items: 1000, people: 100, spaces: 5, conversations: 2000, long: 5000 }
export const large: Size = {
  messages: 1_000_000,
  items: 100_000,
  people: 10_000,
  spaces: 500,
  conversations: 2000,
  long: 5000,
}

/** The people through whose eyes it is measured, by their ids. */
export const HOST = 1
export const USUAL = 2
/** With two thousand conversations. */
export const TALKER = 3
/** In three spaces where hardly anything is said. */
export const QUIET = 4
/** How many people there are at least. */
export const KNOWN = 4

/** A word that stands in a few messages only, one that stands in most, and two that stand side by side. */
export const RARE = 'quillwort'
export const COMMON = 'river'
export const PHRASE = 'third bolt'

export const DAY = 86_400_000
/** How long people have talked. */
export const YEARS = 5 * 365 * DAY
