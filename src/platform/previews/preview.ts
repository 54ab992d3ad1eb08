/** How large a picture of a file is: to be recognised in a list, or to be looked at. Its longest side, in pixels. */
export const sides = { thumb: 320, view: 1600 } as const
export type Size = keyof typeof sides

/** Why there is nothing to see of a file. */
export type Trouble =
  /** it is not what it says, or not all of it is there */
  | 'broken'
  /** it asks for a password */
  | 'locked'
  /** it is larger, or unpacks to more, than we are ready to look at */
  | 'too-large'
  /** looking at it took too long, too much memory, or ended the process */
  | 'too-hard'

/** A file of which nothing can be shown, and why. */
export class NothingToShow extends Error {
  constructor(
    readonly why: Trouble,
    options?: ErrorOptions,
  ) {
    super(why, options)
  }
}

/** A picture of a file, or of one of its pages, as WebP. */
export interface Shown {
  /** From 1. */
  page: number
  size: Size
  width: number
  height: number
  webp: Buffer
}

/** What is seen and found of a file. */
export interface Facts {
  /** What it is, as its bytes say. */
  type: string
  /** Of a picture or film, in pixels, as it is looked at. */
  width?: number
  height?: number
  pages?: number
  /** Of sound and film. */
  seconds?: number
  /** What it says, to be found: at most a million characters. */
  words?: string
}

/** `none`: there was nothing to make of it; `failed`: there should have been. */
export interface Preview extends Facts {
  state: 'made' | 'none' | 'failed'
  why?: Trouble
}

/** Takes each picture as soon as it is made. */
export type Show = (picture: Shown) => Promise<void>

export const MOST_WORDS = 1_000_000
