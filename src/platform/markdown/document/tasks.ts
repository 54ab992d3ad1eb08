import type { MarkdownIt, StateCore, Token } from 'markdown-it'

/** What the parser must know to say in the document's language whether a task is done, and what it hands back. */
export interface TaskEnvironment {
  words: { done: string; open: string }
  /** How many tasks there are, and how many of them are done. */
  tasks: { all: number; done: number }
}

/** `- [ ] to do`, `- [x] done`: a list of tasks, each with a box that is also said in words. */
export function tasks(markdown: MarkdownIt): void {
  markdown.core.ruler.after('inline', 'tasks', (state) => {
    const lists: Token[] = []
    for (const [at, token] of state.tokens.entries()) {
      if (token.type === 'bullet_list_open' || token.type === 'ordered_list_open') lists.push(token)
      if (token.type === 'bullet_list_close' || token.type === 'ordered_list_close') lists.pop()
      if (token.type !== 'list_item_open') continue
      const inline = state.tokens[at + 2]
      if (state.tokens[at + 1]?.type !== 'paragraph_open' || inline?.type !== 'inline') continue
      if (!becomeTask(state, inline)) continue
      token.attrSet('class', 'task')
      if (lists.at(-1)?.tag === 'ul') lists.at(-1)!.attrSet('class', 'tasks')
    }
  })
}

function becomeTask(state: StateCore, inline: Token): boolean {
  const first = inline.children?.[0]
  const mark = first?.type === 'text' ? /^\[([ xX])\](?:\s+|$)/.exec(first.content) : null
  if (!first || !mark) return false
  const { words, tasks } = state.env as unknown as TaskEnvironment
  const done = mark[1] !== ' '
  tasks.all += 1
  if (done) tasks.done += 1
  first.content = first.content.slice(mark[0].length)
  const box = new state.Token('task_box', 'span', 0)
  box.attrs = [
    ['class', done ? 'box done' : 'box'],
    ['role', 'img'],
    ['aria-label', done ? words.done : words.open],
  ]
  const close = new state.Token('task_box_close', 'span', -1)
  box.nesting = 1
  inline.children!.unshift(box, close)
  return true
}
