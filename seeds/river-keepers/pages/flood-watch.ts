import type { SeedPage } from '../../types.ts'

const first = `Who looks, who calls, what we do first. This is for neighbours, not for heroes. If somebody is in danger, call **112** before anyone here.

## The three steps

| gauge at Pont-Sel | we call it | what happens |
| --- | --- | --- |
| 1.50, rising | **looking** | someone reads every four hours and writes the number |
| 2.00, or rising a hand an hour | **telling** | everybody who lives low is told |
| 2.50, or a warning by the council | **doing** | the pump house at Saltmouth opens |

How to read it: [[Reading the gauge at Pont-Sel]]. At Saltmouth the tide counts as well: high water with wind from the west is worth half a metre.`

const water = `> [!WARNING] Moving water
> Water to the knee, if it moves, takes an adult off their feet. Thirty centimetres float a small car, sixty take a van. Under brown water there may be no road, and the covers of the drains lift first. **Do not walk through it, do not drive through it.** Turn round, even for sandbags, even for calves.`

const callsOld = `## Who calls whom

See [[Phone chain for high water]].`

const calls = `## Who calls whom

A telephone call reaches the people who sleep with a telephone and hear it. On 21 October it did not reach two of those who live closest to the water. So there is no chain any more; there are three ways at once, and each household says which one wakes it.

| way | how | who sends | second |
| --- | --- | --- | --- |
| written message | the word **EAU / WATER**, three times, then one sentence in both languages | Yara | Owen |
| lamp | three messages in a row make a connected lamp blink | the same message does it | |
| door | two people on foot, Quay Street and the slip | Amina and Brigid | Nils |

1. Whoever reads 2.00 writes it in the circle and tells Yara.
2. Yara sends. She does not wait to be sure. A message too many is forgiven, we have agreed this.
3. Whoever got it answers with one letter: **o** for “oui, I am awake”.
4. After twenty minutes the door people go to those who have not answered.
5. Bashir is woken by his son. Odile has a lamp. Luc has a bell that Paolo rings.

- [x] Text in two languages
- [x] Lamp for Odile tried, Tuesday 10 November, 15:00: four seconds
- [x] Second key for the sand gate. It hangs in the bakery
- [ ] Every household below Quay Street asked how it wants to be woken (19 of 31)
- [ ] Drill, Saturday 28 November, 15:00, at the pump house
- [ ] A second person for everything that has only Kwame

Numbers are not on this page. They are on the sheet inside your cupboard door; if you have none, ask Kwame.`

const what = `## What we do first

1. People who need longer. Then animals. Then flour. Then walls.
2. What must not get wet goes **up**, to table height and above. It is faster than any wall: [[Before, during and after the water]].
3. Sandbags, if there is time and the wall is low: [[Sandbags at 3 a.m.]]
4. Electricity off **before** the water is in, and only if you stand dry.
5. Tea, under a roof, every two hours. At midnight half of us go home.`

const join = (...parts: string[]) => parts.join('\n\n')

export const floodWatch: SeedPage = {
  key: 'flood-watch',
  space: 'river-keepers',
  title: 'Flood watch',
  lang: 'en',
  tags: ['flood'],
  by: 'kwame',
  at: '2026-02-22T09:30:00Z',
  text: join(first, callsOld),
  changes: [
    {
      by: 'nils',
      at: '2026-03-08T19:15:00Z',
      text: join(first, water, callsOld),
      why: 'The numbers about moving water. Nobody believes them, so they must be in a box',
    },
    {
      by: 'yara',
      at: '2026-11-04T20:10:00Z',
      text: join(
        first,
        water,
        calls
          .replace('- [x] Lamp for Odile tried, Tuesday 10 November, 15:00: four seconds', '- [ ] Lamp for Odile tried')
          .replace('- [x] Second key for the sand gate. It hangs in the bakery', '- [ ] Second key for the sand gate')
          .replace('(19 of 31)', '(0 of 31)'),
        what,
      ),
      why: 'Three ways instead of one chain, after what Odile and Bashir wrote',
    },
    {
      by: 'brigid',
      at: '2026-11-16T14:30:00Z',
      text: join(first, water, calls, what),
      why: 'Lamp, key, and nineteen doors. I like doors',
    },
  ],
  state: 'in-use',
  steward: 'kwame',
  reviewOn: '2026-12-05',
  comments: [
    {
      by: 'odile',
      at: '2026-11-10T15:30:00Z',
      lang: 'fr',
      text: `Quatre secondes entre le message et la lampe. Toute la classe a sursauté, et Jeanne a demandé si c’était un goûter. Le signe pour EAU est maintenant aussi celui pour « on se dépêche ».`,
      reactions: { thanks: ['yara', 'kwame', 'leila', 'sana', 'brigid'] },
    },
    {
      by: 'nadia',
      at: '2026-11-17T03:40:00Z',
      lang: 'fr',
      text: `La clé est à côté de la farine, à droite, sous le calendrier. Je suis là de deux heures à onze heures, tous les jours sauf le lundi. Le lundi, Brigid a un double de la boulangerie.`,
      reactions: { thanks: ['kwame', 'piotr', 'yara', 'brigid', 'amina'] },
    },
  ],
}
