import { invalid } from '../../platform/http/problems.ts'
import { renderMarkdown } from '../../platform/markdown/markdown.ts'
import { oneLine, plainText } from '../../platform/plain-text.ts'
import { goGently } from '../../spine/care/newcomers.ts'
import { plainTags } from '../../spine/items/items.ts'
import { keepLinks } from '../../spine/items/links.ts'
import { nextModseq } from '../../spine/messages/change.ts'
import type { Ctx } from '../../spine/request/ctx.ts'
import { mustStart } from '../../spine/request/must.ts'
import type { Entry, FileEntry } from './entries.ts'
import { moveEntry } from './placing.ts'

/** What is said of a file, as it is typed. */
export interface Facts {
  name: string
  description: string
  tags: string[]
  lang: string
  licence: string
  author: string
  /** A year, a month or a day: 1987, 2024-05, 2024-05-17; or nothing. */
  madeOn: string
}

/**
 * Says something of a file. `facts` is the number that was read: whoever comes second is told.
 * @throws Invalid; 403 for guests
 */
export async function describeFile(ctx: Ctx, file: FileEntry, to: Facts, facts: number): Promise<Entry> {
  mustStart(ctx)
  const description = plainText(to.description)
  if (description.length > 10_000) throw invalid('description', 'too-long', { most: 10_000 })
  await goGently(ctx, description, 0, [])
  const moved = await moveEntry(ctx, file, file.folderId, to.name)
  await nextModseq(ctx, file)
  // First the item: what is found of a file is found in the item's language.
  await ctx.sql`update item set lang = ${to.lang}, tags = ${plainTags(to.tags)} where id = ${file.id}`
  const changed = await ctx.sql`
    update file set description = ${description}, html = ${renderMarkdown(description)}, licence = ${oneLine(to.licence).slice(0, 100)},
      author = ${oneLine(to.author).slice(0, 200)}, made_on = ${madeOn(to.madeOn)}, facts = facts + 1
    where item_id = ${file.id} and facts = ${facts} returning item_id`
  if (!changed.length) throw invalid('description', 'changed-meanwhile')
  await keepLinks(ctx, { spaceId: file.spaceId, itemId: file.id }, description)
  return moved
}

/** @throws Invalid for what is no date there was or will be */
function madeOn(text: string): string {
  const said = text.trim()
  if (!said) return ''
  const [, year, month, day] = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(said) ?? []
  const date = new Date(Date.UTC(Number(year), Number(month ?? 1) - 1, Number(day ?? 1)))
  if (!year || !date.toISOString().startsWith(said)) throw invalid('madeOn', 'no-date')
  return said
}
