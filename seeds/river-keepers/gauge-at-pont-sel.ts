import type { SeedDiscussion } from '../types.ts'

/** Began among all; Ada took it to the circle that looks after the weirs. */
export const gaugeAtPontSel: SeedDiscussion = {
  space: 'river-keepers',
  title: 'Who reads the staff at Pont-Sel this winter?',
  lang: 'en',
  intent: 'help',
  tags: ['weir', 'gauge'],
  messages: [
    {
      by: 'henrik',
      at: '2026-09-21T16:40:00Z',
      text: `The gauge at Pont-Sel sends its numbers by radio, except when it is cold, wet or a Sunday. From November to March somebody has to look at the staff by the sluice twice a week and write down what it says.

Two minutes, if you pass there anyway. Who passes there anyway?`,
      reactions: { thanks: ['gareth'] },
    },
    {
      by: 'piotr',
      at: '2026-09-21T18:05:00Z',
      text: `Me, every morning, with the dog. The dog reads up to two metres.`,
      replyTo: 1,
      reactions: { thanks: ['henrik', 'luc', 'gareth'] },
    },
    {
      by: 'gareth',
      at: '2026-09-22T07:30:00Z',
      text: `I can take Thursdays. To the centimetre, or is “wet to the third bolt” good enough?`,
      replyTo: 1,
      reactions: { thanks: ['piotr'] },
    },
    {
      by: 'henrik',
      at: '2026-09-22T16:50:00Z',
      text: `To the centimetre, please, and the hour. The third bolt is at 1.42 m, I measured it for exactly this conversation.`,
      replyTo: 3,
      reactions: { thanks: ['gareth', 'piotr', 'ada'] },
    },
  ],
  moved: { by: 'ada', at: '2026-09-23T08:00:00Z', to: 'weirs' },
  readBy: { ada: 4, luc: 4, bashir: 4 },
}
