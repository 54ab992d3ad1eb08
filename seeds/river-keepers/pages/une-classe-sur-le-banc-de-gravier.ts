import type { SeedPage } from '../../types.ts'

const haut = `## Où et qui

Le banc de gravier de Pont-Sel, vendredi 13 novembre, de dix heures à midi. Quatorze enfants de sept à neuf ans. Quatre signent, dix entendent et n’avaient jamais eu à s’en passer. Leïla m’accompagnait, Agnès nous a prêté son chemin. Les parents ont dit oui pour cette page, et Jeanne aussi, elle-même, par écrit.

## Ce qui était en jeu

D’habitude, ce sont mes quatre élèves qui attendent que quelqu’un leur explique. Je voulais deux heures où personne n’attend. Et j’avais peur du froid, et de l’eau, et qu’un enfant ait besoin de crier et n’ose pas.

## Ce que nous avons fait

1. La veille, en classe : douze signes. Rivière, pierre, froid, doucement, regarde, encore, trois queues, deux queues, toit, merci, oui, non.
2. Au bord : les deux bras croisés au-dessus de la tête, c’est le danger, et **pour le danger, on a le droit de crier**. Chacun l’a fait une fois, fort. Ils ont adoré.
3. Foulards orange, deux par deux, de l’eau jusqu’à la cheville.
4. Personne ne parle, personne ne chuchote. Qui oublie s’assied une minute sur la *pierre des mots*.
5. Chacun soulève une pierre, regarde dessous, montre sur ses doigts combien de larves. Trois queues : éphémère. Deux queues : perle. Puis la pierre retourne *comme elle était*. Le signe pour cela est un toit.
6. Deux par deux, l’un ferme les yeux, l’autre lui dessine le banc dans la paume.`

const apres = `## Ce qui s’est passé

Deux cent onze. Trois pierres chacun, quarante-deux pierres en tout, cinq larves par pierre, et une pierre qui était une brique. J’ai demandé le total à la fin, et quatorze enfants ont levé les mains. Ça a pris longtemps : ils avaient froid et ils voulaient le montrer tous.

Personne n’est resté plus d’une minute sur la pierre des mots, sauf moi. J’ai ri tout haut, il paraît.

Un garçon qui parle toute la journée a écrit sur mon ardoise : « La rivière est moins timide quand je me tais. »

Ce qui n’a pas marché : les gants. Avec des gants on ne signe pas, sans gants on a mal. À onze heures et demie il a fallu rentrer plus vite que prévu.

## Ce que je vois autrement maintenant

Je croyais leur montrer ce que c’est que d’être sourd. Ils n’ont rien appris là-dessus, ou peu. Ils ont appris à regarder celui d’en face jusqu’au bout de sa phrase. C’est mieux.

## Une question pour qui lit

Qu’est-ce que vous faites toujours en parlant, et qui pourrait se faire sans ?`

export const uneClasseSurLeBancDeGravier: SeedPage = {
  key: 'classe-gravier',
  space: 'river-keepers',
  title: 'Une classe sur le banc de gravier',
  lang: 'fr',
  template: 'story',
  under: 'stories',
  tags: ['récit', 'teaching', 'sign-language'],
  by: 'odile',
  at: '2026-11-18T17:15:00Z',
  text: `${haut}\n\n${apres.replace(', et une pierre qui était une brique', '')}`,
  changes: [
    {
      by: 'leila',
      at: '2026-11-18T19:30:00Z',
      text: `${haut}\n\n${apres}`,
      why: 'La brique. J’y étais, c’était la mienne',
    },
  ],
  comments: [
    {
      by: 'mireille',
      at: '2026-11-19T08:40:00Z',
      text: `Mon neveu était sur le banc. Il ne raconte jamais rien. Vendredi il n’a rien raconté non plus, mais il nous a fait le toit avec les mains au-dessus du plat de gratin.`,
      reactions: { thanks: ['odile', 'leila', 'yara', 'celeste'] },
    },
  ],
}
