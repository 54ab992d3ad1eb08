import { deLaGraine } from './de-la-graine.ts'
import { readingARiver } from './reading-a-river.ts'
import type { SeedJourney } from './types.ts'

export { readingDates } from './reading-a-river.ts'

/** What people go together, step by step. */
export const journeys: SeedJourney[] = [readingARiver, deLaGraine]
