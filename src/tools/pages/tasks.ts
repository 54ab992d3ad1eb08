import { invalid, Problem } from '../../platform/http/problems.ts'
import { taskLines } from '../../platform/markdown/document/document.ts'
import { oneLine } from '../../platform/plain-text.ts'
import { type Ctx, spaceOf } from '../../spine/request/ctx.ts'
import { mustStart } from '../../spine/request/must.ts'
import { mustChange } from './own.ts'
import { changePage, pageFor } from './pages.ts'

const BOX = /<span class="box(?: done)?" role="img" aria-label="[^"]*"><\/span>/g

/** A task in the HTML of a page. */
interface ShownTask {
  /** Where its box begins and ends. */
  from: number
  to: number
  done: boolean
  /** Its words, without markup. */
  words: string
}

/** The tasks in the HTML of a page, in their order. */
export function tasksIn(html: string): ShownTask[] {
  return [...html.matchAll(BOX)].map(({ 0: box, index }) => {
    const to = index + box.length
    const [words = ''] = html.slice(to, to + 2000).split(/<\/li>|<\/p>|<[uo]l/)
    return { from: index, to, done: box.includes('box done'), words: plain(words) }
  })
}

/** As it is read aloud. */
function plain(html: string): string {
  const named: Record<string, string> = { lt: '<', gt: '>', quot: '"', amp: '&' }
  const text = html.replace(/<[^>]*>/g, '').replace(/&(lt|gt|quot|amp);/g, (_, name: string) => named[name]!)
  return oneLine(text).slice(0, 200)
}

/**
 * Says that a task of a page is done, or is not. It is known by its number and its words: the page may have changed since it
 * was looked at.
 * @param which `3`, or `3 Call the council`, counted from 0
 * @throws 403; 404; 409 where there is no such task any more
 */
export async function tick(
  ctx: Ctx,
  id: number,
  which: string,
  done: boolean,
): Promise<{ url: string; number: number }> {
  mustStart(ctx)
  mustChange(ctx, await pageFor(ctx, id))
  // Whoever ticks at the same moment waits, and then finds the page as it is then.
  const [row] = await ctx.sql<
    { html: string }[]
  >`select html from page where item_id = ${id} and space_id = ${spaceOf(ctx).id} for update`
  const page = await pageFor(ctx, id)
  const found = taskOf(tasksIn(row?.html ?? ''), which)
  if (found === undefined) throw new Problem(409, 'task-gone')
  const lines = page.text.split('\n')
  const line = taskLines(page.text)[found]
  if (line === undefined || lines[line] === undefined) throw invalid('done', 'needed')
  lines[line] = lines[line].replace(/\[[ xX]\]/, done ? '[x]' : '[ ]')
  const { title, lang, tags, version } = page
  await changePage(ctx, page, { title, lang, tags, version, text: lines.join('\n') })
  return { url: page.url, number: found }
}

/** The place of the task that is meant: where its number says, else the only one with these words. */
function taskOf(tasks: ShownTask[], which: string): number | undefined {
  const [, digits, words = ''] = /^(\d{1,6})(?: (.*))?$/s.exec(which) ?? []
  const number = Number(digits)
  if (tasks[number] && (!words || tasks[number].words === words)) return number
  const same = tasks.flatMap((task, at) => (words && task.words === words ? [at] : []))
  return same.length === 1 ? same[0] : undefined
}
