import type { SeedSpace } from '../types.ts'

const prototype = '2025-10-06T17:00:00Z'
const launch = '2025-11-08T13:00:00Z'

/** Thirty-one people on the day of the launch, thirty-four today. */
export const riverKeepers: SeedSpace = {
  slug: 'river-keepers',
  name: 'River Keepers',
  purpose: 'We look after the Varelle, from the hills to the estuary, and learn from each other how.',
  lang: 'en',
  hue: 205,
  created: '2025-06-02T08:00:00Z',
  createdBy: 'ada',
  people: [
    { who: 'ada', standing: 'host', joined: '2025-06-02T08:00:00Z' },
    { who: 'ines', standing: 'host', joined: '2025-08-11T16:00:00Z' },

    // The eight who tried it first are Ada, Ines and these.
    { who: 'bashir', standing: 'member', joined: prototype },
    { who: 'sana', standing: 'member', joined: prototype },
    { who: 'luc', standing: 'member', joined: prototype },
    { who: 'yara', standing: 'member', joined: prototype },
    { who: 'odile', standing: 'member', joined: prototype },
    { who: 'kwame', standing: 'member', joined: prototype },

    { who: 'henrik', standing: 'member', joined: launch },
    { who: 'tamsin', standing: 'member', joined: launch, badge: 'host-organisation', left: '2026-06-30T16:00:00Z' },
    { who: 'agnes', standing: 'member', joined: launch },
    { who: 'tomas', standing: 'member', joined: launch },
    { who: 'mei', standing: 'member', joined: launch },
    { who: 'gareth', standing: 'member', joined: launch },
    { who: 'fatou', standing: 'member', joined: launch },
    { who: 'piotr', standing: 'member', joined: launch },
    { who: 'leila', standing: 'member', joined: launch },
    { who: 'owen', standing: 'member', joined: launch },
    { who: 'celeste', standing: 'member', joined: launch },
    { who: 'devika', standing: 'member', joined: launch },
    { who: 'mateo', standing: 'member', joined: launch },
    { who: 'hanne', standing: 'member', joined: launch },
    { who: 'youssef', standing: 'member', joined: launch },
    { who: 'brigid', standing: 'member', joined: launch },
    { who: 'amina', standing: 'member', joined: launch },
    { who: 'gilles', standing: 'member', joined: launch },
    { who: 'eszter', standing: 'member', joined: launch },
    { who: 'paolo', standing: 'member', joined: launch },
    { who: 'nils', standing: 'member', joined: launch },
    { who: 'mireille', standing: 'member', joined: launch },
    { who: 'dylan', standing: 'member', joined: launch },

    { who: 'rosa', standing: 'guest', joined: '2025-12-01T09:00:00Z', badge: 'funder', until: '2027-06-30T22:00:00Z' },
    { who: 'wanjiru', standing: 'guest', joined: '2026-02-09T10:00:00Z', until: '2026-11-30T23:00:00Z' },
    { who: 'nadia', standing: 'member', joined: '2026-10-26T18:00:00Z' },
    { who: 'tobias', standing: 'member', joined: '2026-11-15T15:00:00Z' },
  ],
  welcome: {
    timeAsked: 'ten minutes a week',
    agreements: [
      'Ask before naming a place.',
      'Mail first: nobody must be online.',
      'Stories stay here, learning may travel.',
      'Anyone can say “pass”.',
      'When it hurts, ask Kwame, Sana or Odile.',
    ],
    hello: 'Start here: who we are and how we talk',
    helloQuestion: 'Which water do you know?',
    welcomer: 'yara',
  },
  tags: {
    'water-quality': 'What the water looks, smells and tastes like, and how we find out.',
    banks: 'Where the river meets the land: what holds it and what takes it.',
    eels: 'The glass eels, the grown ones, and whoever counts them.',
    flood: 'High water: before, during and after.',
    agreements: 'How we want to be with each other.',
    'asks-for-help': 'Somebody cannot do it alone.',
  },
  hearing: [
    { who: 'ada', tag: 'asks-for-help', level: 'follow' },
    { who: 'sana', tag: 'listening', level: 'follow' },
    { who: 'luc', tag: 'teaching', level: 'muted' },
    { who: 'henrik', level: 'quiet' },
    { who: 'kwame', tag: 'flood', level: 'follow' },
  ],
}
