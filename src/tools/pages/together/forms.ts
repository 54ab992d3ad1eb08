import { type Ctx, meOf } from '../../../spine/request/ctx.ts'
import type { Typed } from '../../../spine/request/route.ts'
import { handsOf, sharedOf } from '../../../spine/sharing/shared.ts'
import { mergedTexts } from '../editor/merge.ts'
import type { Page } from '../pages.ts'
import { textAt } from '../revisions.ts'

/** Who has written in a page and not saved it, and since when. */
export interface Unsaved {
  names: string[]
  /** When somebody wrote last. */
  at: Date
  mine: boolean
}

/** What whoever opens the form is told: that somebody's words are not saved yet. */
export async function unsavedBy(ctx: Ctx, it: Page): Promise<Unsaved | undefined> {
  const shared = await sharedOf(ctx, it.id)
  if (!shared || shared.saved >= shared.number) return undefined
  const hands = await handsOf(ctx, shared.id)
  return {
    names: hands.map(({ person }) => person.name),
    at: shared.changedAt,
    mine: hands.length > 0 && hands.every(({ person }) => person.id === meOf(ctx).id),
  }
}

/**
 * What somebody typed and what the page says now, brought together: where neither touched what the other did. It is offered,
 * never kept unasked.
 */
export async function mergedFor(ctx: Ctx, it: Page, typed: Typed): Promise<string | undefined> {
  const version = Number(typed.version)
  if (typeof typed.text !== 'string' || version === it.version) return undefined
  const base = await textAt(ctx, it.id, version)
  if (base === undefined) return undefined
  const { text, both } = mergedTexts(base, typed.text.replace(/\r\n?/g, '\n'), it.text)
  return both ? undefined : text
}
