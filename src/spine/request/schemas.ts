import { Kind, type Static, Type as T, type TSchema } from '@sinclair/typebox'

/** Where such a schema keeps the one that holds when the value is not null. */
export const valueSchema = Symbol('the schema of the value')

/** A value or null, as one schema of two types: a union would be tried member by member for every value of an answer. */
export function nullable<S extends TSchema>(schema: S) {
  return T.Unsafe<Static<S> | null>({
    ...schema,
    [Kind]: 'Nullable',
    [valueSchema]: schema,
    type: [schema.type, 'null'],
  })
}

/** Where something done leads. */
export const Url = T.Object({ url: T.String() })

/** Something made, and where it is. */
export const Made = T.Object({ id: T.Integer(), url: T.String() })

/** The id of anything. */
export const Id = T.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER })

/** Which page of a list, or of what was said; without it the first. */
export const PageNumber = T.Optional(T.Integer({ minimum: 1, maximum: 1_000_000 }))

/** The version that whoever changes something has seen. */
export const VersionNumber = T.Integer({ minimum: 1, maximum: 2_000_000_000 })

/** A language (BCP 47). */
export const Lang = T.String({ pattern: '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$', maxLength: 35 })
