import { type Static, Type as T } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'
import { Id } from '../request/schemas.ts'

/** Where a cursor is, in words of the pages among themselves. */
const At = T.String({ maxLength: 500 })

/** What a page may say. Everything else is passed over in silence: an older page speaks to a newer server now and then. */
const Words = T.Union([
  T.Object({ watch: T.Object({ item: Id, modseq: T.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }) }) }),
  T.Object({ lists: T.Union([T.Literal('all'), T.Array(Id, { maxItems: 200 })]) }),
  T.Object({ unwatch: T.Union([T.Literal('lists'), T.Object({ item: Id })]) }),
  T.Object({ writing: T.Object({ item: Id }) }),
  T.Object({ share: T.Object({ text: Id, after: T.Integer({ minimum: 0, maximum: 2_000_000_000 }) }) }),
  T.Object({
    write: T.Object({
      text: Id,
      id: Id,
      data: T.String({ maxLength: 16_000, pattern: '^[A-Za-z0-9+/]+={0,2}$' }),
      at: T.Optional(At),
    }),
  }),
  T.Object({ point: T.Object({ text: Id, at: At }) }),
  T.Object({ unshare: T.Object({ text: Id }) }),
  T.Object({ ping: T.Literal(true) }),
])

export type Words = Static<typeof Words>

/** What came in, if it is something that we understand. */
export function wordsIn(text: string): Words | undefined {
  try {
    const said: unknown = JSON.parse(text)
    return Value.Check(Words, said) ? said : undefined
  } catch {
    return undefined
  }
}
