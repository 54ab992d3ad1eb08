export type Reason =
  | 'not-an-address'
  | 'unresolved'
  | 'forbidden-address'
  | 'unreachable'
  | 'too-slow'
  | 'too-large'
  | 'too-many-redirects'
  | 'other-type'
  | 'unreadable'

/** Why nothing was fetched. */
export class Unfetched extends Error {
  constructor(
    readonly reason: Reason,
    more?: { cause: unknown },
  ) {
    super(reason, more)
  }
}

export interface Asked {
  method?: string
  headers?: Record<string, string>
  body?: string | Uint8Array
  /** How the answer's type must begin, one of these: `application/json`. */
  types?: readonly string[]
  /** Bytes of the answer, unpacked. */
  most?: number
  /** Of what is longer, its beginning is enough. */
  cut?: boolean
  /** Milliseconds for all of it. */
  within?: number
  /** How many other addresses it may lead to. */
  redirects?: number
  /** Nothing of the answer itself is read: only what stands before it. */
  headOnly?: boolean
}

export interface Fetched {
  status: number
  /** Where it came from at last. */
  url: string
  headers: Record<string, string>
  body: Buffer
}
