import type { SeedDiscussion } from '../types.ts'

/** From here Ines split off where the white plates are; and Mei’s advice changed after a cold morning. */
export const glovesInNovember: SeedDiscussion = {
  space: 'river-keepers',
  title: 'Which gloves for counting in November?',
  lang: 'en',
  intent: 'question',
  tags: ['counting', 'equipment'],
  messages: [
    {
      by: 'dylan',
      at: '2026-10-05T18:20:00Z',
      text: `Last year I counted with bare hands because nothing I own lets me feel a mayfly. By the third stone I could not feel the stone either.

What do you wear? It has to be cheap, I am buying for six.`,
      reactions: { 'me-too': ['mateo', 'tobias'] },
    },
    {
      by: 'mei',
      at: '2026-10-05T19:45:00Z',
      text: `Thin neoprene, 2 mm, one size smaller than you think. Cut the tips off thumb and first finger only. Two pairs each: change every **twenty** minutes, the other pair dries inside your coat.

Not the blue household ones: they fill with water and stay cold.`,
      replyTo: 1,
      edited: {
        at: '2026-10-18T11:05:00Z',
        before: `Thin neoprene, 3 mm, in your usual size. Cut the tips off all the fingers. Change every **forty** minutes.

Not the blue household ones: they fill with water and stay cold.`,
      },
      reactions: { helped: ['dylan', 'eszter'], thanks: ['mateo'] },
    },
    {
      by: 'henrik',
      at: '2026-10-06T06:50:00Z',
      text: `Wool, under anything. Wet wool is still warm, wet everything else is a punishment. My mother’s mittens have thumbs on both sides, so you turn them when one is through.`,
      replyTo: 1,
      reactions: { thanks: ['hanne', 'yara', 'brigid'] },
    },
    {
      by: 'yara',
      at: '2026-10-06T19:10:00Z',
      text: `While we are at equipment: does anybody know where the white plates are? I had two in spring, for the eels, and I lent one at the launch of the raft.`,
    },
    {
      by: 'owen',
      at: '2026-10-06T20:02:00Z',
      text: `One is on the lifeboat station’s wall. We thought it was a clock without hands.`,
      replyTo: 4,
      reactions: { thanks: ['yara', 'hanne', 'kwame', 'odile'] },
    },
    {
      by: 'brigid',
      at: '2026-10-07T10:30:00Z',
      text: `And one is under the basil in the shop. I will wash it. If every group needs its own, the charity shop in Quay Street has a box of forty, fifty cents each.`,
      replyTo: 4,
      reactions: { thanks: ['yara'], helped: ['mei'] },
    },
    {
      by: 'mei',
      at: '2026-10-18T11:10:00Z',
      text: `I have changed my advice above after a morning at the mill. Forty minutes was somebody else’s hands.`,
      reactions: { thanks: ['dylan', 'eszter', 'mateo'] },
    },
  ],
  answer: 2,
  splits: [{ by: 'ines', at: '2026-10-08T08:15:00Z', title: 'Where are the white plates?', numbers: [4, 5, 6] }],
  readBy: { ada: 7, ines: 7, sana: 7, luc: 7, bashir: 7, yara: 7, odile: 7, kwame: 7 },
}
