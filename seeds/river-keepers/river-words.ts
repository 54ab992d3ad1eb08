import type { SeedDiscussion } from '../types.ts'

export const riverWords: SeedDiscussion = {
  space: 'river-keepers',
  title: 'Mots de rivière / river words',
  lang: 'fr',
  intent: 'talk',
  tags: ['words', 'glossary', 'two-languages'],
  messages: [
    {
      by: 'yara',
      at: '2026-01-11T17:20:00Z',
      text: `À la dernière rencontre, Henrik a dit « riffle », Luc a dit « radier », et ils ont cru pendant dix minutes qu’ils n’étaient pas d’accord.

Alors, faisons une liste. Un mot par message, dans votre langue, avec une phrase à vous. Pas une phrase de dictionnaire : dites comment on le reconnaît quand on a les pieds dedans.

Je commence :

| français | English | on le reconnaît à |
| --- | --- | --- |
| une berge | a bank | ce qu’on regrette quand elle est partie |
| une vanne | a gate | ce qui décide, et que personne ne regarde |
| un embâcle | a log jam | trois troncs, un vélo, et derrière, un lac |

En espagnol j’ajoute *un remanso* : l’eau qui se repose. Il n’y a pas de mot aussi doux en français, prouvez-moi le contraire.`,
      reactions: { thanks: ['ada', 'leila', 'ines', 'odile', 'brigid', 'mateo', 'celeste', 'devika'] },
    },
    {
      by: 'luc',
      at: '2026-01-11T19:30:00Z',
      text: `Une mouille. L’endroit profond après le radier. C’est là que le chien disparaît.`,
      replyTo: 1,
      reactions: { thanks: ['yara', 'paolo', 'odile', 'henrik', 'leila'] },
    },
    {
      by: 'henrik',
      at: '2026-01-12T07:15:00Z',
      text: `A *pool*, then, where the big ones think. In Norwegian *kulp*. And the water that runs backwards behind a rock is *bakevje*, in English an *eddy*. You can stand in one all day and never get anywhere, like certain committees.`,
      lang: 'en',
      replyTo: 2,
      reactions: { thanks: ['yara', 'tamsin', 'gareth', 'owen'] },
    },
    {
      by: 'odile',
      at: '2026-01-12T17:10:00Z',
      text: `En langue des signes, *rivière* : les deux mains à plat, les doigts qui ondulent, et elles avancent. Pour *remous* (eddy), une main avance et l’autre revient en tournant. Pas besoin de traduire, Henrik comprendrait.`,
      replyTo: 3,
      reactions: { thanks: ['henrik', 'yara', 'sana', 'leila', 'ada'] },
    },
    {
      by: 'bashir',
      at: '2026-01-13T06:05:00Z',
      text: `In Dari the word is *darya*. It means river. In Iran the same word means the sea. When I came to Saltmouth I understood why.`,
      lang: 'en',
      reactions: { thanks: ['yara', 'sana', 'ada', 'owen', 'hanne', 'ines', 'kwame', 'leila', 'brigid'] },
    },
    {
      by: 'tamsin',
      at: '2026-01-13T12:40:00Z',
      text: `From my office: *freeboard*. The height between the water and the top of the wall. It is the only word in our reports that sounds like a holiday. In French, I am told, *la revanche*, which sounds like something else altogether.`,
      lang: 'en',
      reactions: { thanks: ['ines', 'nils', 'yara', 'luc', 'kwame'], helped: ['devika'] },
    },
    {
      by: 'ines',
      at: '2026-01-14T10:15:00Z',
      text: `*La revanche*, oui, et c’est un très beau mot d’ingénieur : ce qui reste quand l’eau croit avoir gagné.

Le mien : *açude*. C’est le barrage bas, le seuil, *weir*. Un mot portugais, mais il n’est pas né au Portugal. Sana, tu le reconnais ?`,
      replyTo: 6,
      reactions: { thanks: ['yara', 'tomas', 'leila', 'nils'] },
    },
    {
      by: 'sana',
      at: '2026-01-14T13:00:00Z',
      text: `I do! *As-sudd*, السد, the thing that blocks. In my grandmother’s village it was a row of stones across the stream and a reason for every quarrel. So it went from her to Ines by way of some very patient Andalusian farmers.`,
      lang: 'en',
      replyTo: 7,
      reactions: { thanks: ['ines', 'yara', 'tomas', 'youssef', 'ada'] },
    },
    {
      by: 'yara',
      at: '2026-01-14T20:25:00Z',
      text: `Et en espagnol : *azud* ! Trois d’entre nous ont le même barrage dans la bouche, et aucune ne le savait. Je vais dormir très contente.`,
      replyTo: 8,
      reactions: { thanks: ['ines', 'sana', 'mateo', 'tomas'] },
    },
    {
      by: 'kwame',
      at: '2026-01-16T06:45:00Z',
      text: `Twi: *nsu* is water, *asubɔnten* is a river, more or less “the water that is long”. My mother says it of stories, too. And of my telephone calls.`,
      lang: 'en',
      reactions: { thanks: ['ada', 'yara', 'amina', 'brigid'] },
    },
    {
      by: 'wanjiru',
      at: '2026-02-12T09:30:00Z',
      text: `Joining late. In Swahili *mto* is a river. It is also a pillow. If you have ever slept in a boat you will not find it strange.`,
      lang: 'en',
      reactions: { thanks: ['yara', 'kwame', 'sana', 'odile', 'ada', 'ines', 'hanne'] },
    },
    {
      by: 'gilles',
      at: '2026-03-05T18:00:00Z',
      text: `*Le bief* : l’eau qui travaille. Tout le reste de la rivière est en promenade. En anglais, *mill race*, si j’en crois Piotr, mais chez moi elle ne court pas, elle vient au pas.`,
      reactions: { thanks: ['piotr', 'luc', 'yara', 'agnes'] },
    },
    {
      by: 'ada',
      at: '2026-04-28T12:30:00Z',
      text: `Igbo, since yesterday’s gates made me think of it: *iyi* is a stream, and it is also an oath. You swear by the stream, because it will still be there when you have forgotten what you said.

I like to think that we have done a little of that.`,
      lang: 'en',
      reactions: { thanks: ['yara', 'sana', 'kwame', 'odile', 'luc', 'ines', 'leila', 'wanjiru'] },
    },
    {
      by: 'celeste',
      at: '2026-06-02T16:15:00Z',
      text: `*La ripisylve*, le bois qui pousse les pieds dans l’eau. En anglais, on me dit *riparian woodland*, ce qui ne donne envie à personne d’y pique-niquer. Proposition : *the riverwood*.`,
      reactions: { thanks: ['eszter', 'yara', 'devika', 'sana', 'henrik'] },
    },
    {
      by: 'hanne',
      at: '2026-08-19T14:50:00Z',
      text: `For the potter’s corner: *slip* is clay so wet that it pours, and the *slip* is where boats go in. At Saltmouth, at low tide, it is the same place and the same thing. I have the trousers to prove it.`,
      lang: 'en',
      reactions: { thanks: ['owen', 'yara', 'brigid'] },
    },
    {
      by: 'kwame',
      at: '2026-10-29T07:05:00Z',
      text: `Does French have one for the line that the flood leaves on a wall? There is one on every house in Quay Street now, and people touch it when they go by.`,
      lang: 'en',
      reactions: { 'me-too': ['nadia', 'amina', 'owen'] },
    },
    {
      by: 'mireille',
      at: '2026-10-29T11:20:00Z',
      text: `*La laisse de crue.* « Laisse », comme ce qu’elle a laissé. À la mairie, on en a une de 1910, gravée dans l’escalier. Les enfants se mesurent à côté.`,
      replyTo: 16,
      reactions: { thanks: ['kwame', 'nadia', 'yara', 'leila', 'odile', 'ada'], helped: ['kwame'] },
    },
    {
      by: 'nadia',
      at: '2026-11-08T15:40:00Z',
      text: `Ma laisse de crue à moi est à la farine. J’ai décidé de ne pas la nettoyer sur le mur du fond. En arabe, chez nous, on dit de l’eau qui s’en va *rāḥ l-mā*, « l’eau est rentrée chez elle ».`,
      replyTo: 17,
      reactions: { thanks: ['mireille', 'kwame', 'sana', 'brigid', 'yara', 'youssef'] },
    },
    {
      by: 'yara',
      at: '2026-11-15T17:45:00Z',
      text: `Onze mois, onze langues, et Henrik et Luc disent maintenant tous les deux « radier » (avec deux accents que je ne décrirai pas).

Voici les six que je mets au propre cette semaine. Corrigez-moi avant mercredi !

| français | English | on le reconnaît à |
| --- | --- | --- |
| un radier | a riffle | là où la rivière parle le plus vite |
| une mouille | a pool | là où le chien disparaît |
| un remous | an eddy | on y reste debout sans avancer |
| la revanche | freeboard | ce qui reste quand l’eau croit avoir gagné |
| la ripisylve | the riverwood | les pieds dans l’eau, la tête aux mésanges |
| la laisse de crue | the flood line | on la touche en passant |

Luc, pour *mouille*, j’ai gardé ta phrase. Le chien est d’accord.`,
      reactions: { thanks: ['luc', 'henrik', 'ada', 'leila', 'brigid', 'ines', 'celeste', 'odile'] },
    },
  ],
  readBy: { ada: 19, ines: 19, odile: 19, luc: 19, sana: 18, tobias: 1 },
}
