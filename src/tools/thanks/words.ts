import { invalid } from '../../platform/http/problems.ts'

/** A few words: what is longer is a discussion. */
export const LONGEST = 600
const TITLE = 120

/** What was typed, with lines as they are kept, and how it begins. @throws Invalid */
export function plainWords(typed: string): { title: string; words: string } {
  const words = typed.replace(/\r\n?/g, '\n').trim()
  if (!words) throw invalid('words', 'needed')
  if (words.length > LONGEST) throw invalid('words', 'too-long', { most: LONGEST })
  const line = words.replace(/\s+/g, ' ')
  return { words, title: line.length > TITLE ? `${line.slice(0, TITLE - 1).replace(/\s\S*$/, '')}…` : line }
}

const prompts = [
  'thanks.prompt.easier',
  'thanks.prompt.quiet',
  'thanks.prompt.learnt',
  'thanks.prompt.asked',
  'thanks.prompt.stayed',
  'thanks.prompt.first',
  'thanks.prompt.mistake',
  'thanks.prompt.listened',
  'thanks.prompt.laughed',
  'thanks.prompt.behind',
  'thanks.prompt.no',
  'thanks.prompt.all',
] as const
const WEEK_MS = 7 * 86_400_000
/** 1970-01-01 was a Thursday. */
const MONDAY_MS = 4 * 86_400_000

/** The prompt of the week: the same for all, another every Monday (UTC). */
export function promptOf(now: Date): (typeof prompts)[number] {
  return prompts[Math.floor((now.getTime() - MONDAY_MS) / WEEK_MS) % prompts.length]!
}
