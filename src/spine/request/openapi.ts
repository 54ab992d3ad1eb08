import type { TObject, TSchema } from '@sinclair/typebox'
import type { Route } from './route.ts'

/** The description of all routes (OpenAPI 3.1), made from the schemas they are checked by. */
export function openApi(routes: Route[]): object {
  const paths: Record<string, Record<string, object>> = {}
  for (const route of routes) {
    const path = route.url.replace(/:(\w+)/g, '{$1}')
    paths[path] ??= {}
    paths[path][route.method.toLowerCase()] = operation(route)
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Copse',
      version: '1',
      description: 'Every page is also the API: ask with Accept: application/json.',
    },
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer' },
        application: {
          type: 'http',
          scheme: 'basic',
          description: 'An application password, with the handle or the address',
        },
      },
      schemas: { Problem: problem },
    },
    paths,
  }
}

const problem = {
  type: 'object',
  description: 'RFC 9457',
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    code: { type: 'string' },
    errors: { type: 'object', additionalProperties: { type: 'string' } },
  },
}

function operation(route: Route): object {
  const answer = { description: 'As asked', content: { 'application/json': { schema: route.response } } }
  return {
    summary: route.summary,
    'x-access': route.access,
    ...(route.grave && { 'x-grave': true }),
    ...(route.access !== 'anyone' && {
      security: [{ token: [] }, ...(route.applications ? [{ application: [] }] : [])],
    }),
    parameters: [
      ...parameters(route.params, 'path'),
      ...parameters(route.query, 'query'),
      ...(route.method === 'POST' ? [idempotencyKey] : []),
    ],
    ...(route.method === 'POST' && { requestBody: { content: bodies(route) } }),
    responses: {
      [route.method === 'POST' ? '2XX' : '200']: answer,
      default: {
        description: 'A problem, in words',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  }
}

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  schema: { type: 'string' },
  description: 'Makes a retry safe: per person and address, for 14 days',
}

function bodies(route: Route): Record<string, { schema: TSchema }> {
  const kinds = [
    'application/json',
    'application/x-www-form-urlencoded',
    ...(route.files ? ['multipart/form-data'] : []),
  ]
  return Object.fromEntries(kinds.map((kind) => [kind, { schema: route.body }]))
}

function parameters(schema: TObject, where: 'path' | 'query'): object[] {
  return Object.entries(schema.properties).map(([name, property]) => ({
    name,
    in: where,
    required: where === 'path' || (schema.required ?? []).includes(name),
    schema: property,
  }))
}
