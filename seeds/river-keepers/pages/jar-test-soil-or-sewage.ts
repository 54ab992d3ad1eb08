import type { SeedPage } from '../../types.ts'

const top = `## In one sentence

A jam jar of brown water, left alone for a night, shows you whether it is mostly soil, mostly sewage, or both.

## When to use it

After rain, when the river is brown and people begin to say who it was. The jar does not say *who*. It says *what*, and then one can talk.

Not instead of a laboratory: the jar does not see germs, nitrates or pesticides. Clear water from a jar is still not water to drink.

## How to do it

1. Take a clean jar with a lid, washed without scent. Label it: place, hour, rain. Yara’s label has two languages and a line for the smell.
2. **An hour after the rain stops**, fill it from the middle of the stream, with a jug on a stick. Gloves. Leave a finger of air.
3. Close it, shake it for a slow count of thirty, put it on a window sill. Do not touch it again.
4. Look after **one minute**, after **one hour** and **in the morning**. Draw a line on the glass where each layer ends.
5. In the morning open it, hold it away from your face, and wave the air towards you with the hand. Note the smell, or that there is none.
6. Pour it on the compost or the lawn, not into the sink, wash the jar and your hands with soap.`

const readFirst = `## How to read it

| when | what sinks |
| --- | --- |
| in a minute | sand |
| in an hour or two | silt |
| overnight | clay |

- Layers, water clear on top, smell of garden: **soil**.
- Grey flakes that hang or float, threads of paper, a smell: **sewage**.
- Both happens.`

const readNow = `## How to read it

| when | what sinks |
| --- | --- |
| in a minute | sand |
| in an hour or two | silt |
| in days or weeks | clay, and some of it never |

| in the morning you see | you smell | it is probably |
| --- | --- | --- |
| pale layer, brown layer, clearer water on top | earth, or nothing | soil |
| layers, and the water still cloudy like milk tea | earth, or nothing | soil with clay. **Cloudy is not sewage** |
| grey, loose flakes that hang or float; threads; grease on the glass | rotten eggs, toilet, washing powder | sewage |
| orange flakes and an oily film that breaks like ice when you touch it | iron, like a nail | a spring with iron. It is harmless |
| layers *and* grey flakes | both | both |

An oily film that flows together again after you broke it is oil. Then telephone.`

const bottom = `## What you need

A jar, a lid, a label, gloves, a window sill. No money. One evening, one morning.

## What can go wrong

- **Filled at the edge.** At the edge there is always mud. From the middle, please.
- **Filled two days later.** The first water after rain is the honest one.
- **The freezing window.** The jar breaks. Ask Henrik.
- **One jar.** One jar is a story. Three jars, from above, beside and below, are a measurement.

> [!IMPORTANT] If it is sewage
> Do not look for the culprit on your own. Telephone the council’s night line and, if you know whose pipe it may be, telephone them as well. Tell the people who draw water below. Keep children and dogs out. In danger, call; don’t publish: [[Ask before naming a place]].

## How we know it works

I did it for thirty years on building sites, to know what I was digging in. On the Varelle: three jars of Luc, six of mine. It is a good first answer. Where we could compare it with Mei’s microscope, the microscope agreed, five times out of five. That is not many.

## Who to ask

Ines for the jars, Mei for the microscope, Yara for labels. The question came from Henrik: *Brown water after rain: soil or sewage?*`

export const jarTestSoilOrSewage: SeedPage = {
  key: 'jar-test',
  space: 'river-keepers',
  title: 'Jar test: soil or sewage?',
  lang: 'en',
  template: 'practice',
  under: 'field-methods',
  tags: ['practice', 'water-quality', 'jar-test'],
  by: 'ines',
  at: '2026-11-16T09:10:00Z',
  text: `${top}\n\n${readFirst}\n\n${bottom.replace('three jars of Luc, six of mine', 'six jars of mine')}`,
  changes: [
    {
      by: 'mei',
      at: '2026-11-18T20:10:00Z',
      text: `${top}\n\n${readNow}\n\n${bottom}`,
      why: 'Clay stays up for weeks. Somebody would have called it sewage, and been wrong about a neighbour',
    },
  ],
  suggestions: [
    {
      by: 'wanjiru',
      at: '2026-11-19T06:40:00Z',
      was: 'not into the sink, wash the jar and your hands with soap.',
      is: 'not into the sink, wash the jar and your hands with soap.\n7. Do it once after a week without rain, too, and keep that jar’s drawing. If it is grey, the rain is innocent.',
      why: 'You wrote that you would add it. Here it is, so that you only have to nod',
    },
    {
      by: 'dylan',
      at: '2026-11-19T15:20:00Z',
      was: 'with a jug on a stick. Gloves. Leave',
      is: 'with a jug on a stick. Leave',
      why: 'Nobody in our class has gloves and we want to do it on Thursday',
      answered: {
        by: 'ines',
        at: '2026-11-19T17:55:00Z',
        accepted: false,
        words:
          'The gloves stay: what is in the jar is in the cuts of your hands, too. There are eight pairs in the lock house. Take them for Thursday, and bring back six.',
      },
    },
  ],
  from: { discussion: 'Brown water after rain: soil or sewage?', number: 4 },
  state: 'in-use',
  steward: 'ines',
  reviewOn: '2027-05-16',
  comments: [
    {
      by: 'wanjiru',
      at: '2026-11-17T08:20:00Z',
      text: `A small addition from a place with hippos. Do it once in dry weather, too. If the jar is grey when it has not rained for a week, the rain is innocent.`,
      reactions: { thanks: ['ines', 'mei', 'luc'], helped: ['henrik', 'ines'] },
    },
    {
      by: 'ines',
      at: '2026-11-17T17:05:00Z',
      text: `Yes. That is so simple that I forgot it for thirty years. I will add it when we have done it.`,
      replyTo: 1,
      reactions: { thanks: ['wanjiru'] },
    },
    {
      by: 'mei',
      at: '2026-11-18T20:15:00Z',
      text: `Ines, I hope you don’t mind that I went into your table. My third form made eleven jars last year with clay from the school pond, and nine of eleven were still brown on Friday.`,
      reactions: { thanks: ['ines', 'henrik'] },
    },
  ],
}
