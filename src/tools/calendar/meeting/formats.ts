import type { Point } from '../events.ts'
import en from './formats/en.json' with { type: 'json' }
import fr from './formats/fr.json' with { type: 'json' }

/** A way to meet: what it is for, and the questions it asks. */
export interface Format {
  key: string
  name: string
  for: string
  minutes: number
  /** For how many people, in words. */
  size: string
  agenda: Point[]
  /** What to do when it is over. */
  after: string
}

/** What may help while an agenda is made, in groups, each a few lines. */
interface Formats {
  formats: Format[]
  agendaIdeas: { key: string; name: string; lines: string[] }[]
  accessIdeas: string[]
  onlineIdeas: string[]
}

const byLanguage: Record<string, Formats> = { en, fr }

/** All formats and ideas in a language that we have them in, English otherwise. */
export function formatsIn(lang: string): Formats {
  return byLanguage[lang.slice(0, 2)] ?? en
}

/** One format; none for a word that is not one of ours. */
export function formatIn(lang: string, key: string): Format | undefined {
  return formatsIn(lang).formats.find((one) => one.key === key)
}
