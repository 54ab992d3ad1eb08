import { linesOf } from './lines.ts'

/** What stands between a BEGIN and its END. */
export interface Component {
  /** In capitals. */
  name: string
  lines: string[]
  within: Component[]
}

/** Nothing that is read lies deeper; what does is passed over. */
const DEEPEST = 4
/** An event has hardly a hundred lines. */
const MOST_LINES = 25_000

interface Taken {
  /** Told of each event and each zone that is there as a whole; says whether to go on. */
  component(component: Component): boolean
  /** An event that never ended. */
  unfinished(component: Component): void
}

/**
 * Reads the parts of a calendar.
 * @returns the lines of the calendar itself; undefined where there is none
 */
export function readComponents(text: string, taken: Taken): string[] | undefined {
  const stack: Component[] = []
  let own: string[] | undefined
  let passed = 0
  for (const line of linesOf(text)) {
    const [, edge, word] = /^(BEGIN|END):[ \t]*([\w-]{1,80})[ \t]*$/i.exec(line) ?? []
    const name = word?.toUpperCase() ?? ''
    if (edge?.toUpperCase() === 'BEGIN') {
      // Whatever is open when the next event begins has lost its end.
      if (name === 'VEVENT') passed = leave(stack, taken)
      const component = { name, lines: [], within: [] }
      if (name === 'VCALENDAR') own ??= component.lines
      if (passed || stack.length >= DEEPEST) passed++
      else stack.push(component)
    } else if (edge) {
      if (passed) passed--
      else if (!closed(stack, name, taken)) return own
    } else if (!passed && stack.length && stack.at(-1)!.lines.length < MOST_LINES) {
      stack.at(-1)!.lines.push(line)
    }
  }
  leave(stack, taken)
  return own
}

/** Gives up what is open in the calendar. @returns that nothing is passed over any more */
function leave(stack: Component[], taken: Taken): 0 {
  for (const component of stack.splice(1)) if (component.name === 'VEVENT') taken.unfinished(component)
  return 0
}

/** Ends what is open by that name; an END of nothing is passed over. @returns whether to go on */
function closed(stack: Component[], name: string, taken: Taken): boolean {
  if (stack.at(-1)?.name !== name) return true
  const component = stack.pop()!
  const around = stack.at(-1)
  if (component.name === 'VEVENT' || component.name === 'VTIMEZONE') return taken.component(component)
  if (around && around.within.length < 200) around.within.push(component)
  return true
}
