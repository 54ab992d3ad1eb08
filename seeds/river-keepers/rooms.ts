import type { SeedRoom } from '../types.ts'

const space = 'river-keepers'

/** Where one says a quick word: about where and when, about nothing much, and what is good. */
export const rooms: SeedRoom[] = [
  {
    space,
    title: 'At the water',
    about: 'For a quick word about where and when.',
    lang: 'en',
    by: 'ada',
    at: '2026-09-28T17:00:00Z',
    messages: [
      {
        by: 'ada',
        at: '2026-09-28T17:01:00Z',
        text: 'Good morning, river. This is for short things: who is where, who brings what.',
      },
      {
        by: 'henrik',
        at: '2026-09-28T17:30:00Z',
        text: 'Like shouting across the water, but in writing.',
        reactions: { thanks: ['ada', 'yara', 'sana'] },
      },
      {
        by: 'kwame',
        at: '2026-10-09T05:40:00Z',
        text: 'Going past the lock on my way home. Anything you want looked at?',
      },
      { by: 'ines', at: '2026-10-09T05:52:00Z', text: 'The gauge, please: is the third bolt wet?' },
      {
        by: 'kwame',
        at: '2026-10-09T06:20:00Z',
        text: 'Dry. A heron stands on the second.',
        reactions: { thanks: ['ines'] },
      },
      {
        by: 'ines',
        at: '2026-10-09T06:22:00Z',
        text: 'Then I need not get up. Thank the heron.',
        reactions: { thanks: ['kwame', 'yara', 'odile'] },
      },
      {
        by: 'yara',
        at: '2026-10-24T08:10:00Z',
        text: 'Who has the long net? The children are here and look at me as if I knew.',
      },
      { by: 'agnes', at: '2026-10-24T08:14:00Z', text: 'In my car. Five minutes!' },
      {
        by: 'yara',
        at: '2026-10-24T08:31:00Z',
        text: 'They have named the net Agnes now.',
        reactions: { thanks: ['agnes', 'ada', 'henrik'] },
      },
      {
        by: 'odile',
        at: '2026-11-18T16:02:00Z',
        lang: 'fr',
        text: 'Samedi 28, on marche jusqu’au banc de gravier. Huit degrés, peu de vent.\n\nJ’ai trois paires de bottes : 38, 41, 44. Premier arrivé, premier mouillé !',
      },
      { by: 'henrik', at: '2026-11-18T16:20:00Z', text: '44 for me, please. My train is in at 9:31.' },
      {
        by: 'sana',
        at: '2026-11-18T17:47:00Z',
        text: 'Could someone describe the bar to me on the phone while you walk? I will record the far side meanwhile.',
      },
      {
        by: 'odile',
        at: '2026-11-19T07:05:00Z',
        text: 'Yes! Yara holds the phone, I point, she speaks. Nobody speaks for the heron.',
        replyTo: 12,
        reactions: { thanks: ['sana', 'yara'] },
      },
      {
        by: 'kwame',
        at: '2026-11-19T07:12:00Z',
        text: 'Coming off nights, so I join at noon with soup. The Flood Watch drill is at three, same day, same boots.',
      },
      { by: 'ada', at: '2026-11-19T07:30:00Z', text: 'Soup at noon it is. Wet feet on both ends.' },
      {
        by: 'luc',
        at: '2026-11-19T10:58:00Z',
        lang: 'fr',
        text: 'Le chemin du haut est coupé. Passez par la ferme, le portail sera ouvert.',
      },
      {
        by: 'yara',
        at: '2026-11-19T11:09:00Z',
        text: 'The upper path is closed: go through Luc’s farm, the gate will be open. Merci Luc !',
        replyTo: 16,
      },
    ],
  },
  {
    space,
    title: 'What the gauge says',
    about: 'The gauge at Pont-Sel speaks by itself. Whoever is nearer answers it.',
    lang: 'en',
    by: 'ines',
    at: '2026-11-02T09:00:00Z',
    connection: 'Water gauge',
    messages: [
      {
        by: 'ines',
        at: '2026-11-02T09:20:00Z',
        through: 'Water gauge',
        text: 'Pont-Sel: **1.12 m**, 4 cm more than an hour ago.',
      },
      {
        by: 'ines',
        at: '2026-11-14T05:10:00Z',
        through: 'Water gauge',
        text: 'Pont-Sel: **1.87 m**, 21 cm more than an hour ago. Third bolt wet.',
        reactions: { thanks: ['kwame'] },
      },
      {
        by: 'kwame',
        at: '2026-11-14T05:31:00Z',
        text: 'Awake anyway. The boards are at the lock, left of the door.',
        reactions: { thanks: ['ines', 'luc'] },
      },
    ],
  },
  {
    space,
    title: 'By the fire',
    about: 'For whatever has no other place.',
    lang: 'en',
    by: 'yara',
    at: '2026-10-02T18:00:00Z',
    messages: [
      { by: 'yara', at: '2026-10-02T18:01:00Z', text: 'Nobody has to know anything in here.' },
      {
        by: 'henrik',
        at: '2026-10-02T18:40:00Z',
        text: 'Finally a room for me.',
        reactions: { thanks: ['yara', 'kwame', 'ada'] },
      },
      {
        by: 'owen',
        at: '2026-11-06T21:30:00Z',
        text: 'Does anybody else greet the river when crossing the bridge? Asking for a friend who is fifty-three.',
      },
      {
        by: 'sana',
        at: '2026-11-06T21:41:00Z',
        text: 'It answers. You have to stop walking, though.',
        reactions: { 'me-too': ['owen', 'yara'], thanks: ['ines'] },
      },
      { by: 'ines', at: '2026-11-07T08:00:00Z', text: 'I tell it the level. It never argues.' },
      {
        by: 'celeste',
        at: '2026-11-13T18:20:00Z',
        text: 'My grandmother’s walnut cake is on the sill of the tool shed. First come.',
      },
      { by: 'gareth', at: '2026-11-13T18:24:00Z', text: 'Which sill? Asking quickly.' },
      {
        by: 'piotr',
        at: '2026-11-13T18:51:00Z',
        text: 'The empty one.',
        reactions: { thanks: ['gareth', 'celeste', 'yara', 'henrik'] },
      },
    ],
  },
  {
    space,
    title: 'Le comptoir',
    about: 'En français, à voix basse ou haute.',
    lang: 'fr',
    by: 'odile',
    at: '2026-10-05T16:00:00Z',
    messages: [
      { by: 'odile', at: '2026-10-05T16:01:00Z', text: 'Ici on peut écrire sans chercher ses mots en anglais.' },
      { by: 'luc', at: '2026-10-05T20:15:00Z', text: 'Ouf.', reactions: { 'me-too': ['odile', 'yara'] } },
      { by: 'ines', at: '2026-11-16T12:10:00Z', text: 'Luc, la berge tient-elle depuis samedi ?' },
      {
        by: 'luc',
        at: '2026-11-16T19:02:00Z',
        text: 'Elle tient. Les vaches la regardent comme une série.',
        reactions: { thanks: ['ines', 'odile', 'yara'] },
      },
    ],
  },
]
