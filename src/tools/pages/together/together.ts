import type { Ctx } from '../../../spine/request/ctx.ts'
import { meOf } from '../../../spine/request/ctx.ts'
import { addShared, loggedSince, type SharedText, savedShared, sharedOf } from '../../../spine/sharing/shared.ts'
import { inCallout, mergedTexts } from '../editor/merge.ts'
import type { Page } from '../pages.ts'
import { changeTo, markdownOf } from './ydoc.ts'

/** Longer texts are written by one at a time: they would be read anew for each who comes. */
export const LONGEST = 200_000

/** From which shared text somebody saves, and up to which of its updates. */
export interface Sitting {
  text: number
  upto: number
}

/** What is written in a page and not saved yet, as Markdown. */
export async function unsavedText(ctx: Ctx, shared: SharedText): Promise<string> {
  return markdownOf(await loggedSince(ctx, shared.id, 0), shared.base)
}

/**
 * After a page was changed: what is being written in it goes on from there. Who saved from the shared text itself saved what
 * all had written; what came by any other way is brought into it, so that nobody's words are lost by the next save.
 * @param now the page's version and text from now on
 * @returns who wrote in it besides whoever saves
 */
export async function goesOn(
  ctx: Ctx,
  page: Pick<Page, 'id' | 'lang'>,
  now: { version: number; text: string },
  sitting?: Sitting,
): Promise<number[]> {
  const shared = await sharedOf(ctx, page.id)
  if (!shared) return []
  const { version, text: base } = now
  if (sitting?.text === shared.id) return savedShared(ctx, shared.id, { version, base, upto: sitting.upto })
  await bringIn(ctx, page, shared, now)
  return []
}

/**
 * Brings what a page says now into what is being written. Where both changed a block both stay.
 * @param from what both began as: what the shared text was saved as last
 */
export async function bringIn(
  ctx: Ctx,
  page: Pick<Page, 'lang'>,
  shared: SharedText,
  now: { version: number; text: string },
  from = shared.base,
): Promise<void> {
  const rows = await loggedSince(ctx, shared.id, 0)
  const written = await markdownOf(rows, shared.base)
  const merged = mergedTexts(from, written, now.text, (theirs) => inCallout(besideTitle(ctx, page.lang), theirs))
  const number =
    merged.text === written ? undefined : await addShared(ctx, shared.id, await changeTo(rows, merged.text))
  if (from !== shared.base) return
  // Where nobody had written, the text is what the page says, and nothing of it waits to be saved.
  const alone = merged.text === now.text && (number ?? shared.number) <= shared.number + 1
  const upto = alone ? (number ?? shared.number) : shared.saved
  await savedShared(ctx, shared.id, { version: now.version, base: now.text, upto })
}

/** Whose words those are, and when they came, in the page's own language. */
export function besideTitle(ctx: Ctx, lang: string, name = meOf(ctx).name): string {
  const locale = ctx.site.localeFor(lang)
  const time = locale.date(ctx.now, ctx.timeZone, { dateStyle: 'medium', timeStyle: 'short' })
  return locale.t('pages.together.beside', { name, time })
}
