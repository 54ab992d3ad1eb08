import { type Ctx, spaceOf } from '../../../spine/request/ctx.ts'
import { saidAgenda } from '../agenda.ts'
import type { EventInput, Point } from '../events.ts'
import { formatIn } from './formats.ts'

/** When people often meet, where somebody begins with a format and has not said when. */
const USUAL_TIME = '18:00'

/** What the form for a date begins with where it is to be held in a format: its questions, and how long it takes. */
export function beginWith(ctx: Ctx, key: string | undefined): Record<string, string> {
  const format = key ? formatIn(spaceOf(ctx).lang, key) : undefined
  if (!format) return {}
  const [hours, minutes] = USUAL_TIME.split(':').map(Number)
  const until = hours! * 60 + minutes! + format.minutes
  const untilTime = [Math.floor(until / 60), until % 60].map((part) => String(part).padStart(2, '0')).join(':')
  return { format: format.key, agenda: saidAgenda(format.agenda), time: USUAL_TIME, untilTime }
}

/** The agenda of a new date: what was typed, else the questions of its format, in the language of the date. */
export function agendaOf({ agenda, format, lang }: Pick<EventInput, 'agenda' | 'format' | 'lang'>): Point[] {
  return agenda.length ? agenda : (formatIn(lang, format)?.agenda ?? [])
}
