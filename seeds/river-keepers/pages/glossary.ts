import type { SeedPage } from '../../types.ts'

const intro = `Words that one of us used and another did not know. Each as you would tell it to a neighbour. If a word is missing, put it in with a question mark, somebody will turn it into a sentence.

Les mots en français sont à côté. La liste longue, avec onze langues, est dans la discussion *Mots de rivière / river words*.`

const first = `- [[Bank]] · *la berge, la rive*
- [[Riffle]] · *le radier*
- [[Weir]] · *le seuil*`

const more = `- [[Leat]] · *le bief*
- [[Eel pass]] · *la passe à anguilles*
- [[Turbidity]] · *la turbidité*`

const flood = `- [[Freeboard]] · *la revanche*
- [[Flood line]] · *la laisse de crue*`

export const glossary: SeedPage = {
  key: 'glossary',
  space: 'river-keepers',
  title: 'Words',
  lang: 'en',
  tags: ['glossary', 'words', 'two-languages'],
  by: 'yara',
  at: '2026-01-25T21:00:00Z',
  text: `${intro}\n\n${first}`,
  changes: [
    {
      by: 'ines',
      at: '2026-03-16T10:30:00Z',
      title: 'Glossary',
      why: 'People looked for it under G, in both languages',
    },
    {
      by: 'ines',
      at: '2026-08-21T09:15:00Z',
      text: `${intro}\n\n${first}\n${more}`,
      why: 'Three words that came up at the weir this summer',
    },
    {
      by: 'yara',
      at: '2026-11-17T19:10:00Z',
      text: `${intro}\n\n${first}\n${more}\n${flood}`,
      why: 'From the long list, corrected by Mireille and Kwame. Four more are coming this week',
    },
  ],
  state: 'in-use',
  steward: 'yara',
  reviewOn: '2028-01-25',
  comments: [
    {
      by: 'eszter',
      at: '2026-08-22T07:50:00Z',
      text: `The moss that elvers climb on at our weirs is mostly *Fontinalis* and *Platyhypnidium*. So please, when you clean the wall, not all of it. This is a moss person’s request on behalf of an eel.`,
      reactions: { thanks: ['ines', 'henrik', 'sana', 'celeste', 'yara'], helped: ['henrik', 'piotr'] },
    },
  ],
}
