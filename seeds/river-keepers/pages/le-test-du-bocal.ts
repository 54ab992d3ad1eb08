import type { SeedPage } from '../../types.ts'

const before = `*Traduit de la page d’Ines, qui l’a écrite en anglais pour Henrik. Elle n’a pas encore relu la fin.*`

const now = `*Traduit de la page d’Ines, qui l’a écrite en anglais pour Henrik. Elle a tout relu, la fin aussi.*`

const text = `## En une phrase

Un bocal d’eau brune, laissé tranquille une nuit, montre si c’est surtout de la terre, surtout de l’égout, ou les deux.

## Quand s’en servir

Après la pluie, quand la rivière est brune et qu’on commence à dire qui c’est. Le bocal ne dit pas *qui*. Il dit *quoi*, et après on peut se parler.

Il ne remplace pas un laboratoire : il ne voit ni les microbes, ni les nitrates, ni les pesticides. L’eau claire d’un bocal n’est toujours pas de l’eau à boire.

## Comment faire

1. Prenez un bocal propre avec son couvercle. Collez l’étiquette : lieu, heure, pluie, odeur.
2. **Une heure après la fin de la pluie**, remplissez-le au milieu du courant, avec un pichet au bout d’un bâton. Mettez des gants. Laissez un doigt d’air.
3. Fermez, secouez en comptant lentement jusqu’à trente, posez-le sur le rebord de la fenêtre. N’y touchez plus.
4. Regardez après **une minute**, après **une heure**, et **le matin**. Tracez un trait sur le verre à chaque couche.
5. Le matin, ouvrez-le loin du visage et ramenez l’air vers vous avec la main. Notez l’odeur, ou qu’il n’y en a pas.
6. Videz-le sur le compost ou sur l’herbe, pas dans l’évier. Lavez le bocal, puis vos mains, au savon.

## Comment le lire

| quand | ce qui tombe |
| --- | --- |
| en une minute | le sable |
| en une heure ou deux | le limon |
| dans la nuit | l’argile |

- Des couches, de l’eau claire au-dessus, une odeur de jardin : **de la terre**.
- Des flocons gris qui pendent ou qui flottent, des fils de papier, une odeur : **de l’égout**.
- Les deux, ça arrive.

## Ce qu’il faut

Un bocal, un couvercle, une étiquette, des gants, une fenêtre. Pas d’argent. Un soir et un matin.

## Ce qui peut mal tourner

- **Rempli au bord.** Au bord, il y a toujours de la vase.
- **Rempli deux jours après.** La première eau après la pluie est la plus honnête.
- **La fenêtre qui gèle.** Le bocal casse. Demandez à Henrik.
- **Un seul bocal.** Un bocal, c’est une histoire. Trois, en amont, à côté et en aval, c’est une mesure.

> [!IMPORTANT] Si c’est de l’égout
> Ne cherchez pas le coupable tout seul. Appelez le numéro de nuit du conseil, et prévenez ceux qui puisent en aval. Enfants et chiens hors de l’eau. En cas de danger, on appelle, on ne publie pas : [[Demander avant de nommer un lieu]].

## Comment nous savons que cela marche

Ines l’a fait trente ans sur des chantiers, pour savoir dans quoi elle creusait. Sur la Varelle, six bocaux pour l’instant. C’est une bonne première réponse, pas la dernière.

## À qui demander

À Ines pour les bocaux, à Mei pour le microscope, à moi pour les étiquettes.`

export const leTestDuBocal: SeedPage = {
  key: 'test-du-bocal',
  space: 'river-keepers',
  title: 'Le test du bocal : terre ou égout ?',
  lang: 'fr',
  template: 'practice',
  under: 'field-methods',
  tags: ['pratique', 'water-quality', 'jar-test'],
  by: 'yara',
  at: '2026-11-16T21:10:00Z',
  text: `${before}\n\n${text}`,
  changes: [
    {
      by: 'ines',
      at: '2026-11-17T09:30:00Z',
      why: 'Relu, la fin aussi',
      text: `${now}\n\n${text}`,
    },
  ],
  state: 'in-use',
  steward: 'yara',
  of: 'jar-test',
  late: true,
  comments: [
    {
      by: 'fatou',
      at: '2026-11-17T12:40:00Z',
      text: `Faut-il mettre des gants si l’eau a l’air propre ? Je demande comme infirmière, et je connais déjà la réponse, mais j’aimerais qu’elle soit écrite en gros.`,
      reactions: { 'me-too': ['amina'], thanks: ['yara'] },
    },
    {
      by: 'yara',
      at: '2026-11-17T20:55:00Z',
      text: `OUI. Voilà, en gros. Je la remonte dans la page quand Mei aura fini de la discuter avec Ines : il paraît que l’argile reste en l’air.`,
      replyTo: 1,
      reactions: { thanks: ['fatou', 'mei'] },
    },
  ],
}
