import type { SeedDiscussion } from '../types.ts'

export const lookingBack: SeedDiscussion = {
  space: 'river-keepers',
  title: 'Looking back on eighteen months: 3 December',
  lang: 'en',
  intent: 'announcement',
  tags: ['dates', 'looking-back'],
  messages: [
    {
      by: 'ada',
      at: '2026-11-05T18:15:00Z',
      voice: 'hosts',
      text: `Ines and I would like to spend one evening with all of you, looking back before we look on.

**Thursday 3 December, 18:30 to 20:30, Millbridge school and the video room.** By telephone too. By letter of course: whoever writes to us before the 2nd will be read aloud, slowly, by someone who likes you.

Three questions, no slides:

1. What is different on the river because we met?
2. What did it cost, and who paid?
3. What do we stop doing, so that there is room?

In September we agreed with the fund that success looks different from different places: for the river, for the people in here, for the council, for those who pay. So we will not make one list but four. Rosa listens to the first three and speaks in the fourth.

There is signing, there is soup, and the stairs have a ramp since last week.`,
      reactions: {
        thanks: ['sana', 'odile', 'rosa', 'kwame', 'henrik', 'luc', 'brigid', 'wanjiru', 'eszter', 'nadia'],
      },
    },
    {
      by: 'rosa',
      at: '2026-11-06T09:20:00Z',
      text: `Thank you for the fourth list, and for its place. I shall be glad to listen first. When our measures changed in September I was afraid of losing your trust; instead you explained ours to me.

I come by train and can bring a cake, if it is not a conflict of interest.`,
      replyTo: 1,
      reactions: { thanks: ['ada', 'ines', 'sana', 'yara', 'gareth'] },
    },
    {
      by: 'ines',
      at: '2026-11-06T16:40:00Z',
      text: `For the cake there is no conflict. Pour la question 1, j’apporte les relevés, sur une seule page, promis : the gauge, the counts, the jars, the readings with the tube. For question 2 I have no table, and that is where I would like to begin.`,
      replyTo: 2,
      reactions: { thanks: ['rosa', 'ada', 'nils', 'odile'] },
    },
    {
      by: 'brigid',
      at: '2026-11-07T10:30:00Z',
      text: `Is there a way home to Saltmouth after half past eight? The last bus is at ten past. I should like to be there with more than my handwriting.`,
      replyTo: 1,
      reactions: { 'me-too': ['hanne', 'amina'] },
    },
    {
      by: 'kwame',
      at: '2026-11-08T07:00:00Z',
      text: `There is now: my van, four seats, door to door, heated. Brigid, Hanne, Amina, and one more. Shout, or rather, write.`,
      replyTo: 4,
      reactions: { thanks: ['brigid', 'hanne', 'amina', 'ada'], helped: ['brigid', 'amina'] },
    },
    {
      by: 'bashir',
      at: '2026-11-09T06:00:00Z',
      text: `The last seat for me. I will speak myself. Short.`,
      replyTo: 5,
      reactions: {
        thanks: ['ada', 'kwame', 'sana', 'brigid', 'odile', 'henrik', 'yara', 'ines', 'luc', 'hanne', 'amina'],
      },
    },
    {
      by: 'odile',
      at: '2026-11-10T17:15:00Z',
      text: `Deux interprètes sont réservées, une pour la salle, une pour la vidéo. Merci de parler l’un après l’autre. Ce n’est pas pour moi, c’est pour la soupe : elle refroidit quand on répète.

@ada, peux-tu m’envoyer les trois questions en français d’ici lundi ? Je les donne à mes élèves, ils ont des réponses que nous n’aurons pas.`,
      lang: 'fr',
      replyTo: 1,
      reactions: { thanks: ['ada', 'sana', 'leila', 'yara', 'celeste', 'mireille'] },
    },
    {
      by: 'ada',
      at: '2026-11-10T19:30:00Z',
      text: `Here they are, by Yara: *Qu’est-ce qui a changé sur la rivière, parce que nous nous sommes rencontrés ? Qu’est-ce que cela a coûté, et à qui ? Qu’arrêtons-nous, pour faire de la place ?*

Bashir, the seat is yours and so is the chair.`,
      replyTo: 7,
      reactions: { thanks: ['odile', 'yara', 'kwame'] },
    },
  ],
  readBy: { ada: 8, ines: 8, rosa: 8, kwame: 8, odile: 8, tobias: 1 },
}
