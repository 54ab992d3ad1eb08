import validators from '@fastify/ajv-compiler'
import serializers from '@fastify/fast-json-stringify-compiler'
import type { FastifyServerOptions } from 'fastify'

/** What Fastify calls to read what comes by its schema, or to write what leaves. */
interface Compiled {
  (data: unknown): unknown
  errors?: unknown
}

/**
 * Compiles the schema of a route when the route is first asked, and not at the start: there are some two thousand, most of
 * which a site does not need for days, and they were half of the time until it served and many megabytes.
 */
export const whenAsked: FastifyServerOptions['schemaController'] = {
  compilersFactory: {
    buildValidator: laterBy(validators()),
    buildSerializer: laterBy(serializers()),
  } as NonNullable<FastifyServerOptions['schemaController']>['compilersFactory'],
}

/** Each is compiled once for all servers of a process: schemas are constants of routes. */
function laterBy(factory: unknown) {
  const known = new WeakMap<object, Compiled>()
  return (...words: unknown[]) => {
    const compile = (factory as (...words: unknown[]) => (part: { schema: object }) => Compiled)(...words)
    return (part: { schema: object }): Compiled => {
      const later: Compiled = (data) => {
        const compiled = known.get(part.schema) ?? compile(part)
        known.set(part.schema, compiled)
        const answer = compiled(data)
        later.errors = compiled.errors
        return answer
      }
      return later
    }
  }
}
