import { type Html, html, trusted } from '../../../platform/html.ts'
import { tasksIn } from '../tasks.ts'

/** A page's text in which whoever writes it ticks off tasks: each box is a button of one form. */
export function tickable(shown: Html, url: string): Html {
  const { markup } = shown
  const tasks = tasksIn(markup)
  if (!tasks.length) return shown
  let at = 0
  const parts = tasks.map(({ from, to, done, words }, number) => {
    const before = markup.slice(at, from)
    at = to
    const box = html`<button class="box${done ? ' done' : ''}" id="task-${number}" form="ticking" name="${done ? 'open' : 'done'}" value="${number} ${words}" role="checkbox" aria-checked="${done ? 'true' : 'false'}" aria-label="${words}"></button>`
    return before + box.markup
  })
  return html`${trusted(parts.join('') + markup.slice(at))}<form id="ticking" method="post" action="${url}/tasks" hidden></form>`
}
