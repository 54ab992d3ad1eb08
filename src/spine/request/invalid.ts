import type { Invalid } from '../../platform/http/problems.ts'
import type { Locale } from '../../platform/i18n.ts'
import type { FieldErrors } from './route.ts'

interface SchemaError {
  keyword: string
  instancePath: string
  params: Record<string, unknown>
}

/** Which field is wrong and why, from what the schema said. */
export function invalidFields(errors: readonly SchemaError[]): Invalid['fields'] {
  const fields: Invalid['fields'] = {}
  for (const error of errors) {
    const field =
      error.keyword === 'required' ? String(error.params.missingProperty) : error.instancePath.split('/')[1] || '_'
    fields[field] ??= reason(error)
  }
  return fields
}

function reason({ keyword, params }: SchemaError): Invalid['fields'][string] {
  const limit = Number(params.limit)
  if (keyword === 'required' || (keyword === 'minLength' && limit === 1)) return { text: 'needed' }
  if (keyword === 'minLength') return { text: 'too-short', values: { least: limit } }
  if (keyword === 'maxLength') return { text: 'too-long', values: { most: limit } }
  if (keyword === 'format' && params.format === 'email') return { text: 'no-address' }
  if (keyword === 'enum' || keyword === 'const' || keyword === 'anyOf') return { text: 'choose' }
  return { text: 'not-understood' }
}

export function sentences(locale: Locale, error: Invalid): FieldErrors {
  return Object.fromEntries(
    Object.entries(error.fields).map(([field, { text, values }]) => [field, locale.t(`invalid.${text}`, values)]),
  )
}
