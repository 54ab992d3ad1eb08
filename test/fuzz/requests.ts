import type { TObject, TSchema } from '@sinclair/typebox'
import * as fc from 'fast-check'
import type { Route } from '../../src/spine/request/route.ts'

/** One request, as the fuzzer makes it up. */
export interface Made {
  route: Route
  who: string
  path: string
  /** As JSON, as a form, or as a form with a file. */
  as: 'json' | 'form' | 'file'
  page: boolean
  fields: Record<string, unknown>
  headers: Record<string, string>
}

/** What is known to be there, by the name of the parameter. */
export type Known = Record<string, string[]>

/** Texts that have broken programs before. */
const nasty = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\u202e',
  '%',
  '%00',
  '..',
  '../../etc/passwd',
  '-1',
  '0',
  '1e309',
  '99999999999999999999',
  '9223372036854775808',
  '2147483648',
  'NaN',
  'null',
  'true',
  '[]',
  '{}',
  '__proto__',
  'constructor',
  'toString',
  "' or 1=1 --",
  '$1',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is what somebody types
  '${7*7}',
  '{{7*7}}',
  '<script>alert(1)</script>',
  '\r\nset-cookie: a=b',
  'é'.repeat(300),
  '🌱'.repeat(200),
  '2026-02-30',
  '+275760-09-13T00:00:00.000Z',
  'a@b',
  'x'.repeat(70_000),
  'W10=',
  'eyJhIjoxfQ==',
  '@@@',
  '(',
  '[[',
  '"',
  ':*&|!<->',
  '\\',
  'kind:discussion by:@ada before:2020 -"',
]
const strange = fc.oneof(
  fc.constantFrom(...nasty),
  fc.string({ maxLength: 40, unit: 'binary' }),
  fc.string({ maxLength: 200 }),
)
const anything: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: strange },
  fc.anything({ maxDepth: 2 }).map((value) => JSON.parse(JSON.stringify(value) ?? 'null')),
  fc.constantFrom(null, true, -1, 0, 1.5, 1e21, 2 ** 53, [], {}, [[]], [null], { length: -1 }),
)

/** A value that fits a schema; now and then one at its edge. */
function fitting(schema: TSchema): fc.Arbitrary<unknown> {
  if ('const' in schema) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map(fitting))
  const { type } = schema
  if (type === 'boolean') return fc.boolean()
  if (type === 'integer' || type === 'number') {
    const min = schema.minimum ?? -5
    return fc.oneof(
      fc.integer({ min, max: Math.min(schema.maximum ?? min + 30, min + 30) }),
      fc.constant(schema.maximum ?? 2 ** 31),
    )
  }
  if (type === 'array') return fc.array(fitting(schema.items ?? {}), { maxLength: Math.min(schema.maxItems ?? 4, 4) })
  if (type === 'object') return object(schema as TObject, 0)
  if (type === 'string') return text(schema)
  return anything
}

function text(schema: TSchema): fc.Arbitrary<string> {
  const most = Math.min(schema.maxLength ?? 100, 100)
  const least = Math.min(schema.minLength ?? 0, most)
  if (schema.format === 'email') return fc.constantFrom('ada@example.org', 'new@example.org')
  return fc.oneof(
    fc.constantFrom('Ten jars by Friday.', '@ada *brown*', 'water'),
    fc.string({ minLength: least, maxLength: most }),
    fc.constantFrom(...nasty.filter(({ length }) => length >= least && length <= most)),
  )
}

/** An object of a schema, where each field is broken with so much likelihood. */
function object(schema: TObject, broken: number): fc.Arbitrary<Record<string, unknown>> {
  const required = new Set(schema.required ?? [])
  const fields = Object.entries(schema.properties ?? {}).map(([name, one]) => {
    const value = fc.oneof({ weight: 100 - broken, arbitrary: fitting(one) }, { weight: broken, arbitrary: anything })
    const rarely = required.has(name) ? broken / 4 : 40
    return fc
      .tuple(value, fc.integer({ min: 1, max: 100 }))
      .map(([given, chance]) => (chance > rarely ? [[name, given] as const] : []))
  })
  return fc.tuple(...fields).map((pairs) => Object.fromEntries(pairs.flat()))
}

function pathOf(route: Route, known: Known): fc.Arbitrary<string> {
  const names = [...route.url.matchAll(/:(\w+)/g)].map(([, name]) => name!)
  return fc.tuple(...names.map((name) => parameter(known[name]))).map((values) => {
    let i = 0
    return route.url.replace(/:\w+/g, () => encoded(values[i++]!))
  })
}

function parameter(known: string[] = ['1', '2']): fc.Arbitrary<string> {
  return fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...known) }, { weight: 1, arbitrary: strange })
}

/** Half a sign cannot be encoded; it is sent as the bytes it would be. */
function encoded(value: string): string {
  return /\p{Surrogate}/u.test(value) ? '%ed%a0%80' : encodeURIComponent(value)
}

function queryOf(route: Route): fc.Arbitrary<string> {
  return object(route.query, 25).map((fields) => {
    const pairs = Object.entries(fields).flatMap(([name, value]) =>
      (Array.isArray(value) ? value : [value]).map(
        (one) => `${encodeURIComponent(name)}=${encoded(typeof one === 'string' ? one : (JSON.stringify(one) ?? ''))}`,
      ),
    )
    return pairs.length ? `?${pairs.join('&')}` : ''
  })
}

const headers = fc.oneof(
  { weight: 8, arbitrary: fc.constant<Record<string, string>>({}) },
  fc.constantFrom<Record<string, string>[]>(
    { 'accept-language': 'xx-, ;q=, fr;q=2' },
    { 'accept-language': `${'a-'.repeat(2000)}` },
    { 'idempotency-key': 'the same' },
    { 'idempotency-key': 'x'.repeat(500) },
    { 'if-none-match': '*' },
    { range: 'bytes=5-2' },
    { range: 'bytes=-9999999999999999999' },
    { cookie: 'copse=; copse=x; =; copse_theme=%ff' },
    { authorization: 'Bearer ' },
    { authorization: `Bearer copse_${'x'.repeat(43)}` },
    { 'x-turbo-request-id': 'a' },
    { accept: '*/*;q=zero' },
    { 'x-forwarded-for': '1.2.3.4, %00' },
  ),
)

/** Requests to these routes, half of them well-formed. */
export function requestsTo(routes: Route[], people: string[], known: Known): fc.Arbitrary<Made> {
  return fc.constantFrom(...routes).chain((route) =>
    fc.record({
      route: fc.constant(route),
      who: fc.constantFrom(...people),
      path: fc.tuple(pathOf(route, known), queryOf(route)).map(([path, query]) => path + query),
      as: fc.constantFrom<Made['as'][]>(
        'json',
        'json',
        'form',
        ...(route.files ? (['file'] as const) : []),
      ) as fc.Arbitrary<Made['as']>,
      page: fc.boolean(),
      fields: fc.oneof(object(route.body, 0), object(route.body, 40)),
      headers,
    }),
  )
}
