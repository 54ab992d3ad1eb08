import type { SeedPage } from '../../types.ts'

const intro = `Words that one of us used and another did not know. Each as you would tell it to a neighbour. If a word is missing, put it in with a question mark, somebody will turn it into a sentence.

Les mots en français sont à côté. La liste longue, avec onze langues, est dans la discussion *Mots de rivière / river words*.`

const first = `## Bank

**la berge, la rive.** The edge that the river is leaning against. The *left* bank is the one on your left hand when you look downstream, wherever you stand. In French *rive* is the side, *berge* is the earth of it.

*Not the same as* a dyke (built), or a bar (gravel that the river put down itself).

## Riffle

**le radier.** A shallow place where the water runs fast over stones and its skin breaks. Most of what fish eat lives under a riffle.

*You know it by:* it is where the river talks fastest. *After it comes* the pool, *la mouille*, where the dog disappears.

## Weir

**le seuil, le barrage bas.** A low wall across the river that holds the water up and lets it fall over. Portuguese *açude*, Spanish *azud*, Arabic *as-sudd*: all one word.

*Not the same as* a sluice (that opens), or a lock (that lifts boats). The weir at Pont-Sel has three gates and seven boards, so it is a bit of everything.

*Careful:* French people who hear *seuil* may also think of the doorstep.`

const more = `## Leat

**le bief, le canal d’amenée.** A channel that leads water from the river to a mill, nearly level, while the river beside it goes down. Gilles: “It does not run, it comes at a walk.” In the north of England they say *goit*, in Scotland *lade*.

*Example:* In August there was more water in the leat than in the Varelle, and Gilles closed it by half. Nobody had asked him.

## Eel pass

**la passe à anguilles.** A ramp beside a weir, kept wet by a thread of water and covered with bristles or studs, on which young eels climb.[^climb] It does not need much water. It needs to *stay* wet, all summer, all night.

*Not the same as* a fish ladder: that has pools and a strong current, for fish that jump or swim fast. Eels do neither.

We do not have one. See what Bashir says about it in [[The weir]].

## Turbidity

**la turbidité.** How cloudy water is. It is measured by what light can’t get through: with a meter in NTU, with a tube in centimetres ([[How to measure turbidity with a home-made tube]]).

*Not the same as* dirty. Clear water can make you ill, and every good flood is cloudy.

*Example:* “Turbidity went up during the twelve weeks” means that sand moved. It was planned.

[^climb]: Up to about the length of a finger they can also climb wet moss and rough stone, almost upright. Later they are too heavy for it.`

const flood = `## Freeboard

**la revanche.** The height between the water and the top of the wall. What is left when the water thinks it has won. At Quay Street it is 40 cm on an ordinary spring tide, and on 21 October it was less than nothing.

## Flood line

**la laisse de crue.** The line that the flood leaves on a wall. In Quay Street people touch it when they go by. At the town hall of Haut-Varelle there is one of 1910, and children measure themselves against it.`

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
      text: `${intro}\n\n${first}\n\n${more}`,
      why: 'Three words that came up at the weir this summer',
    },
    {
      by: 'yara',
      at: '2026-11-17T19:10:00Z',
      text: `${intro}\n\n${first}\n\n${more}\n\n${flood}`,
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
