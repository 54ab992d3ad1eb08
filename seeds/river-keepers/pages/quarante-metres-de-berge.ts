import type { SeedPage } from '../../types.ts'

const luc = `J’écris ça pour me rappeler dans quel ordre. Ce n’est pas fini, donc ce n’est pas encore une histoire.

## Ce qui s’est passé

Mardi 17 novembre, vers dix heures du soir. Un bruit de camion qui verse. Le matin, quarante mètres de moins au pré du bas, dans le virage, avec la clôture. Une marche de deux mètres, toute droite.

Des aulnes tenaient ce bord. On les a coupés en 2009 pour passer avec la grande faucheuse. C’était moi, sur la faucheuse.

## Ce que j’allais faire

Des cailloux, à la pelle mécanique, le matin même. Ma femme a dit : écris d’abord.

## Ce qu’on fait à la place

- [ ] Reculer la clôture de six mètres
- [ ] Le papier avec Mireille, vendredi matin
- [ ] Samedi : Henrik, les rameurs, des piquets
- [ ] Dimanche : le niveau, avec Ines
- [ ] Avant Noël : les saules de Céleste
- [ ] Mars : regarder`

const celeste = `## Pour planter, que tout le monde ait la même page

*(Céleste)*

1. Des boutures de saule grosses comme un pouce ou un manche de balai, longues d’un bon mètre, coupées pendant que l’arbre dort.
2. **La tête en haut.** On taille le pied en biais et la tête à plat, comme ça on ne se trompe pas dans le noir.
3. Les deux tiers dans la terre, un tiers dehors. Sinon elles sèchent en mai.
4. Cinquante par dix mètres, en quinconce. Une sur cinq ne prendra pas, c’est prévu.
5. Au pied, des fagots liés à des piquets, couchés dans l’eau basse.
6. Trois ans sans vache. C’est la ligne la plus difficile, je sais.

> [!WARNING] Le bord
> Ce qui est tombé mardi retombe jeudi. Personne à moins de quatre mètres, le tracteur à dix. On travaille d’en haut ou d’en bas, jamais sur la marche.`

export const quaranteMetresDeBerge: SeedPage = {
  key: 'quarante-metres',
  space: 'river-keepers',
  title: 'Quarante mètres de berge',
  lang: 'fr',
  under: 'stories',
  tags: ['banks', 'willow'],
  by: 'luc',
  at: '2026-11-18T20:40:00Z',
  text: luc,
  changes: [
    {
      by: 'celeste',
      at: '2026-11-19T07:25:00Z',
      text: `${luc}\n\n${celeste}`,
      why: 'Luc m’a demandé d’écrire le saule ici, pour samedi',
    },
    {
      by: 'luc',
      at: '2026-11-19T11:35:00Z',
      text: `${luc.replace('- [ ] Reculer la clôture de six mètres', '- [x] Reculer la clôture de six mètres. Fait, sept même')}\n\n${celeste}`,
      why: 'La clôture',
    },
  ],
  state: 'draft',
  steward: 'luc',
  wishes: [
    { who: 'henrik', lang: 'en' },
    { who: 'gareth', lang: 'en' },
    { who: 'nils', lang: 'en' },
  ],
}
