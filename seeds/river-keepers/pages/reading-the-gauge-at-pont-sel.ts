import type { SeedPage } from '../../types.ts'

const where = `The gauge is a white staff with black marks, on the left side of the sluice at Pont-Sel, looking downstream. You see it from the footpath. You do not need to touch it, and please don’t climb the rail.

There is also a gauge that sends its numbers by radio. It is right on most days. In frost, in heavy rain and on Sundays somebody has to look at the staff.`

const how = `## How to read it

1. Stand on the path beside the lamp post. From further left you read two centimetres too much.
2. Find the **large figure** just above the water: these are the metres and tenths. 1.4 is one metre forty.
3. Each black or white block is **one centimetre**. Count up from the last large figure *below* the water line.
4. There are waves. Look for a slow count of twenty and take the middle.
5. Write the number with two decimals, the **hour**, and one word: *rising*, *falling*, *still*.
6. At night: from the path, with a lamp, and somebody with you when it is above 1.80. If the path is wet, you have read enough: write “path wet”, that is 1.95 or more.`

const bolts = `> [!TIP] Without glasses
> On the wall beside the staff there are five bolts. I measured them with a level on 23 September: 0.98, 1.20, **1.42**, 1.64, 1.86 m. “Just below the third bolt” is a good reading, if you also say that it is a bolt. (Henrik)`

const table = `## What the number means

| gauge | what it is | what we do |
| --- | --- | --- |
| 0.35 to 0.60 | a dry summer | nothing, enjoy the gravel |
| 0.60 to 1.20 | ordinary | measure, count, take children |
| 1.20 | second bolt | no one in the water |
| 1.50 | | [[Flood watch]] reads every four hours |
| 1.95 | the path is wet | nobody on the path |
| 2.20 | the lower meadows drink | animals are up by then |
| 2.50 | | Saltmouth has about seven hours |
| 2.86 | 22 October 2026, 04:50 | the highest since 1994 |

From Pont-Sel the top of a flood needs about three and a half hours to Millbridge and seven to Saltmouth.[^time] What happens then in Saltmouth depends on the tide as much as on us.

[^time]: From eleven floods between 2019 and 2025. The fastest needed five hours and a half, the slowest nine. If it rains below Pont-Sel as well, do not rely on it.`

const tableFirst = table.replace(
  '| 2.86 | 22 October 2026, 04:50 | the highest since 1994 |',
  '| 2.74 | January 2018 | the highest since 1994 |',
)

const winter = `## Who reads it this winter

Piotr every morning, Gareth on Thursdays, Brigid and Luc when Flood Watch asks. If you pass there anyway, read it anyway. Two numbers are better than one.

Ce tableau en français : demandez-moi, je le fais au téléphone en attendant mieux. (Ines)`

const join = (...parts: string[]) => parts.join('\n\n')

export const readingTheGaugeAtPontSel: SeedPage = {
  key: 'gauge',
  space: 'river-keepers',
  title: 'Reading the gauge at Pont-Sel',
  lang: 'en',
  under: 'field-methods',
  tags: ['gauge', 'flood', 'methods'],
  by: 'ines',
  at: '2026-03-22T15:00:00Z',
  text: join(where, how, tableFirst),
  changes: [
    {
      by: 'henrik',
      at: '2026-09-23T17:15:00Z',
      text: join(where, how, bolts, tableFirst, winter),
      why: 'The third bolt is at 1.42, measured for exactly this conversation',
    },
    {
      by: 'ines',
      at: '2026-10-23T08:40:00Z',
      text: join(where, how, bolts, table, winter),
      why: 'Thursday at ten to five goes into the table',
    },
  ],
  suggestions: [
    {
      by: 'gareth',
      at: '2026-11-12T07:10:00Z',
      was: '6. At night: from the path, with a lamp, and somebody with you',
      is: '6. At night: from the path, with a lamp of your own (the one on the post goes out at eleven), and somebody with you',
      why: 'I stood there on Wednesday at ten past, in the dark, feeling clever',
      answered: { by: 'ines', at: '2026-11-12T08:30:00Z', accepted: true },
    },
  ],
  state: 'in-use',
  steward: 'ines',
  reviewOn: '2026-10-31',
  wishes: [
    { who: 'luc', lang: 'fr' },
    { who: 'gilles', lang: 'fr' },
    { who: 'celeste', lang: 'fr' },
  ],
  comments: [
    {
      by: 'piotr',
      at: '2026-10-22T06:35:00Z',
      text: `2.61 and falling at half past six. The dog could not read it and neither could I, so I read it from the bridge with binoculars. Please put this in: from the second lamp on the bridge you see the staff well, down to the 2.0.`,
      reactions: { thanks: ['ines', 'kwame', 'owen', 'brigid', 'luc'], helped: ['gareth', 'nils'] },
    },
  ],
}
