import type { SeedDiscussion } from '../types.ts'

export const theEelIsHere: SeedDiscussion = {
  space: 'river-keepers',
  title: 'The eel is here!',
  lang: 'en',
  intent: 'story',
  tags: ['eels', 'weir', 'thanks'],
  messages: [
    {
      by: 'henrik',
      at: '2026-07-11T03:50:00Z',
      text: `I can’t sleep, so you get it at ten to six.

Last night, Friday, eight minutes to midnight, forty steps **above** the weir at Pont-Sel. Luc held the lantern, I held my breath. One eel. About as long as my hand, brown on the back, yellow below, with a small cross face like my grandfather’s. She lay between two stones for as long as it takes to say a short prayer. Then she went upstream without hurrying, as if there had never been a wall.

Above. The. Weir.

I took one photograph. I asked Luc, and I asked Agnès, whose garden it is. The eel I could not ask; I hope that she doesn’t mind.`,
      reactions: {
        thanks: [
          'ada',
          'ines',
          'sana',
          'luc',
          'yara',
          'odile',
          'kwame',
          'wanjiru',
          'rosa',
          'eszter',
          'celeste',
          'dylan',
          'owen',
          'hanne',
          'leila',
        ],
      },
      pictures: [
        {
          file: 'eel-above-the-weir.svg',
          alt: 'Night at the river. On the left bank a man in a cap holds a lantern low over the water, and its light makes a warm, round patch. In the patch, between two stones, lies a slender eel, brown above and yellow below, in a loose S, its head pointing upstream, to the right. Behind, dark against a blue sky with a few stars, stands the weir with its three gates raised, and the water draws away under them.',
        },
      ],
    },
    {
      by: 'bashir',
      at: '2026-07-11T05:40:00Z',
      text: `Good. Now do not tell anyone who sells them.`,
      reactions: { thanks: ['henrik', 'ada', 'kwame', 'sana', 'owen', 'yara'] },
    },
    {
      by: 'luc',
      at: '2026-07-11T06:15:00Z',
      text: `Je l’ai vue. J’ai pensé à mon grand-père et à l’abreuvoir. J’ai failli lâcher la lanterne.

On l’appelle Madame, si personne n’est contre.`,
      lang: 'fr',
      replyTo: 1,
      reactions: {
        thanks: ['henrik', 'odile', 'yara', 'celeste', 'paolo', 'agnes', 'leila', 'ada', 'ines', 'kwame'],
      },
    },
    {
      by: 'sana',
      at: '2026-07-11T07:25:00Z',
      text: `Henrik, thank you for the four lines under the picture. Between two stones, the head to the right, the patch of light: I have it now, exactly. Most people write “photo of eel”.

What did it sound like, up there?`,
      replyTo: 1,
      reactions: { thanks: ['henrik', 'odile', 'ada', 'devika'] },
    },
    {
      by: 'henrik',
      at: '2026-07-11T07:48:00Z',
      text: `Water under the gates, a steady tearing, like cloth. The lantern hissed. Luc swallowed. The eel, nothing at all. I have never heard anything so quiet move.`,
      replyTo: 4,
      reactions: { thanks: ['sana', 'luc', 'eszter', 'mateo'] },
    },
    {
      by: 'agnes',
      at: '2026-07-11T08:30:00Z',
      text: `C’est mon jardin, oui, et je dormais ! Trente ans éclusière, et je dormais. La prochaine fois, jetez un caillou contre le volet.`,
      lang: 'fr',
      replyTo: 1,
      reactions: { thanks: ['henrik', 'luc', 'tomas', 'fatou'] },
    },
    {
      by: 'ines',
      at: '2026-07-11T10:05:00Z',
      text: `En avril, avant la première vanne, we wrote down what we expected to see, because Wanjiru had asked us to. I have opened the envelope:

| what we expected | by | what came |
| --- | --- | --- |
| water at the edge never above 0.5 m/s in the first week | 4 May | 0.4 m/s |
| glass eels still at Saltmouth when we open | none | none on three nights |
| young eels at the foot of the weir | 31 May | the first on 12 May |
| **one eel above the weir** | 15 July | **10 July, 23:52** |
| sand over the gravel below | a hand deep | three fingers |

One line is wrong: nobody expected kingfishers, and there are two.`,
      reactions: {
        thanks: ['wanjiru', 'ada', 'rosa', 'henrik', 'sana', 'nils', 'mei', 'devika'],
        helped: ['rosa', 'mei'],
      },
    },
    {
      by: 'wanjiru',
      at: '2026-07-11T12:20:00Z',
      text: `I read that table standing up. You can’t know how rarely a prediction is still in its envelope.

Please tell Madame that somebody in Kisumu is proud of her.`,
      replyTo: 7,
      reactions: { thanks: ['ines', 'luc', 'henrik', 'ada', 'odile'] },
    },
    {
      by: 'odile',
      at: '2026-07-12T09:10:00Z',
      text: `En langue des signes, l’anguille se fait avec l’avant-bras qui ondule et le pouce replié pour la tête. J’ai montré la photo à mes élèves. Une petite a ajouté un geste : la main passe par-dessus l’autre, qui fait le mur. *L’anguille-par-dessus-le-mur.* Nous avons donc un mot nouveau, et il est de Jeanne, huit ans.`,
      lang: 'fr',
      reactions: {
        thanks: ['sana', 'yara', 'luc', 'leila', 'ada', 'henrik', 'mireille', 'celeste', 'ines'],
      },
    },
    {
      by: 'rosa',
      at: '2026-07-13T08:30:00Z',
      text: `I would like to tell my board about the eel. It would be without the photograph, and without the place if you prefer. May I? There is no hurry. I am aware that I am the one who asked in May whether there were “any results yet”.`,
      reactions: { thanks: ['ada', 'ines', 'henrik'] },
    },
    {
      by: 'henrik',
      at: '2026-07-13T17:15:00Z',
      text: `You may have the eel and the weir. Agnès says “not my garden, they will all come and stand on the beans”. And please say that it began with a man who said no.`,
      replyTo: 10,
      reactions: { thanks: ['rosa', 'agnes', 'ada', 'yara', 'sana'] },
    },
    {
      by: 'yara',
      at: '2026-07-14T19:30:00Z',
      text: `**Lantern walk, Saturday 18 July, 21:30, Pont-Sel bridge.** It is the last night before the gates come down.

- Bring a lantern, a candle in a jar, anything that glows softly. No torches please, Madame has delicate eyes.
- We walk the forty steps without talking. Odile leads, so for once she has the advantage.
- Then tea at the lock house, ¡y pan dulce!

Pour ceux qui ne peuvent pas venir : @sana enregistre, et moi, je raconte ici.`,
      reactions: { thanks: ['ada', 'agnes', 'gareth', 'amina', 'dylan', 'fatou', 'piotr', 'brigid'] },
    },
    {
      by: 'kwame',
      at: '2026-07-15T06:40:00Z',
      text: `I swapped my Saturday with a colleague. It cost me two Sundays and it is worth it.`,
      replyTo: 12,
      reactions: { thanks: ['yara', 'amina', 'ada'] },
    },
    {
      by: 'yara',
      at: '2026-07-19T10:20:00Z',
      text: `Comme promis. Nous étions vingt-six, avec trente et une lanternes (Dylan en avait six). Personne n’a parlé pendant quarante pas, et puis personne n’a parlé après non plus, parce que c’était bien. On ne l’a pas revue. Ça n’a dérangé personne.

Henrik a tenu la lanterne de Luc, et Luc celle du petit. Bashir est venu en bus, avec son fils. Il a posé une assiette blanche au fond de l’eau, pour dire bonjour.`,
      lang: 'fr',
      replyTo: 12,
      reactions: {
        thanks: ['ada', 'sana', 'luc', 'henrik', 'odile', 'kwame', 'ines', 'wanjiru', 'brigid', 'agnes', 'rosa'],
      },
    },
    {
      by: 'bashir',
      at: '2026-07-19T16:00:00Z',
      text: `I did not see her. I saw thirty people being quiet beside a river. In my life I have not seen this often. My son says the same and he is twenty-four.`,
      reactions: { thanks: ['ada', 'yara', 'odile', 'sana', 'luc', 'henrik', 'kwame', 'hanne'] },
    },
    {
      by: 'ada',
      at: '2026-07-19T19:05:00Z',
      text: `The gates came down this evening at six. Agnès turned the first wheel, Tomás the second, and the third was turned by a boy whom I will not name, because his father asked first.

It took fourteen months from the first kitchen table to one eel. I thank everyone who waited, and most of all those who made us wait.`,
      reactions: {
        thanks: [
          'luc',
          'henrik',
          'ines',
          'sana',
          'odile',
          'kwame',
          'yara',
          'wanjiru',
          'agnes',
          'tomas',
          'rosa',
          'eszter',
        ],
      },
    },
  ],
  readBy: { ada: 16, ines: 16, henrik: 16, sana: 16, luc: 16, kwame: 16, odile: 16, nadia: 1 },
}
