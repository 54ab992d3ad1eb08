import type { SeedDiscussion } from '../types.ts'

export const sandbagsAt3am: SeedDiscussion = {
  space: 'river-keepers',
  title: 'Sandbags at 3 a.m.: what I’d do differently',
  lang: 'en',
  intent: 'story',
  tags: ['flood', 'sandbags', 'lessons'],
  messages: [
    {
      by: 'kwame',
      at: '2026-10-25T08:10:00Z',
      text: `It is Sunday, I have slept, and I want to write this down before it turns into a heroic story. It was not one.

**What happened.** Wednesday night, 21 October. The warning came at 22:15. I was off duty, so I drove to the pump house at Saltmouth. We filled bags until the tide turned at half past one, and saved most of Quay Street and not the bakery. Then Odile wrote that the water was in the yard at Luc’s and that the calves were on the wrong side. We had ninety bags left over. I put sixty into the van, and a flask, and went up. I got there at ten past three.

**What I would do differently**

1. *Half full.* We filled the first hundred bags to the top. Two people could barely lift them and they don’t lie flat. Half full, folded under, like a sleeping bag.
2. *Know where the sand is.* It was behind a locked gate. The key was with a person who was asleep.
3. *Reach everybody.* We rang people. Odile doesn’t hear a telephone, Bashir reads at six in the morning. The two people who live closest to the water!
4. *Send someone home at midnight.* At four I dropped a bag on my own foot, because I was tired and did not say so. I would have sent any colleague to bed.
5. *Tea is not extra.* Twenty minutes under a roof with something hot, and we laid twice as many as before.

The calves are fine. Luc said “bon” four times, which I am told is a speech.

What would you add?`,
      reactions: {
        thanks: ['ada', 'luc', 'odile', 'amina', 'nils', 'owen', 'yara', 'sana', 'brigid', 'henrik', 'rosa', 'hanne'],
        'me-too': ['amina', 'owen'],
        helped: ['devika', 'piotr'],
      },
    },
    {
      by: 'luc',
      at: '2026-10-25T19:20:00Z',
      text: `Bon.

Les veaux vont bien. Le mur de sacs est resté droit jusqu’au matin, sauf au coin du tracteur, et ce coin c’est moi qui l’avais fait.

J’ai gardé le thermos. Je le rends plein.`,
      lang: 'fr',
      reactions: { thanks: ['kwame', 'odile', 'yara', 'paolo', 'celeste', 'ada', 'amina'] },
    },
    {
      by: 'nils',
      at: '2026-10-26T09:40:00Z',
      text: `Forty years of dykes, so allow me the numbers. For ten metres of wall, bags half full, laid like bricks, the base as wide as three times the height:

| height | bags for 10 m | two people, fresh | two people at 3 a.m. |
| --- | --- | --- | --- |
| 30 cm | about 200 | 3½ hours | 6 hours |
| 60 cm | about 690 | don’t | don’t |
| 90 cm | about 1500 | call the fire brigade | call the fire brigade |

Most people try for 60 with the bags for 30. It looks like a wall, and then it moves. Low and long is better than high and proud.`,
      replyTo: 1,
      reactions: {
        thanks: ['kwame', 'ines', 'owen', 'gareth', 'tomas'],
        helped: ['kwame', 'ines', 'luc', 'amina', 'devika', 'youssef'],
      },
    },
    {
      by: 'amina',
      at: '2026-10-26T13:15:00Z',
      text: `I was on Quay Street. To add: gloves. River water in a flood has everything in it, and half of us had open hands by midnight. I cleaned eleven cuts on Thursday. Wash, soap, dry, and if it gets red and warm, go and see someone. Please. Also you, Owen.`,
      replyTo: 1,
      reactions: { thanks: ['kwame', 'owen', 'fatou', 'ada'], helped: ['owen', 'gareth', 'hanne'] },
    },
    {
      by: 'owen',
      at: '2026-10-26T17:50:00Z',
      text: `It was red and warm. I went. Thank you, Amina.`,
      replyTo: 4,
      reactions: { thanks: ['amina', 'kwame'] },
    },
    {
      by: 'odile',
      at: '2026-10-26T18:30:00Z',
      text: `Pour le point 3. Je ne l’ai su que parce que l’eau a déplacé la passerelle, et que je l’ai sentie cogner dans le mur de la maison. À deux heures du matin, seule, c’est une drôle d’alarme.

Ce qui marche pour moi : un message écrit, répété, et une lampe qui clignote. J’ai une lampe reliée au téléphone. Il suffit de m’écrire trois fois de suite le même mot.

Le mot pourrait être « EAU ».`,
      lang: 'fr',
      replyTo: 1,
      reactions: {
        thanks: ['kwame', 'sana', 'ada', 'luc', 'yara', 'leila', 'mireille'],
        helped: ['kwame', 'amina'],
      },
    },
    {
      by: 'bashir',
      at: '2026-10-27T06:05:00Z',
      text: `For me: my son. He has a telephone and he sleeps badly. I wrote the number to Kwame.

The nets I lost are only nets. The boat of the neighbour was tied with my knot and it is still there.`,
      replyTo: 1,
      reactions: { thanks: ['kwame', 'owen', 'hanne', 'ada', 'sana', 'nadia'] },
    },
    {
      by: 'nadia',
      at: '2026-10-27T14:45:00Z',
      text: `La boulangerie, c’est chez moi. Vous écrivez « not the bakery » comme un échec. Je veux vous dire : quand je suis arrivée à cinq heures, il y avait vingt-deux centimètres d’eau, et mes sacs de farine étaient sur les tables. Quelqu’un avait pensé à les monter. Le four a redémarré le samedi.

Donc à ajouter à la liste : *monter la farine*. Enfin, ce qui craint l’eau. Avant le mur.`,
      lang: 'fr',
      replyTo: 1,
      reactions: {
        thanks: ['kwame', 'amina', 'ada', 'yara', 'brigid', 'owen', 'hanne', 'nils'],
        helped: ['kwame', 'piotr'],
      },
    },
    {
      by: 'brigid',
      at: '2026-10-30T16:20:00Z',
      text: `I get one letter a week, so I am late as usual. It was I who lifted the flour. At seventy-four I am no use with a shovel, and nobody had asked me to do anything, so I looked around for something at the height of a table.

Please ask the old ones next time. We were all awake, looking out of the window.`,
      replyTo: 8,
      reactions: {
        thanks: ['nadia', 'kwame', 'ada', 'yara', 'sana', 'amina', 'odile', 'agnes', 'henrik', 'rosa'],
      },
    },
    {
      by: 'nadia',
      at: '2026-10-30T18:05:00Z',
      text: `Brigid ! Il y a une brioche à votre nom, tous les samedis. Ce n’est pas négociable.`,
      lang: 'fr',
      replyTo: 9,
      reactions: { thanks: ['brigid', 'kwame', 'yara', 'ada', 'amina'] },
    },
    {
      by: 'sana',
      at: '2026-11-02T10:30:00Z',
      text: `A small thing that I could only hear afterwards. My recorder ran on the quay that night. At 00:52 the pump changes its note: it drops by almost a third and begins to tremble. It had swallowed something. Nobody noticed until it stopped, eleven minutes later.

If the person at the pump knows that note, we gain eleven minutes. I have cut it out, twelve seconds before and twelve after: [the pump at 00:52](https://example.org/varelle/pump-0052). The good note is a low, even hum, like a refrigerator in the next room. The bad one is the same refrigerator, worried.`,
      replyTo: 1,
      reactions: {
        thanks: ['kwame', 'nils', 'ada', 'eszter', 'owen', 'ines'],
        helped: ['kwame', 'nils', 'piotr'],
      },
    },
    {
      by: 'henrik',
      at: '2026-11-03T07:10:00Z',
      text: `As commitment keeper, kindly: who does what with this list? I read five points, and added since: gloves, the flour first, the lamp for Odile, Bashir’s son, the pump’s note, ask the old ones. I can ask again in two weeks, but I’d rather ask a person than a list.`,
      replyTo: 1,
      reactions: { thanks: ['kwame', 'ada', 'yara', 'brigid'] },
    },
    {
      by: 'yara',
      at: '2026-11-03T20:40:00Z',
      text: `I take the messages: one written text in two languages, sent three times, with one word at the beginning that everybody knows. Odile’s word is good: EAU / WATER. I will test it on a Tuesday afternoon, so nobody panics. ¡Aviso!`,
      replyTo: 12,
      reactions: { thanks: ['odile', 'kwame', 'henrik', 'amina'] },
    },
    {
      by: 'kwame',
      at: '2026-11-09T06:50:00Z',
      text: `Thank you, all of you. I have put this together for the drill of Flood Watch, **Saturday 28 November, 15:00, at the pump house**:

- *Sand and key*: Piotr and I. There will be a second key, and it will not live with a sleeping person.
- *Bags*: Nils shows how to fill and fold. Low and long.
- *Messages*: Yara. EAU / WATER, three times.
- *Flour first*: Brigid is in charge of everything that is at the height of a table.
- *Hands*: Amina, gloves in three sizes.
- *The pump*: Sana lets us hear both notes.
- *Tea*: me. And going to bed: also me. I have promised.

Does it look right to you, @ada, and is it all right for the people of Haut-Varelle to come by the school van?`,
      replyTo: 12,
      reactions: {
        thanks: ['henrik', 'odile', 'amina', 'brigid', 'nils', 'luc', 'yara', 'sana', 'nadia', 'owen'],
        helped: ['devika'],
      },
    },
    {
      by: 'ada',
      at: '2026-11-09T17:25:00Z',
      text: `It looks right, and the van is booked: Pont-Sel bridge at 14:15, after the walk to the gravel bar. Nine seats.

Kwame, I am keeping your point 4 for the evening of 3 December. “I was tired and did not say so” is the truest line we have written this year.`,
      replyTo: 14,
      reactions: { thanks: ['kwame', 'odile', 'amina', 'rosa'] },
    },
    {
      by: 'kwame',
      at: '2026-11-16T06:20:00Z',
      text: `The second key exists. It hangs in the bakery, because Nadia is the only one among us who is up at three *on purpose*.

Going to bed now. See, it works.`,
      replyTo: 14,
      reactions: { thanks: ['nadia', 'ada', 'amina', 'piotr', 'odile', 'brigid', 'yara'] },
    },
  ],
  readBy: { ada: 16, ines: 16, henrik: 16, luc: 14, odile: 16, tobias: 1 },
  saved: [{ who: 'ada', at: '2026-11-15T21:10:00Z' }],
  hearing: { nadia: 'follow', odile: 'muted' },
}
