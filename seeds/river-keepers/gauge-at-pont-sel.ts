import type { SeedDiscussion } from '../types.ts'

/** Began among all; Ines took it to the circle that reads the gauges. */
export const gaugeAtPontSel: SeedDiscussion = {
  space: 'river-keepers',
  title: 'Who reads the gauge at Pont-Sel this winter?',
  lang: 'en',
  intent: 'help',
  tags: ['weir', 'gauge'],
  messages: [
    {
      by: 'ines',
      at: '2026-09-21T16:40:00Z',
      text: `The gauge at Pont-Sel sends its numbers by radio, except when it is cold, wet or a Sunday. From November to March somebody has to look at the staff by the sluice twice a week and write down what it says.

Two minutes, if you pass there anyway. Who passes there anyway?`,
      reactions: { thanks: ['owen'] },
    },
    {
      by: 'gilles',
      at: '2026-09-21T18:05:00Z',
      text: `Moi, tous les matins avec le chien. Le chien sait lire jusqu’à deux mètres.`,
      lang: 'fr',
      replyTo: 1,
      reactions: { thanks: ['ines', 'luc', 'odile'] },
    },
    {
      by: 'nils',
      at: '2026-09-22T07:30:00Z',
      text: `I can take Thursdays on the way to the mill. To the centimetre, or is “wet to the third bolt” good enough?`,
      replyTo: 1,
      reactions: { thanks: ['gilles'] },
    },
    {
      by: 'ines',
      at: '2026-09-22T16:50:00Z',
      text: `To the centimetre, please, and the hour. The third bolt is at 1.42 m, I measured it for exactly this conversation.`,
      replyTo: 3,
      reactions: { thanks: ['nils', 'henrik'] },
    },
  ],
  moved: { by: 'ines', at: '2026-09-23T08:00:00Z', to: 'weirs' },
  readBy: { ada: 4, sana: 4, luc: 4, bashir: 4, yara: 4, odile: 4, kwame: 4 },
}
