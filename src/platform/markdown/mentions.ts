import type { MarkdownIt, StateCore, Token } from 'markdown-it'

type Known = ReadonlyMap<string, { url: string; name: string }>

/** What a rendering hands to the parser, and what the parser hands back. */
export interface MentionEnvironment extends Record<string | symbol, unknown> {
  mentions?: Known
  /** Filled while parsing: every handle written, known or not, in lower case. */
  handles: Set<string>
}

/** One run of neighbouring text, joined: a handle may be written `joe\_smith`, which the parser keeps as three pieces. */
interface Run {
  text: string
  /** Places of an `@` the writer escaped, or wrote as an entity, so as not to mention anyone. */
  escaped: Set<number>
  first: Token
}

/** After a letter, digit or `@` it is an address or another network's name; a hyphen at the end is the sentence's. */
const HANDLE =
  /(?<![\p{L}\p{N}\p{M}_@/])@([\p{L}\p{N}_][\p{L}\p{M}\p{N}_-]{0,38}[\p{L}\p{M}\p{N}_])(?![\p{L}\p{M}\p{N}_@]|-[\p{L}\p{N}_-])/gu

/** Finds `@handle` in the text, outside code, links and addresses; links those that the environment knows. */
export function linkMentions(markdown: MarkdownIt): void {
  markdown.core.ruler.before('text_join', 'mentions', (state) => {
    for (const block of state.tokens) {
      if (block.type === 'inline' && block.children && block.content.includes('@')) {
        block.children = withMentions(state, block.children)
      }
    }
  })
}

function withMentions(state: StateCore, tokens: Token[]): Token[] {
  const result: Token[] = []
  let insideLink = 0
  let run: Run | undefined
  const finish = () => {
    if (run) result.push(...mentionsIn(state, run))
    run = undefined
  }
  for (const token of tokens) {
    if (insideLink === 0 && (token.type === 'text' || token.type === 'text_special')) {
      run = extended(run, token)
      continue
    }
    finish()
    if (token.type === 'link_open') insideLink += 1
    if (token.type === 'link_close') insideLink -= 1
    result.push(token)
  }
  finish()
  return result
}

function extended(run: Run | undefined, token: Token): Run {
  const longer = run ?? { text: '', escaped: new Set<number>(), first: token }
  if (token.type === 'text_special' && token.content === '@') longer.escaped.add(longer.text.length)
  longer.text += token.content
  return longer
}

function mentionsIn(state: StateCore, run: Run): Token[] {
  const { mentions, handles } = state.env as MentionEnvironment
  const result: Token[] = []
  let done = 0
  for (const match of run.text.matchAll(HANDLE)) {
    if (run.escaped.has(match.index)) continue
    const handle = match[1]!.toLowerCase()
    handles.add(handle)
    const person = mentions?.get(handle)
    if (!person) continue
    result.push(textToken(state, run.text.slice(done, match.index), run.first.level))
    result.push(...mentionTokens(state, person))
    done = match.index + match[0].length
  }
  result.push(textToken(state, run.text.slice(done), run.first.level))
  return result.filter((token) => token.type !== 'text' || token.content !== '')
}

function mentionTokens(state: StateCore, person: { url: string; name: string }): Token[] {
  const open = new state.Token('link_open', 'a', 1)
  open.attrs = [
    ['class', 'mention'],
    ['href', person.url],
  ]
  return [open, textToken(state, `@${person.name}`, 0), new state.Token('link_close', 'a', -1)]
}

function textToken(state: StateCore, content: string, level: number): Token {
  const token = new state.Token('text', '', 0)
  token.content = content
  token.level = level
  return token
}
