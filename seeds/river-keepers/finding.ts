import type { SeedFinding } from '../types.ts'

/** Dates that River Keepers look for together: one that turns around two clocks, one that waits for answers, one that was found. */
export const finding: SeedFinding[] = [
  {
    space: 'river-keepers',
    by: 'ada',
    at: '2026-11-17T19:00:00Z',
    lang: 'en',
    title: 'An hour with Kisumu',
    about:
      'Wanjiru thinks along with us, from the lake. Once a month, through the winter and the spring: one question from here, one from there.',
    link: 'https://meet.example.org/kisumu',
    minutes: 60,
    options: ['2026-12-08T20:30', '2026-12-12T07:00', '2026-12-15T20:30'],
    series: { every: 'month', times: 5 },
    wanted: ['wanjiru', 'luc', 'yara', 'sana'],
    answersUntil: '2026-12-01',
    answers: {
      ada: ['yes', 'if-need-be', 'yes'],
      wanjiru: ['if-need-be', 'yes', 'if-need-be'],
      luc: ['if-need-be', 'yes', 'no'],
      yara: ['yes', 'if-need-be', 'yes'],
      kwame: ['yes', 'no', 'yes'],
    },
    comments: [
      { by: 'luc', at: '2026-11-18T05:50:00Z', text: 'Sept heures, j’ai déjà trait. Ça me va.', lang: 'fr' },
      {
        by: 'wanjiru',
        at: '2026-11-18T06:10:00Z',
        text: 'Half past eight with you is half past ten here. Now and then, gladly. Not always.',
      },
    ],
  },
  {
    space: 'river-keepers',
    by: 'odile',
    at: '2026-11-19T16:30:00Z',
    lang: 'fr',
    title: 'Un soir pour répéter les signes',
    about: 'Avant la promenade : vingt signes utiles au bord de l’eau. Avec ou sans appareil.',
    place: 'Chez Odile',
    minutes: 90,
    options: ['2026-11-24T18:00', '2026-11-25T18:00', '2026-11-26T20:30'],
    wanted: ['ada', 'ines'],
    answersUntil: '2026-11-23',
    answers: { ines: ['yes', 'yes', 'if-need-be'], agnes: ['no', 'yes', 'yes'], mireille: ['yes', 'yes', 'no'] },
  },
  {
    space: 'river-keepers',
    by: 'bashir',
    at: '2026-11-10T05:40:00Z',
    lang: 'en',
    title: 'Mending nets, for whoever wants to learn',
    about: 'Two hours, one torn net each. I bring needles.',
    place: 'Net store, Saltmouth',
    minutes: 120,
    options: ['2026-12-05T09:00', '2026-12-05T14:00', '2026-12-12T09:00'],
    answers: {
      bashir: ['yes', 'if-need-be', 'yes'],
      yara: ['yes', 'no', 'no'],
      kwame: ['if-need-be', 'yes', 'if-need-be'],
      fatou: ['yes', 'yes', 'no'],
      henrik: ['yes', 'no', 'yes'],
    },
    taken: { by: 'bashir', at: '2026-11-15T05:30:00Z', option: 0 },
  },
]

/** Who is awake at other hours than most: from, until. */
export const awake: Record<string, [number, number]> = { luc: [5, 20], yara: [9, 23], bashir: [4, 20] }
