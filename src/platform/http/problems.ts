/** What can go wrong in a way that a person is told of. Everything else is our mistake: 500. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    /** Key of the sentence people read; `<text>` in the locale files below `problem.`. */
    readonly text: string,
    readonly values: Record<string, string | number> = {},
    readonly headers: Record<string, string> = {},
  ) {
    super(`${status} ${text}`)
  }
}

/** There is no such thing, or not for you: the two are never told apart. */
export const notFound = () => new Problem(404, 'not-found')
/** For a `catch`: what is not there is nothing; everything else goes on being an error. */
export function goneIsNone(error: unknown): undefined {
  if (!(error instanceof Problem && error.status === 404)) throw error
}

/** You may see this, but it is for someone else to do. */
export const notYours = (text = 'not-yours') => new Problem(403, text)
/** Nothing more is said here. What was typed is shown again, so that it can be kept. */
export const itemClosed = () => notYours('item-closed')
export const signInFirst = () => new Problem(401, 'sign-in-first')
export const tooOften = (seconds: number) =>
  new Problem(429, 'too-often', { minutes: Math.ceil(seconds / 60) }, { 'retry-after': String(seconds) })

/** What was typed cannot be taken. Names the fields; the page keeps what was typed. */
export class Invalid extends Problem {
  /** @param fields by field name: key of a sentence below `invalid.`, with values for it. */
  constructor(readonly fields: Record<string, { text: string; values?: Record<string, string | number> }>) {
    super(422, 'invalid')
  }
}

export function invalid(field: string, text: string, values?: Record<string, string | number>): Invalid {
  return new Invalid({ [field]: { text, values } })
}
