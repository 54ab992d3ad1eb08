/**
 * When each last caught up with all there was; what a discussion says of somebody (`readBy`) goes before it. Some come every
 * day, some once a week; Luc is five days behind, Bashir reads by mail and seldom opens a page, Tobias has just come.
 */
export const lastHere: Record<string, string> = {
  ada: '2026-11-19T07:00:00Z',
  ines: '2026-11-19T08:30:00Z',
  sana: '2026-11-18T21:00:00Z',
  kwame: '2026-11-18T22:10:00Z',
  odile: '2026-11-18T20:00:00Z',
  yara: '2026-11-18T20:35:00Z',
  henrik: '2026-11-18T18:30:00Z',
  luc: '2026-11-14T18:00:00Z',
  bashir: '2026-09-06T16:00:00Z',
  rosa: '2026-11-10T09:20:00Z',
  wanjiru: '2026-10-28T14:00:00Z',

  agnes: '2026-11-17T06:40:00Z',
  tomas: '2026-11-12T19:00:00Z',
  mei: '2026-11-15T20:15:00Z',
  gareth: '2026-11-18T12:30:00Z',
  fatou: '2026-11-16T18:00:00Z',
  piotr: '2026-11-18T17:30:00Z',
  leila: '2026-11-09T08:10:00Z',
  owen: '2026-11-18T22:04:00Z',
  celeste: '2026-11-18T11:45:00Z',
  devika: '2026-11-13T21:00:00Z',
  mateo: '2026-10-20T17:30:00Z',
  hanne: '2026-11-16T07:30:00Z',
  youssef: '2026-11-11T20:00:00Z',
  brigid: '2026-11-17T13:00:00Z',
  amina: '2026-11-08T19:30:00Z',
  gilles: '2026-11-15T06:50:00Z',
  eszter: '2026-11-01T10:00:00Z',
  paolo: '2026-09-30T21:00:00Z',
  nils: '2026-11-17T19:45:00Z',
  mireille: '2026-11-14T09:00:00Z',
  dylan: '2026-08-22T16:00:00Z',
  nadia: '2026-11-06T18:20:00Z',
  tobias: '2026-11-15T15:30:00Z',

  noor: '2026-11-18T21:30:00Z',
  greta: '2026-11-17T18:00:00Z',
  anjali: '2026-11-14T07:00:00Z',
  colm: '2026-11-16T20:00:00Z',
}

/** Who shows, where few talk, how far they have read; to see it, too, of those who do. */
export const showReading = ['ada', 'ines', 'yara', 'luc', 'henrik', 'gareth']

/** Who fetches what with a feed reader; without a place, everything they read. */
export const feeds: { who: string; space?: string }[] = [
  { who: 'ada' },
  { who: 'ada', space: 'river-keepers' },
  { who: 'henrik', space: 'river-keepers' },
  { who: 'noor', space: 'seed-savers' },
]
