import type { SeedDiscussion } from '../types.ts'

export const fortyMetresOfBank: SeedDiscussion = {
  space: 'river-keepers',
  title: 'I lost forty metres of bank. Now what?',
  lang: 'en',
  intent: 'help',
  tags: ['banks', 'willow', 'asks-for-help'],
  asked: { ines: '2026-11-18T06:20:00Z', bashir: '2026-11-18T06:21:00Z' },
  messages: [
    {
      by: 'luc',
      at: '2026-11-18T06:12:00Z',
      text: `Quarante mètres, mardi soir, avec la clôture. Je vous écris du tracteur. Par quoi je commence ?

C’est le pré du bas, rive droite, dans le virage. Vers dix heures du soir j’ai entendu comme un camion qui verse. Ce matin il n’y a plus rien, une marche de deux mètres, toute droite, et l’herbe qui pend. Les vaches sont à l’étable, tout le monde va bien. L’eau est encore brune et elle tape au même endroit.

J’ai une pelle mécanique et des cailloux. Ma femme dit : écris d’abord.

(Le titre en anglais, c’est Yara, par téléphone.)`,
      lang: 'fr',
      reactions: {
        thanks: ['odile', 'henrik', 'celeste'],
        'me-too': ['paolo', 'gilles', 'youssef'],
      },
      pictures: [
        {
          file: 'lost-bank.svg',
          alt: 'Un pré vert au bord d’une rivière brune, sous un ciel gris et une pluie fine, une ferme au loin. Dans le virage, la berge est coupée net, comme une part de gâteau : une paroi de terre nue, avec ses couches, un lit de pierres et des racines qui pendent. L’herbe déborde dans le vide. Trois piquets de clôture sont encore debout, le quatrième penche, le dernier pend au-dessus de l’eau, retenu par ses deux fils. Des mottes, avec leur herbe, sont tombées dans l’eau.',
        },
      ],
    },
    {
      by: 'yara',
      at: '2026-11-18T07:05:00Z',
      text: `For everybody: on Tuesday night Luc lost forty metres of the bank of his lower meadow, in a bend, with the fence. It is now a straight step, two metres high, and the water is still hitting the same place. People and cows are fine. He has a digger and stones; his wife said, write first. **He asks: what do I begin with?**

Luc, je traduis au fur et à mesure. Ne réponds pas au volant.`,
      replyTo: 1,
      reactions: { thanks: ['luc', 'sana', 'brigid', 'henrik', 'nils'] },
    },
    {
      by: 'kwame',
      at: '2026-11-18T07:40:00Z',
      text: `Just off shift, so only this. Before anything else: nobody on the edge. A bank that fell on Tuesday falls again on Thursday. Stay back twice its height, so four metres, and the tractor ten. Put something bright where the children would walk.

And how are *you*, Luc? The stones can wait until you have slept.`,
      replyTo: 1,
      reactions: { thanks: ['odile', 'celeste', 'ines', 'amina'], helped: ['luc', 'paolo'] },
    },
    {
      by: 'celeste',
      at: '2026-11-18T08:25:00Z',
      text: `Luc, ta femme a raison, laisse la pelle au hangar. Si tu mets des cailloux droits au pied, l’eau les contourne, et au printemps tu perds vingt mètres chez Paolo.

Dans l’ordre :

1. **Cette semaine** : reculer la clôture de six mètres. Pas de bête, pas d’engin sur le bord.
2. **Quand l’eau baisse** : coucher la marche en pente douce, un pour deux, à la main ou avec une petite pelle *depuis le haut*.
3. **Avant Noël** : au pied, des fagots de saule attachés à des piquets. Au-dessus, des boutures de saule plantées tête en haut (oui, on se trompe !), cinquante par dix mètres.
4. **En mars** : tu regardes pousser.

C’est la bonne saison, le saule dort. J’en ai à couper au bord de la scierie, autant que tu veux.`,
      lang: 'fr',
      replyTo: 1,
      reactions: {
        thanks: ['luc', 'ines', 'odile', 'eszter', 'yara', 'leila'],
        helped: ['luc', 'paolo', 'gilles', 'youssef'],
      },
    },
    {
      by: 'ines',
      at: '2026-11-18T10:10:00Z',
      text: `Céleste a dit l’essentiel. Deux choses d’ingénieure :

- **Mesure avant de toucher.** Un piquet tous les cinq mètres, en retrait de quatre mètres, et une photo du même poteau chaque dimanche. En mars tu sauras ce qui a bougé.
- **Téléphone à la mairie avant la pelle.** Creuser sous le niveau de l’eau demande un papier, le saule à la main non. Mireille sait lequel, il est dans son deuxième tiroir.

Je peux monter dimanche avec le niveau. After the decision closes, not before, sinon je vais trop parler du barrage.`,
      lang: 'fr',
      replyTo: 4,
      reactions: { thanks: ['luc', 'celeste', 'mireille'], helped: ['luc', 'devika'] },
    },
    {
      by: 'mireille',
      at: '2026-11-18T11:30:00Z',
      text: `Troisième tiroir. Mais oui, je l’ai, et je le remplis avec toi, Luc : une page, dix minutes. Passe quand tu veux avant vendredi seize heures, ou je monte.`,
      lang: 'fr',
      replyTo: 5,
      reactions: { thanks: ['luc', 'ines', 'yara', 'celeste'] },
    },
    {
      by: 'henrik',
      at: '2026-11-18T16:35:00Z',
      text: `Two arms and a bad back, Saturday and Sunday, with or without the back. Gareth’s rowing club has four more pairs. Tell us what to carry and where not to stand. I bring my own boots and no camera.`,
      replyTo: 1,
      reactions: { thanks: ['luc', 'odile', 'yara', 'gareth', 'kwame'] },
    },
    {
      by: 'wanjiru',
      at: '2026-11-18T17:20:00Z',
      text: `From far away I can’t carry anything, so one question. What stood on that bend ten years ago, and when did it go? A bank seldom falls in one night. It falls in ten years, and one night you hear it.`,
      replyTo: 1,
      reactions: { thanks: ['celeste', 'eszter', 'sana'], 'me-too': ['ines'] },
    },
    {
      by: 'luc',
      at: '2026-11-18T20:05:00Z',
      text: `Merci. J’ai tout lu, deux fois, ma femme aussi.

Wanjiru : des aulnes. Mon père les a coupés en 2009 pour passer avec la grande faucheuse. C’était moi sur la faucheuse.

Donc : je recule la clôture demain. Pas de cailloux. Mireille, je passe vendredi matin. Céleste, oui pour le saule. Henrik, viens samedi, pas trop tôt, et avec ton dos.

Il me manque des piquets, et trois dos solides. Je l’ai mis aussi dans l’entraide. Kwame : ça va. J’ai mal dormi, mais ça va.`,
      lang: 'fr',
      replyTo: 8,
      reactions: { thanks: ['kwame', 'celeste', 'henrik', 'mireille', 'wanjiru', 'odile', 'yara', 'paolo'] },
    },
  ],
  readBy: { ada: 1, ines: 9, henrik: 9, celeste: 9, sana: 2, odile: 9 },
}
