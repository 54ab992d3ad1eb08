import { type Static, Type as T, type TSchema } from '@sinclair/typebox'

/** A value or null, as one schema of two types: a union would be tried member by member for every value of an answer. */
export function nullable<S extends TSchema>(schema: S) {
  return T.Unsafe<Static<S> | null>({ ...schema, type: [schema.type, 'null'] })
}
