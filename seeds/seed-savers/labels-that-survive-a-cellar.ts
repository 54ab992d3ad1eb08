import type { SeedDiscussion } from '../types.ts'

export const labelsThatSurviveACellar: SeedDiscussion = {
  space: 'seed-savers',
  title: 'Des étiquettes qui survivent à la cave',
  lang: 'fr',
  intent: 'question',
  tags: ['labels', 'keeping'],
  messages: [
    {
      by: 'lucie',
      at: '2026-10-04T16:30:00Z',
      text: `Je suis descendue à la cave chercher les courges de 2023. J’ai trouvé onze bocaux, et onze petits papiers blancs. Blancs ! L’humidité a tout mangé, encre et crayon de couleur. Les limaces ont fini la colle.

Qu’est-ce que vous utilisez, qui tienne cinq ans dans une cave où il pleut presque ?`,
      reactions: { 'me-too': ['greta', 'colm', 'yara', 'ibrahim'] },
    },
    {
      by: 'greta',
      at: '2026-10-04T18:10:00Z',
      text: `Oh Lucie, eleven! I have a whole shelf named “probably lettuce”. I tried the printer, I tried nail varnish over the printer. The varnish was lovely and took the ink with it.`,
      lang: 'en',
      replyTo: 1,
      reactions: { thanks: ['lucie', 'yara', 'teodora'] },
    },
    {
      by: 'ibrahim',
      at: '2026-10-05T12:20:00Z',
      text: `Chez ma tante, au village, on ne colle rien : on met dans le pot un épi, une gousse, un bout de la plante. On regarde, on sait. Pour l’année, elle fait des nœuds à la ficelle du bouchon. Cinq nœuds, cinq ans.

Cela ne dit pas le nom de la personne qui l’a donné. Mais pour ça, elle a sa mémoire.`,
      replyTo: 1,
      reactions: { thanks: ['lucie', 'noor', 'ines', 'anjali', 'greta', 'colm'] },
    },
    {
      by: 'ines',
      at: '2026-10-06T09:00:00Z',
      text: `J’ai fait l’essai l’an dernier, cinq étiquettes, douze mois, dans l’endroit le plus humide que je connaisse : sous mon évier.

| étiquette | après douze mois |
| --- | --- |
| papier, stylo à bille | illisible |
| papier, feutre « permanent » | violet pâle |
| plastique, feutre | lisible, mais la lumière l’efface |
| papier, **crayon à papier** | comme neuf |
| bande d’aluminium, gravée à la pointe | comme neuve, et pour toujours |

Donc : un papier écrit au crayon à papier (2B, on appuie) **dans** le bocal, avec les graines, et une bande d’aluminium dehors, pour l’année et le numéro. On découpe l’aluminium dans une barquette. Coût : un goûter.`,
      replyTo: 1,
      reactions: {
        thanks: ['lucie', 'noor', 'yara', 'greta', 'teodora', 'colm'],
        helped: ['lucie', 'greta', 'ibrahim', 'anjali'],
      },
    },
    {
      by: 'colm',
      at: '2026-10-07T19:45:00Z',
      text: `Pencil! My father wrote on the lid of every seed chest in pencil, and I sanded half of them off in 1998, because I thought that it looked untidy. I would like to apologise to a chest.`,
      lang: 'en',
      replyTo: 4,
      reactions: { thanks: ['ines', 'noor', 'greta', 'anjali'] },
    },
    {
      by: 'lucie',
      at: '2026-10-08T17:20:00Z',
      text: `Adopté, Ines. Et pour mes onze bocaux, je fais comme la tante d’Ibrahim : j’en sème trois graines de chacun en avril, et je regarde. Les paris sont ouverts.`,
      replyTo: 4,
      reactions: { thanks: ['ines', 'ibrahim', 'yara'] },
    },
    {
      by: 'noor',
      at: '2026-10-09T08:40:00Z',
      text: `Je garde les deux réponses, le crayon et les nœuds. Une graine sans nom pousse quand même ; une graine sans histoire, on finit par ne plus la semer.

Yara, would you make a page of this, in both languages? “Labels that survive a cellar”.`,
      replyTo: 3,
      reactions: { thanks: ['yara', 'ibrahim', 'ines', 'lucie'] },
    },
    {
      by: 'yara',
      at: '2026-10-09T20:05:00Z',
      text: `¡Claro! Je la commence ce week-end. J’y mets aussi « probably lettuce », comme avertissement.`,
      replyTo: 7,
      reactions: { thanks: ['noor', 'greta'] },
    },
  ],
  answer: 4,
  readBy: { ines: 8, noor: 8, yara: 8, anjali: 8 },
}
