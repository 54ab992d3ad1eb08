import type { SeedDiscussion } from '../types.ts'

export const seedSwap: SeedDiscussion = {
  space: 'seed-savers',
  title: 'Seed swap on 21 November: who brings what?',
  lang: 'en',
  intent: 'announcement',
  tags: ['dates', 'swap'],
  messages: [
    {
      by: 'noor',
      at: '2026-11-02T10:00:00Z',
      text: `**Saturday 21 November, 14:00, Pont-Sel hall.** Our third swap, and the first with heating.

The rules have not changed:

- Nothing is sold. You may leave with seed even if you came with none.
- Every packet carries a name, a year, and one sentence: where it comes from, or whom it reminds you of.
- Take what you will really sow. Ten seeds that are sown are worth more than a hundred that are owned.

Please write here what you bring, so that I can lay the tables. Écrivez en français, si c’est plus simple.`,
      reactions: { thanks: ['ines', 'greta', 'lucie', 'ibrahim', 'anjali'] },
    },
    {
      by: 'teodora',
      at: '2026-11-03T07:30:00Z',
      text: `Tomatoes: Baba’s Ox, from the matchbox. This year I got forty seeds of it that are clean and true. I keep ten. Thirty are for you.

The sentence: “She ate them warm, with salt, standing up, and nobody was allowed to talk.”`,
      replyTo: 1,
      reactions: { thanks: ['noor', 'yara', 'greta', 'lucie', 'colm', 'anjali'] },
    },
    {
      by: 'ibrahim',
      at: '2026-11-04T13:10:00Z',
      text: `Du sorgho blanc, deux épis entiers, et des oignons violets en graines. Le sorgho a poussé sur le toit, il a vu toute la ville. Il lui faut de la chaleur et de la patience, comme à moi.`,
      lang: 'fr',
      replyTo: 1,
      reactions: { thanks: ['noor', 'yara', 'ines', 'teodora'] },
    },
    {
      by: 'colm',
      at: '2026-11-06T20:00:00Z',
      text: `Barley, two-row, tall enough to lose a child in. I’ll bring the flail as well, for show. It is safe as long as nobody stands behind me.`,
      replyTo: 1,
      reactions: { thanks: ['noor', 'anjali'] },
    },
    {
      by: 'lucie',
      at: '2026-11-10T17:50:00Z',
      text: `Des greffons de pommier, s’il ne gèle pas. Avec étiquettes. Au crayon.`,
      lang: 'fr',
      replyTo: 1,
      reactions: { thanks: ['ines', 'noor', 'greta', 'yara', 'ibrahim'] },
    },
    {
      by: 'greta',
      at: '2026-11-12T11:25:00Z',
      text: `Lettuce. *Definitely* lettuce. Also six kinds of poppy that have married one another behind my back. I’ll label them “surprise”.

Do we need cups? I have thirty, no two alike.`,
      replyTo: 1,
      reactions: { thanks: ['lucie', 'noor', 'colm', 'teodora'] },
    },
    {
      by: 'ines',
      at: '2026-11-15T16:30:00Z',
      text: `Thirty cups will be enough, we were twenty-four last time. J’apporte la balance, les sachets et les haricots jaunes. I can open the hall at one o’clock; two people for the tables would help me.`,
      replyTo: 6,
      reactions: { thanks: ['greta', 'noor'] },
    },
    {
      by: 'yara',
      at: '2026-11-15T20:20:00Z',
      text: `Moi à une heure, avec un ami costaud. Et une poignée de haricots dont je vous raconte l’histoire sur place.`,
      lang: 'fr',
      replyTo: 7,
      reactions: { thanks: ['ines', 'noor'], helped: ['ines'] },
    },
  ],
  readBy: { ines: 8, noor: 8, yara: 8, colm: 6 },
}
