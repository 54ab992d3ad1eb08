import type { SeedPage } from '../../types.ts'

const phrase = `> On demande avant de nommer un lieu.

C’est le premier de nos accords depuis le 26 février 2026. Dix-neuf personnes ont dit oui, quatre ont dit « passe », personne n’y a vu de mal.

## Pourquoi

Un lieu, c’est quelqu’un. Un portail, un champ, un ponton : derrière, il y a une famille, et parfois un enfant qui prend le car le lundi matin.

On peut tout montrer, tout mesurer, tout dire ici. On demande d’abord à ceux qui y vivent.

## Comment demander

1. Allez-y, ou téléphonez. Un message écrit à onze heures du soir n’est pas une question, c’est une nouvelle.
2. Montrez ce que vous voulez montrer : la photo, le son, la phrase entière.
3. Dites à qui vous le montrerez, et jusqu’où cela peut aller.
4. Attendez un vrai oui. « Si tu veux » n’est pas un oui. Le silence non plus.
5. S’ils disent non, on montre l’eau sans la barrière. La rivière s’apprend aussi bien sans le nom.

## Cela vaut aussi pour

- les sons (on reconnaît une cour à son chien) ;
- les mesures, si l’on voit de quelle ferme elles viennent ;
- les rapports, les affiches, les classes, et ce qu’on raconte en ville.`

const danger = `> [!WARNING] En cas de danger
> Une conduite crevée, une cuve couchée, quelqu’un dans l’eau : on **appelle**, tout de suite, le conseil et la ferme. On ne publie pas. Prévenir et nommer sont deux gestes différents. Une alarme a une adresse, une histoire demande. *(C’est de Sana.)*`

const lieux = `## Les lieux qui ne demandent rien

Les ponts, les quais, les chemins publics, la cale de Saltmouth à marée basse. Pour le banc de gravier, Agnès dit oui d’avance, « sauf quand les haricots sont en fleur, à cause du passage ».`

export const demanderAvantDeNommerUnLieu: SeedPage = {
  key: 'demander',
  space: 'river-keepers',
  title: 'Demander avant de nommer un lieu',
  lang: 'fr',
  under: 'care',
  tags: ['agreements', 'accords'],
  by: 'odile',
  at: '2026-02-27T16:20:00Z',
  text: phrase,
  changes: [
    {
      by: 'odile',
      at: '2026-03-01T10:00:00Z',
      text: `${phrase}\n\n${danger}`,
      why: 'La réponse de Sana à la question de Tamsin : il faut pouvoir agir en dix minutes',
    },
    {
      by: 'mireille',
      at: '2026-05-18T09:45:00Z',
      text: `${phrase}\n\n${danger}\n\n${lieux}`,
      why: 'À la mairie, on m’a demandé trois fois si un pont se vexe',
    },
  ],
  state: 'agreed',
  steward: 'odile',
  reviewOn: '2027-02-26',
  comments: [
    {
      by: 'celeste',
      at: '2026-03-02T18:30:00Z',
      text: `« Si tu veux n’est pas un oui. » J’ai collé la phrase au-dessus du téléphone de la scierie. Elle sert pour tout.`,
      reactions: { thanks: ['odile', 'leila', 'mireille', 'kwame'] },
    },
  ],
}
