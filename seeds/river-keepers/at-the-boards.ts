import type { SeedRoom } from '../types.ts'

/** A room of few: some of them show how far they have read (`showReading`). */
export const atTheBoards: SeedRoom = {
  space: 'weirs',
  title: 'At the boards',
  about: 'Who is at which weir, and who has the key.',
  lang: 'en',
  by: 'gareth',
  at: '2026-11-09T18:00:00Z',
  messages: [
    {
      by: 'gareth',
      at: '2026-11-09T18:02:00Z',
      text: 'For small things: keys, levels, who is on the bank. What we decide stays where it can be found.',
    },
    {
      by: 'luc',
      at: '2026-11-12T20:30:00Z',
      lang: 'fr',
      text: 'Ici, l’eau est à deux planches du haut. Les vaches surveillent.',
      reactions: { thanks: ['ada', 'henrik'] },
    },
    {
      by: 'gareth',
      at: '2026-11-13T17:00:00Z',
      text: 'Two boards are fine until the weekend. I row past the lower weir tomorrow and count again.',
    },
    {
      by: 'henrik',
      at: '2026-11-17T19:20:00Z',
      text: 'I need the key to the mill weir on Saturday. Piotr, where does it hang?',
    },
    {
      by: 'ada',
      at: '2026-11-18T12:05:00Z',
      text: 'Could we write that on the door? I ask every spring.',
      reactions: { 'me-too': ['gareth', 'henrik'] },
    },
    {
      by: 'piotr',
      at: '2026-11-18T17:50:00Z',
      text: 'It is on the door. On the inside, so that it stays dry.',
    },
    { by: 'ada', at: '2026-11-19T06:50:00Z', text: 'Thank you, Piotr. Whoever has the key can read where it is.' },
  ],
}
