import type { SeedSpace } from '../types.ts'
import { introduction } from './introduction.ts'

export const seedSavers: SeedSpace = {
  slug: 'seed-savers',
  name: 'Seed Savers',
  purpose: 'We keep old seeds alive by sowing them, and pass them on with their stories.',
  lang: 'en',
  hue: 75,
  created: '2026-02-22T10:00:00Z',
  createdBy: 'noor',
  visibility: 'announced',
  joining: 'request',
  questions: ['Which seed would you save first?', 'Who told you of us?'],
  requests: [
    {
      who: 'maud',
      at: '2026-11-17T19:40:00Z',
      answers: ['Le sainfoin de ma grand-mère, pour les abeilles.', 'Luc, en m’achetant du miel.'],
    },
    {
      who: 'joss',
      at: '2026-11-19T08:15:00Z',
      answers: [
        'A pea that nobody could name. It climbs to the roof.',
        'A poster in the library, with a jar glued to it.',
      ],
    },
  ],
  welcome: {
    timeAsked: 'an evening a month, more at harvest',
    agreements: ['Nothing is sold.', 'Write down where a seed comes from.', 'Give on half of what you were given.'],
    welcomer: 'noor',
    introduction,
  },
  people: [
    { who: 'noor', standing: 'host', joined: '2026-02-22T10:00:00Z' },
    { who: 'ines', standing: 'host', joined: '2026-03-08T15:00:00Z' },
    { who: 'yara', standing: 'member', joined: '2026-03-15T17:30:00Z' },
    { who: 'lucie', standing: 'member', joined: '2026-03-08T15:10:00Z' },
    { who: 'ibrahim', standing: 'member', joined: '2026-03-21T09:00:00Z' },
    { who: 'greta', standing: 'member', joined: '2026-03-21T09:20:00Z' },
    { who: 'teodora', standing: 'member', joined: '2026-04-12T11:00:00Z' },
    { who: 'colm', standing: 'member', joined: '2026-05-03T14:00:00Z' },
    { who: 'anjali', standing: 'member', joined: '2026-09-05T13:00:00Z' },
  ],
}
