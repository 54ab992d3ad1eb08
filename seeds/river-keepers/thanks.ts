import type { SeedThanks } from '../types.ts'

/** What the River Keepers are thankful for, and what was said to it. */
export const thanks: SeedThanks[] = [
  {
    by: 'agnes',
    to: 'nils',
    at: '2026-10-12T19:40:00Z',
    lang: 'fr',
    words: 'Pour la carte du bief, dessinée à la main, avec les noms que disait ma grand-mère.',
    comments: [{ by: 'nils', at: '2026-10-13T07:05:00Z', text: 'She spelled them for me, twice. It is her map.' }],
  },
  {
    by: 'sana',
    to: 'odile',
    at: '2026-11-04T21:15:00Z',
    lang: 'en',
    words: 'You described the gravel bar with your hands to Yara, and she to me. I have never heard a place so well.',
  },
  {
    by: 'bashir',
    to: null,
    at: '2026-11-09T18:30:00Z',
    lang: 'en',
    words: 'You write letters to one old man by email so that he can be here. I notice it every time.',
    comments: [
      { by: 'yara', at: '2026-11-09T19:02:00Z', text: 'You answer all of them. *We* notice.' },
      { by: 'henrik', at: '2026-11-10T08:20:00Z', text: 'Two old men.' },
    ],
  },
  {
    by: 'henrik',
    to: 'luc',
    at: '2026-11-16T17:50:00Z',
    lang: 'en',
    words: 'For three jars of your own soil, and for saying so. I was wrong about you in February.',
  },
  {
    by: 'luc',
    to: 'kwame',
    at: '2026-11-17T06:30:00Z',
    lang: 'fr',
    words: 'Merci d’être venu à 3 h du matin, avec des sacs et du thé.',
    comments: [{ by: 'kwame', at: '2026-11-17T12:00:00Z', text: 'The tea was Bashir’s. I only carried it.' }],
  },
]
