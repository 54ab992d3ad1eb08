import { invalid } from '../../platform/http/problems.ts'
import type { Point } from './events.ts'

const MOST = 40

/**
 * An agenda as people type it, a point a line, with its minutes before it: "10 How do you arrive?". Without minutes it takes what
 * it takes.
 * @throws Invalid
 */
export function agendaIn(text: string): Point[] {
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean)
  if (lines.length > MOST) throw invalid('agenda', 'agenda-long', { most: MOST })
  return lines.map((line) => {
    const [, min = '0', ask = line] = /^(\d{1,3})\s*(?:min(?:utes)?\.?|′|')?\s*[:.)–-]?\s+(.+)$/.exec(line) ?? []
    if (ask.length > 300) throw invalid('agenda', 'too-long', { most: 300 })
    return { min: Number(min), ask }
  })
}

/** The same text, to be changed. */
export function saidAgenda(points: readonly Point[]): string {
  return points.map(({ min, ask }) => (min ? `${min} ${ask}` : ask)).join('\n')
}
