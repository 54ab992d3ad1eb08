import type { SeedDiscussion } from '../types.ts'

export const classOnTheGravelBar: SeedDiscussion = {
  space: 'river-keepers',
  title: 'A class on the gravel bar, without speech',
  lang: 'en',
  intent: 'story',
  tags: ['teaching', 'sign-language', 'gravel-bar'],
  messages: [
    {
      by: 'odile',
      at: '2026-11-17T16:30:00Z',
      text: `Fourteen children, two hours, not one spoken word. They counted mayflies with their fingers.

*(I wrote this in French. The English is Yara’s, and I checked it with my dictionary.)*

Four of my pupils sign. Ten hear, and never had to do without it. On Friday I turned it round: on the bar at Pont-Sel, nobody speaks, nobody whispers, for two hours. Whoever forgets sits on the *stone of words* for a minute. Nobody sat there longer than that, except me: I laughed aloud, it seems, and they showed me the stone.

What we did:

1. Shoes off, boots on, hands free. Without free hands you are mute.
2. Everyone lifts **one** stone, looks underneath, and shows with the fingers how many mayfly nymphs. Three tails: mayfly. Two tails: stonefly. Six legs, always, so we count tails.
3. The stone goes back *as it lay*. There is a sign for that now: a roof.
4. Two by two, one with closed eyes. The other draws the bar into their palm.

At the end I asked for the total, and fourteen children held up their hands. It took a long time, because they were cold and because there were **two hundred and eleven**.

A boy who talks all day in class, all day, wrote on my slate: “The river is less shy when I am quiet.”`,
      reactions: {
        thanks: [
          'ada',
          'yara',
          'sana',
          'leila',
          'luc',
          'mateo',
          'celeste',
          'brigid',
          'kwame',
          'dylan',
          'eszter',
          'rosa',
        ],
      },
      pictures: [
        {
          file: 'gravel-bar.svg',
          alt: 'Seen from the bridge: a long, pale gravel bar in a blue-green river, with bare willows and brown hills behind it. Fourteen children in coloured coats and boots stand in an arc on the gravel, both arms up, fingers spread. In front of them, a woman in a dark coat holds up her arms as well. Beside her lies one large flat stone, and nobody is sitting on it. A heron stands in the shallow water.',
        },
      ],
    },
    {
      by: 'sana',
      at: '2026-11-17T18:10:00Z',
      text: `The palm. In thirty years of teaching people to listen, I never thought of drawing a place into a palm. Last week Yara did it for me: you drew it for her, she for me. I could have walked there.

May I borrow number four for the listening hour? With your name.`,
      replyTo: 1,
      reactions: { thanks: ['odile', 'yara', 'ada'] },
    },
    {
      by: 'odile',
      at: '2026-11-17T18:35:00Z',
      text: `Avec joie. Et mets plutôt le nom de Jeanne : c’est elle qui a commencé, sur la main de sa voisine.`,
      lang: 'fr',
      replyTo: 2,
      reactions: { thanks: ['sana', 'yara', 'leila'] },
    },
    {
      by: 'mei',
      at: '2026-11-17T20:20:00Z',
      text: `Two hundred and eleven, with about how many stones? If it is one stone a child, that is fifteen a stone, and for November below a weir it is remarkably good. I ask because I would love to put it beside our microscope counts from 2024: we had four.`,
      replyTo: 1,
      reactions: { 'me-too': ['ines', 'eszter'] },
    },
    {
      by: 'odile',
      at: '2026-11-18T12:15:00Z',
      text: `Trois pierres chacun, donc quarante-deux pierres, et une qui s’est révélée être une brique. Cinq par pierre, environ. Je note le lieu exact sur le papier, et je le donne à Ines le 28, à la marche.`,
      lang: 'fr',
      replyTo: 4,
      reactions: { thanks: ['mei', 'ines'], helped: ['mei'] },
    },
    {
      by: 'ada',
      at: '2026-11-18T13:05:00Z',
      text: `I am a teacher who talks a great deal, and I read this during a break, in silence, with a red face.

Could my class come with yours in spring? Twenty-two from Millbridge, most of them have never met anybody who signs. I would sit on the stone of words first, so that it is taken.`,
      replyTo: 1,
      reactions: { thanks: ['odile', 'yara', 'dylan', 'sana'] },
    },
    {
      by: 'odile',
      at: '2026-11-18T16:50:00Z',
      text: `Oui ! En avril, quand les éphémères sortent. Trente-six enfants, c’est soixante-douze mains, il faudra une plus grande pierre.

@ada, avant cela, j’apprends à ta classe douze signes par vidéo : rivière, pierre, froid, doucement, regarde, encore, trois queues, deux queues, toit, merci, oui, non. Avec douze signes, on tient deux heures. Je l’ai vu.`,
      lang: 'fr',
      replyTo: 6,
      reactions: { thanks: ['yara', 'sana', 'leila', 'mateo', 'celeste'] },
    },
    {
      by: 'mateo',
      at: '2026-11-18T19:40:00Z',
      text: `Stealing “doucement” for my paddlers, with credit. I shout it forty times an afternoon, and it has never once worked.`,
      replyTo: 7,
      reactions: { thanks: ['odile', 'gareth'] },
    },
    {
      by: 'leila',
      at: '2026-11-19T09:15:00Z',
      text: `La bibliothèque de Haut-Varelle garde l’ardoise, si le petit bavard veut bien. « La rivière est moins timide quand je me tais » : je n’ai rien de mieux en rayon.`,
      lang: 'fr',
      replyTo: 1,
      reactions: { thanks: ['odile', 'luc'] },
    },
  ],
  readBy: { ada: 9, ines: 8, yara: 9, sana: 9, henrik: 6 },
}
