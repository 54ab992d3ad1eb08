import type { SeedDiscussion } from '../types.ts'

export const gaugeTonight: SeedDiscussion = {
  space: 'flood-watch',
  title: 'Gauge at Pont-Sel: who looks tonight?',
  lang: 'en',
  intent: 'help',
  tags: ['gauge', 'night'],
  messages: [
    {
      by: 'kwame',
      at: '2026-11-18T16:10:00Z',
      text: `Forty millimetres in the hills since noon. Pont-Sel stood at 1.62 at four o’clock, rising a hand an hour. I am on shift from eight and cannot look.

Who reads it at ten, and at two? Write the number here, even if nothing has changed. Nothing is also a number.`,
      reactions: { thanks: ['brigid', 'owen'] },
    },
    {
      by: 'brigid',
      at: '2026-11-18T16:25:00Z',
      text: `Ten is mine. I take the dog anyway.`,
      reactions: { thanks: ['kwame'] },
    },
    {
      by: 'luc',
      at: '2026-11-18T17:02:00Z',
      lang: 'fr',
      text: `Je prends deux heures. De toute façon je ne dors pas quand ça monte.`,
      reactions: { thanks: ['kwame', 'yara'] },
    },
    {
      by: 'brigid',
      at: '2026-11-18T22:04:00Z',
      text: `1.71. Brown, with branches. The dog refused the steps.`,
    },
    {
      by: 'luc',
      at: '2026-11-19T02:11:00Z',
      lang: 'fr',
      text: `1,74 et ça ne monte plus. Il y a une lune. Dormez.`,
      reactions: { thanks: ['kwame', 'brigid', 'owen', 'yara'] },
    },
  ],
  readBy: { owen: 4, yara: 5 },
}
