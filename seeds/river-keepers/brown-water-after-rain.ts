import type { SeedDiscussion } from '../types.ts'

export const brownWaterAfterRain: SeedDiscussion = {
  space: 'river-keepers',
  title: 'Brown water after rain: soil or sewage?',
  lang: 'en',
  intent: 'question',
  tags: ['water-quality', 'jar-test'],
  messages: [
    {
      by: 'henrik',
      at: '2026-11-14T09:20:00Z',
      text: `After every rain the Varelle below Millbridge goes brown for a day. Half of my angling club says it is soil from the fields, half says it is the sewer. We have said so, loudly, for a year.

How can I tell, without a laboratory and without a quarrel?`,
      reactions: {
        thanks: ['luc', 'kwame', 'ines'],
        'me-too': ['gareth', 'owen', 'piotr', 'mateo', 'fatou'],
      },
    },
    {
      by: 'bashir',
      at: '2026-11-14T11:05:00Z',
      text: `In Saltmouth my nets tell me. Soil washes out with one pull through the water. The other thing, you need soap, and you do not eat after.`,
      reactions: { thanks: ['henrik', 'hanne', 'sana', 'yara', 'owen', 'brigid'] },
    },
    {
      by: 'luc',
      at: '2026-11-14T17:31:00Z',
      text: `> without a quarrel?

Merci de demander au lieu d’accuser. Chez moi, à Haut-Varelle, c’est de la terre : je la vois partir. Mais après Pont-Sel, je ne sais pas. Qui mesure ?`,
      lang: 'fr',
      replyTo: 1,
      reactions: { 'me-too': ['ada', 'celeste', 'paolo', 'youssef'] },
    },
    {
      by: 'ines',
      at: '2026-11-15T08:12:00Z',
      text: `A jar test. One evening, one jam jar, no laboratory:

- fill it from the middle of the stream, an hour after the rain stops;
- leave it on a window sill overnight, and do not touch it;
- in the morning, look at the bottom and at the top.

Sand, then silt, in layers: soil. Grey flakes that hang or float, and a smell when you open it: sewage. Both happens too. Alors on prévient tout le monde, sans chercher de coupable.`,
      replyTo: 1,
      reactions: {
        thanks: ['ada', 'henrik', 'luc', 'sana', 'mei', 'rosa', 'devika', 'gareth', 'piotr'],
        helped: ['henrik', 'fatou', 'youssef', 'mateo', 'dylan', 'agnes', 'celeste'],
      },
    },
    {
      by: 'rosa',
      at: '2026-11-16T07:40:00Z',
      text: `This is exactly what our board hopes to read about. May I mention the jars, and Luc’s question, in my report?`,
      reactions: { thanks: ['ines'] },
    },
    {
      by: 'ada',
      at: '2026-11-16T08:15:00Z',
      text: `The jars, gladly. Luc’s words only if Luc says yes; “ask before naming a place” holds for reports as well. I have written to him.`,
      replyTo: 5,
      reactions: { thanks: ['rosa', 'luc', 'odile', 'sana', 'kwame', 'henrik', 'ines', 'celeste'] },
    },
    {
      by: 'wanjiru',
      at: '2026-11-16T16:15:00Z',
      text: `One thing from warmer rivers: wherever cattle drink there is both, in the same jar. Fence first, then test again. The second jar is the one that convinces people.`,
      reactions: { helped: ['luc', 'henrik', 'ines', 'celeste', 'mei'] },
    },
    {
      by: 'yara',
      at: '2026-11-17T20:48:00Z',
      text: `I made the label for the jars, in two languages: place, hour, rain. J’ai laissé une ligne pour l’odeur, on me l’a demandé !`,
      reactions: { thanks: ['ines', 'henrik', 'mei', 'dylan'] },
    },
    {
      by: 'luc',
      at: '2026-11-18T18:20:00Z',
      text: `Rosa peut citer ma question, avec mon nom. J’ai rempli trois bocaux ce matin. Trois fois de la terre. La mienne.`,
      lang: 'fr',
      replyTo: 6,
      reactions: { thanks: ['henrik', 'rosa', 'odile', 'kwame', 'sana'] },
      pictures: [
        {
          file: 'three-jars.svg',
          alt: 'Trois bocaux à confiture alignés sur un rebord de fenêtre, dans une lumière basse. Au fond de chacun, une couche de sable clair, puis une couche de limon brun, puis une bande plus fine et plus sombre. Au-dessus, l’eau est presque claire à gauche, couleur de thé au milieu, encore trouble à droite. Rien ne flotte. Chaque bocal porte une étiquette au bout d’une ficelle. Derrière la vitre, des collines, un champ et une barrière.',
        },
      ],
    },
    {
      by: 'henrik',
      at: '2026-11-19T08:52:00Z',
      text: `That took courage, Luc. @ada, may I take the jars to the school? Twelve of them, in a row, from the hills to the estuary.`,
      replyTo: 9,
    },
  ],
  answer: 4,
  summaries: [
    {
      by: 'henrik',
      at: '2026-11-18T19:10:00Z',
      text: `- Ines’s jar test tells, overnight: sand and silt in layers are soil; grey flakes and a smell are sewage.
- Luc filled three jars at Haut-Varelle: soil, three times.
- Still open: who fills one below Pont-Sel?`,
    },
  ],
  readBy: { ada: 8, ines: 10, kwame: 9, sana: 9 },
  saved: [
    { who: 'ada', at: '2026-11-18T20:15:00Z', number: 4, note: 'Print this for the school.' },
    { who: 'luc', at: '2026-11-18T05:20:00Z', number: 4 },
  ],
}
