import type { SeedPage } from '../../types.ts'

const debut = `Cette page est pour le premier soir. Elle prend cinq minutes. Vous n’avez rien d’autre à lire avant d’écrire.

## Qui nous sommes

Des gens qui vivent avec la Varelle, des collines à l’estuaire. Des paysans, des pêcheurs, des enseignantes, un meunier, un homme qui répare les filets, un pilote du port, une bibliothécaire. Personne n’est payé pour être ici, et personne ne passe d’examen à la porte.

On pose des questions, on montre ce qu’on a essayé, on dit ce qui a raté. C’est à peu près tout.`

const accordsAvant = `## Nos accords

1. Le courrier d’abord : personne n’est obligé d’être en ligne.
2. Les histoires restent ici, ce qu’on en apprend peut voyager.
3. Chacun peut dire « passe ».
4. Quand ça fait mal, on en parle à Kwame, à Sana ou à Odile.`

const accords = `## Nos accords

1. On demande avant de nommer un lieu. Pourquoi, et comment : [[Demander avant de nommer un lieu]].
2. Le courrier d’abord : personne n’est obligé d’être en ligne.
3. Les histoires restent ici, ce qu’on en apprend peut voyager.
4. Chacun peut dire « passe ».
5. Quand ça fait mal, on en parle à Kwame, à Sana ou à Odile.`

const suite = `## Votre première semaine

- [ ] Dites-nous quelle eau vous connaissez. Une phrase, dans la discussion *Start here: who we are and how we talk*. En français, bien sûr.
- [ ] Trouvez quelqu’un qui habite près de chez vous, et dites bonjour.
- [ ] Choisissez quand vous voulez de nos nouvelles : à chaque fois, une fois par jour, une fois par semaine, jamais.
- [ ] Lisez une seule page. En ce moment je propose [[Le test du bocal : terre ou égout ?]]

Les cases sont pour vous. Personne ne regarde si elles sont cochées.

## En quelle langue ?

En français ou en anglais, comme ça vient. Commencer dans l’une et finir dans l’autre, c’est permis, je le fais tout le temps. S’il manque une page dans votre langue, appuyez sur le bouton qui le dit. Ce n’est pas une plainte, c’est comme ça que nous l’apprenons.

## Si vous venez en hiver

La rivière est haute de novembre à mars, et plus froide qu’elle n’en a l’air. Personne ne mesure seul. Si votre maison est près de l’eau, lisez [[Flood watch]] cette semaine plutôt que la prochaine.

## Si vous êtes perdus

Écrivez-moi (Yara). Je me perds aussi. ¡Ánimo!`

export const commencerIci: SeedPage = {
  key: 'commencer-ici',
  space: 'river-keepers',
  title: 'Commencer ici',
  lang: 'fr',
  tags: ['bienvenue'],
  by: 'yara',
  at: '2025-11-12T20:15:00Z',
  text: `${debut}\n\n${accordsAvant}`,
  changes: [
    {
      by: 'yara',
      at: '2026-02-28T10:10:00Z',
      text: `${debut}\n\n${accords}`,
      why: 'Le nouvel accord, dans les mots d’Odile',
    },
    {
      by: 'yara',
      at: '2026-11-16T21:40:00Z',
      text: `${debut}\n\n${accords}\n\n${suite}`,
      why: 'Mise à jour d’après la page anglaise : l’hiver, les cases',
    },
  ],
  state: 'in-use',
  steward: 'yara',
  of: 'start-here',
}
