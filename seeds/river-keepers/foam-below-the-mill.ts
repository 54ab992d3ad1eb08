import type { SeedDiscussion } from '../types.ts'

export const foamBelowTheMill: SeedDiscussion = {
  space: 'river-keepers',
  title: 'La mousse sous le moulin : du savon ?',
  lang: 'fr',
  intent: 'question',
  tags: ['water-quality', 'foam'],
  messages: [
    {
      by: 'fatou',
      at: '2026-11-16T06:50:00Z',
      text: `Depuis samedi, il y a de la mousse sous le moulin, côté jardins : blanche le matin, beige le soir, et elle tient. On pourrait y poser un canard.

Est-ce du savon, ou est-ce que ça peut venir des feuilles ? J’arrose encore mes poireaux avec cette eau. (J’ai demandé à Piotr avant d’écrire : il a vu la même chose, et il veut bien qu’on nomme le moulin.)`,
      reactions: { 'me-too': ['piotr', 'youssef'] },
    },
  ],
  readBy: { ada: 1, ines: 1, piotr: 1 },
}
