import type { StepKind } from '../../src/tools/journeys/index.ts'

/** A journey as it was begun, and what those who go it did on the way. Days and times are those of the story. */
export interface SeedJourney {
  /** slug of the space */
  space: string
  by: string
  at: string
  lang: 'en' | 'fr'
  title: string
  text?: string
  forWhom: string
  able: string
  takes: string
  beginsOn?: string
  endsOn?: string
  joinUntil?: string
  places?: number
  /** handles of who guides it besides who began it */
  guides?: string[]
  /** when it was opened; without it, it is a draft */
  opened?: string
  steps: SeedStep[]
  people?: SeedGoer[]
}

export interface SeedStep {
  kind: StepKind
  title: string
  stage: string
  /** Markdown */
  text?: string
  minutes?: number
  day?: string
  must?: 'must' | 'may'
  /** a title there, or an address */
  leads?: string
  bring?: true
  /** title of the date it leads to; of a series, which one */
  date?: { title: string; original?: string }
}

/** Somebody who goes it, with what they did; steps are named by their titles. */
export interface SeedGoer {
  who: string
  /** only they themselves and guides see where they are */
  hides?: true
  did?: { step: string; at: string }[]
  wrote?: { step: string; at: string; text: string; shared?: true; lang?: 'en' | 'fr' }[]
  brought?: { step: string; at: string; text: string }[]
}
