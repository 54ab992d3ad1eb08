import type { SeedReport } from './types.ts'

/** What people could not leave as it was, and asked the hosts to look at. */
export const reports: SeedReport[] = [
  {
    by: 'hanne',
    at: '2026-02-15T11:40:00Z',
    discussion: 'About that photo',
    number: 2,
    kind: 'hurts',
    words: 'Luc’s boy reads here too. This is the week in which somebody says sorry. Can it wait?',
    note: {
      by: 'ada',
      at: '2026-02-15T12:10:00Z',
      agreement: 'Repair before argument: first we hear whom it hurt',
      words: `Owen, I think you did not know about the school bus when you wrote this. Please read Kwame’s message, and then yours again.

Nobody asks you to close your eyes. I ask you to let this thread be about Luc for a few days. Whatever you decide to do with your message is yours to do.`,
      replies: [
        {
          by: 'owen',
          at: '2026-02-16T18:20:00Z',
          words:
            'I had not read about the bus. I have taken it back and said so there. You could have just removed it, thank you for not doing that.',
        },
        {
          by: 'ada',
          at: '2026-02-16T19:02:00Z',
          words: 'Thank you, Owen. That was better than anything I could have done.',
        },
      ],
    },
  },
  {
    by: 'gareth',
    at: '2026-01-21T09:15:00Z',
    discussion: 'Can we open the weir before eel season?',
    number: 3,
    kind: 'other',
    words: 'Three words, and everyone says thanks. It makes Henrik look a fool.',
    settled: {
      by: 'ines',
      at: '2026-01-21T18:30:00Z',
      step: 'kept',
      answer: 'It is short, but it is about eels and not about Henrik. I asked him: he laughed. It stays.',
    },
  },
  {
    by: 'celeste',
    at: '2026-11-18T11:50:00Z',
    discussion: 'La mousse sous le moulin : du savon ?',
    kind: 'private',
    words:
      'Piotr a dit oui, mais le moulin est aussi à sa sœur, qui n’est pas ici. Est-ce que quelqu’un lui a demandé avant de nommer le lieu ?',
  },
]
