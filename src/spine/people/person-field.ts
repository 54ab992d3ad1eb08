import type { Html } from '../../platform/html.ts'
import { type Again, field, select } from '../../ui/form.ts'
import type { Request } from '../request/ctx.ts'
import { MOST_LISTED, type Somebody } from './chosen.ts'

interface PersonLook {
  name: string
  label: string
  hint?: string
  /** What is chosen where it is nobody in particular. */
  nobody: string
  /** The handle to begin with. */
  value: string
}

/** Whom something is for: chosen from the people of the space; where there are many, a name is typed. */
export function personField(ctx: Request, people: Somebody[], look: PersonLook, again: Again): Html {
  const { t } = ctx.locale
  const { name, label, hint, nobody, value } = look
  if (people.length > MOST_LISTED)
    return field(ctx, { name, label, most: 100, value, hint: t('people.chosen.typed', { nobody }) }, again)
  const options = people.map((one): [string, string] => [
    one.handle,
    one.id === ctx.me?.id ? t('people.chosen.me', { name: one.name }) : one.name,
  ])
  return select(ctx, { name, label, ...(hint && { hint }), value, options: [['', nobody], ...options] }, again)
}
