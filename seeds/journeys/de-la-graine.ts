import type { SeedJourney } from './types.ts'

/** A draft that only Lucie and the hosts of Seed Savers see. */
export const deLaGraine: SeedJourney = {
  space: 'seed-savers',
  by: 'lucie',
  at: '2026-11-15T20:00:00Z',
  lang: 'fr',
  title: 'De la graine à la graine, un printemps',
  forWhom: 'Pour qui n’a jamais gardé une graine, et a un rebord de fenêtre.',
  able: 'Semer, attendre, récolter, sécher, étiqueter. Et recommencer.',
  takes: 'Une demi-heure par semaine, de mars à août',
  text: 'Brouillon : il manque encore les rencontres. Qui guide avec moi\u202f?',
  steps: [
    {
      kind: 'do',
      stage: 'Mars',
      title: 'Choisir une graine',
      text: 'Une seule. Celle dont vous connaissez l’histoire.',
      minutes: 20,
    },
    { kind: 'meet', stage: 'Mars', title: 'Semer ensemble', text: 'Sur place, avec de la terre sous les ongles.' },
    {
      kind: 'reflect',
      stage: 'Août',
      title: 'Qu’avez-vous appris en attendant\u202f?',
      minutes: 15,
      must: 'may',
    },
  ],
}
