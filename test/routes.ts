import { TypeRegistry } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'
import { tools } from '../src/app.ts'
import type { Route } from '../src/spine/request/route.ts'
import { valueSchema } from '../src/spine/request/schemas.ts'

TypeRegistry.Set<{ [valueSchema]: never }>(
  'Nullable',
  (schema, value) => value === null || Value.Check(schema[valueSchema], value),
)

/** Every route of the house. */
export const routes: Route[] = tools.flatMap((tool) => tool.routes)

/** The route written like this: `GET /c/:space/discussions`. */
export function routeOf(name: string): Route {
  const route = routes.find(({ method, url }) => `${method} ${url}` === name)
  if (!route) throw new Error(`There is no route ${name}`)
  return route
}

/** Where an answer departs from what its route promises, fields too many included. */
export function departures(name: string, answer: unknown): string[] {
  const schema = routeOf(name).response
  const wrong = [...Value.Errors(schema, answer)].map(({ path, message }) => `${path}: ${message}`)
  const plain = Value.Clean(schema, structuredClone(answer))
  if (JSON.stringify(plain) !== JSON.stringify(answer)) wrong.push('has more than was promised')
  return wrong
}
