/** How much a library holds. Its shape is the same at every size. */
export interface LibrarySize {
  pages: number
  /** How many pages lead to the one that everybody leads to. */
  leading: number
  /** Right under one page. */
  wide: number
  links: number
  gaps: number
  /** The longest page, in characters, and how many revisions it has. */
  longest: number
  revisions: number
  /** Pages of another community beside it: what is asked here must not depend on them. */
  beside: number
}

export const large: LibrarySize = {
  pages: 10_000,
  leading: 3000,
  wide: 200,
  links: 500,
  gaps: 300,
  longest: 1_000_000,
  revisions: 200,
  beside: 5000,
}

/** For a test, and to see that it works. */
export const few: LibrarySize = {
  pages: 700,
  leading: 200,
  wide: 150,
  links: 60,
  gaps: 60,
  longest: 60_000,
  revisions: 12,
  beside: 200,
}
