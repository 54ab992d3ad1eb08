import type { SeedSpace } from '../types.ts'

/** Smaller groups within River Keepers: one may ask to join, one may be read by all, one nobody else knows of. */
export const weirs: SeedSpace = {
  slug: 'weirs',
  parent: 'river-keepers',
  name: 'Weirs',
  purpose: 'Which boards come out, when, and who is asked before.',
  lang: 'en',
  hue: 265,
  created: '2026-04-13T18:00:00Z',
  createdBy: 'ada',
  visibility: 'listed',
  joining: 'request',
  questions: ['Which weir do you know best?', 'What would go wrong for you if it opened on the wrong day?'],
  answersShown: true,
  people: [
    { who: 'ada', standing: 'host', joined: '2026-04-13T18:00:00Z' },
    { who: 'bashir', standing: 'member', joined: '2026-04-13T19:00:00Z' },
    { who: 'gareth', standing: 'member', joined: '2026-04-14T07:30:00Z' },
    { who: 'henrik', standing: 'member', joined: '2026-04-14T20:10:00Z' },
    { who: 'piotr', standing: 'member', joined: '2026-04-20T09:00:00Z' },
    { who: 'luc', standing: 'member', joined: '2026-05-02T21:00:00Z' },
    { who: 'wanjiru', standing: 'guest', joined: '2026-04-15T10:00:00Z', until: '2026-11-30T23:00:00Z' },
  ],
  requests: [
    {
      who: 'nadia',
      at: '2026-11-18T17:20:00Z',
      answers: [
        'The little one behind the old tannery: I lived above it as a child.',
        'Nothing would go wrong for me, I think. For the ducks, perhaps, if it were April.',
      ],
    },
  ],
}

export const floodWatch: SeedSpace = {
  slug: 'flood-watch',
  parent: 'river-keepers',
  name: 'Flood Watch',
  purpose:
    'Who reads which gauge, who is called at night, what we do first. / Qui lit quelle échelle, qui on appelle la nuit.',
  lang: 'en',
  hue: 25,
  created: '2026-02-20T19:00:00Z',
  createdBy: 'kwame',
  visibility: 'open',
  joining: 'free',
  people: [
    { who: 'kwame', standing: 'host', joined: '2026-02-20T19:00:00Z' },
    { who: 'luc', standing: 'member', joined: '2026-02-20T21:30:00Z' },
    { who: 'brigid', standing: 'member', joined: '2026-02-21T08:00:00Z' },
    { who: 'owen', standing: 'member', joined: '2026-02-23T18:00:00Z' },
    { who: 'yara', standing: 'member', joined: '2026-03-02T12:00:00Z' },
    { who: 'ines', standing: 'member', joined: '2026-03-02T18:20:00Z' },
    { who: 'gilles', standing: 'member', joined: '2026-03-05T07:00:00Z' },
    { who: 'nils', standing: 'member', joined: '2026-09-22T20:00:00Z' },
  ],
}

export const care: SeedSpace = {
  slug: 'care',
  parent: 'river-keepers',
  name: 'Care',
  purpose: 'When it hurts. What is said here stays with the three of us.',
  lang: 'en',
  hue: 330,
  created: '2026-03-09T20:00:00Z',
  createdBy: 'kwame',
  visibility: 'hidden',
  joining: 'invitation',
  people: [
    { who: 'kwame', standing: 'host', joined: '2026-03-09T20:00:00Z' },
    { who: 'sana', standing: 'member', joined: '2026-03-09T20:30:00Z' },
    { who: 'odile', standing: 'member', joined: '2026-03-10T17:00:00Z' },
  ],
}
