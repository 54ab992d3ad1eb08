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
