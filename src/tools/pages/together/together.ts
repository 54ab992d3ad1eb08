import { Problem } from '../../../platform/http/problems.ts'
import type { Ctx } from '../../../spine/request/ctx.ts'
import { meOf } from '../../../spine/request/ctx.ts'
import {
  addShared,
  handOver,
  loggedSince,
  putAside,
  type SharedText,
  savedShared,
  sharedOf,
  takeOut,
  takeUp,
} from '../../../spine/sharing/shared.ts'
import type { Logged } from '../../../spine/sharing/updates.ts'
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
  // Nobody's words keep a page from being changed: what cannot be read, or has no room, is put aside.
  if (!(await bringIn(ctx, page, shared, now))) await putAside(ctx, shared.id)
  return []
}

/** Brings what a page says now into what is being written. @returns whether it could */
async function bringIn(
  ctx: Ctx,
  page: Pick<Page, 'lang'>,
  shared: SharedText,
  now: { version: number; text: string },
): Promise<boolean> {
  const joined = await join(ctx, page, shared, { text: now.text, from: shared.base })
  if (!joined) return false
  // Where nobody had written, the text is what the page says, and nothing of it waits to be saved.
  const alone = joined.text === now.text && joined.number <= shared.number + 1
  const upto = alone ? joined.number : shared.saved
  await savedShared(ctx, shared.id, { version: now.version, base: now.text, upto })
  return true
}

/**
 * Goes on with what was put aside: with itself, or where something else is being written with that. None of it is saved by it.
 * @throws 409 where others were first; where it cannot be read or there is no room for it
 */
export async function bringBack(ctx: Ctx, page: Page, aside: SharedText): Promise<void> {
  const shared = await sharedOf(ctx, page.id)
  const first = shared ? await takeOut(ctx, aside.id) : await takeUp(ctx, aside.id)
  if (!first) throw new Problem(409, 'writing-changed')
  const text = await unsavedText(ctx, aside).catch(() => undefined)
  if (text === undefined || !(await (shared ? takeIn(shared, text) : bringIn(ctx, page, aside, page))))
    throw new Problem(409, 'writing-unreadable')

  async function takeIn(shared: SharedText, text: string): Promise<boolean> {
    const joined = await join(ctx, page, shared, { text, from: aside.base })
    if (joined && joined.number > shared.number) await handOver(ctx, aside.id, shared.id, joined.number)
    return joined !== undefined
  }
}

/**
 * Brings other words into what is being written, as nobody's hand. Where both changed a block both stay.
 * @param words what they say, and from what both began
 * @returns what it says then, up to which number; undefined, where it cannot be read or there is no room
 */
async function join(
  ctx: Ctx,
  page: Pick<Page, 'lang'>,
  shared: SharedText,
  { text, from }: { text: string; from: string },
): Promise<{ text: string; number: number } | undefined> {
  const rows = await loggedSince(ctx, shared.id, 0)
  const come = await changeFor(rows).catch(() => undefined)
  if (!come) return undefined
  const number = come.change ? await addShared(ctx, shared.id, come.change, false) : shared.number
  return number === undefined ? undefined : { text: come.text, number }

  async function changeFor(rows: readonly Logged[]) {
    const written = await markdownOf(rows, shared.base)
    const merged = mergedTexts(from, written, text, (theirs) => inCallout(besideTitle(ctx, page.lang), theirs))
    return { text: merged.text, change: merged.text === written ? undefined : await changeTo(rows, merged.text) }
  }
}

/** Whose words those are, and when they came, in the page's own language. */
function besideTitle(ctx: Ctx, lang: string, name = meOf(ctx).name): string {
  const locale = ctx.site.localeFor(lang)
  const time = locale.date(ctx.now, ctx.timeZone, { dateStyle: 'medium', timeStyle: 'short' })
  return locale.t('pages.together.beside', { name, time })
}
