import type { SeedFirstHour, SeedSpace } from '../types.ts'

/** A community that Ada began two days ago, with no one in it but her. */
export const willowNursery: SeedSpace = {
  slug: 'willow-nursery',
  name: 'Willow Nursery',
  purpose: 'We raise willows and alders for river banks, and tell each other which of them lived.',
  lang: 'en',
  hue: 130,
  created: '2026-11-17T18:20:00Z',
  createdBy: 'ada',
  questions: ['Which bank would you plant first?', 'What have you got: land, cuttings, or two hands?'],
  people: [{ who: 'ada', standing: 'host', joined: '2026-11-17T18:20:00Z' }],
}

/** How far she came before supper. */
export const firstHour: SeedFirstHour = {
  space: 'willow-nursery',
  by: 'ada',
  begun: {
    at: '2026-11-17T18:41:00Z',
    title: 'Say hello: who are you, and what grows with you?',
    text: `Two or three sentences are enough.

- Where is your bank, and what is it made of?
- What have you planted there, and what became of it?

I begin. Forty metres of clay above the mill. Sixty willow stakes in March, twenty-two alive in October. I would like to know why those.`,
  },
  later: 'host',
  toGreet: [
    { name: 'Luc, who lost his bank', greeted: true },
    { name: 'Odile Ferrand', greeted: false },
    { name: 'the man with the alders at the market', greeted: false },
  ],
}
