import { NotHeader } from '../../platform/dav/headers.ts'

/** One thing that must hold: a lock's token or an entity tag, or that it does not. */
interface Condition {
  not: boolean
  token?: string
  etag?: string
}

/** Conditions of one resource: all of one list must hold, for any list. Without `tag` they are of the request's own. */
export interface IfList {
  tag?: string
  conditions: Condition[]
}

/** How a resource stands, for conditions. */
export interface State {
  /** Strong, with its quotes; undefined where there is nothing, or a folder. */
  etag: string | undefined
  /** Tokens of all locks that cover it. */
  tokens: readonly string[]
}

const MOST = 100

/**
 * Reads the header `If` (RFC 4918, 10.4).
 * @returns its lists, none where it is not there @throws NotHeader
 */
export function ifListsOf(header: string | undefined): IfList[] {
  if (header === undefined) return []
  const lists: IfList[] = []
  const rest = { text: header.trim() }
  let tag: string | undefined
  while (rest.text) {
    const named = taken(rest, /^<([^<>]*)>\s*/)
    if (named) {
      // A tag has lists, and where one has a tag, the first has.
      if (!rest.text.startsWith('(') || (lists.length && tag === undefined)) throw new NotHeader('if')
      tag = named[1]!
    }
    if (!taken(rest, /^\(\s*/)) throw new NotHeader('if')
    lists.push({ ...(tag !== undefined && { tag }), conditions: conditionsIn(rest) })
    if (lists.length > MOST) throw new NotHeader('if')
  }
  if (!lists.length) throw new NotHeader('if')
  return lists
}

function conditionsIn(rest: { text: string }): Condition[] {
  const conditions: Condition[] = []
  while (!taken(rest, /^\)\s*/)) {
    const not = taken(rest, /^not\b\s*/i) !== undefined
    const token = taken(rest, /^<([^<>]+)>\s*/)
    const etag = token ? undefined : taken(rest, /^\[\s*((?:W\/)?"[^"]*")\s*\]\s*/)
    if ((!token && !etag) || conditions.length >= MOST) throw new NotHeader('if')
    conditions.push({ not, ...(token && { token: token[1]! }), ...(etag && { etag: etag[1]! }) })
  }
  if (!conditions.length) throw new NotHeader('if')
  return conditions
}

function taken(rest: { text: string }, what: RegExp): RegExpExecArray | undefined {
  const found = what.exec(rest.text)
  if (!found) return undefined
  rest.text = rest.text.slice(found[0].length)
  return found
}

/** The tokens that whoever asks says to hold. */
export function tokensIn(lists: readonly IfList[]): Set<string> {
  return new Set(
    lists.flatMap(({ conditions }) =>
      conditions.flatMap(({ not, token }) => (not || token === undefined ? [] : [token])),
    ),
  )
}

/** Whether any of the lists holds; none asks for nothing. @param stateOf of the resource that a tag names, else of the request's */
export async function holds(
  lists: readonly IfList[],
  stateOf: (tag: string | undefined) => Promise<State>,
): Promise<boolean> {
  if (!lists.length) return true
  const known = new Map<string | undefined, State>()
  for (const { tag, conditions } of lists) {
    const state = known.get(tag) ?? (await stateOf(tag))
    known.set(tag, state)
    if (conditions.every((condition) => fits(condition, state) !== condition.not)) return true
  }
  return false
}

function fits({ token, etag }: Condition, state: State): boolean {
  if (token !== undefined) return state.tokens.includes(token)
  return etag !== undefined && etag === state.etag
}
