import type { SeedPage } from '../../types.ts'

const what = `## In one sentence

You pour river water into a clear tube until the cross at the bottom disappears, and the height of the water tells you how cloudy it is.

## When to use it

- To compare one place with itself: before and after rain, before and after the weir, this spring and last spring.
- To compare places on the same day, if the same two people go round.
- With children from about eight. They have better eyes than we do.

Not when you want to know *what* is in the water. Clear water can be full of things, and brown water can be only soil. For that there is [[Jar test: soil or sewage?]]. And not when the river is so high that you have to lean.`

const build = `## How to build the tube

You need one clear plastic sleeve, the kind that is sold to protect strip lights: about 4 cm wide, 120 cm long. Piotr has a saw for it.

1. Cut the sleeve to **70 cm**. Sand the cut edge, it is sharp.
2. Cut a disc of white plastic (the lid of a yoghurt bucket is perfect) that just fits inside. Draw a black cross on it with a waterproof pen, lines as thick as a pencil.
3. Glue the disc to the inside of a rubber foot, the kind that goes on a chair leg, with the cross looking up. Push the foot over the lower end of the sleeve. Two turns of wide tape around it. Fill with water, stand it in the sink for an hour and see whether it drips.
4. Stick a paper tape measure along the outside, with **zero at the cross**, not at the end of the tube. Cover it with clear tape.
5. Write your name and “zero checked” with the date on the foot.`

const buildNow = `## How to build the tube

You need one clear plastic sleeve, the kind that is sold to protect strip lights: about 4 cm wide, 120 cm long. Piotr has a saw for it.

1. Cut the sleeve to **70 cm**. Sand the cut edge, it is sharp.
2. Cut a disc of white plastic (the lid of a yoghurt bucket is perfect) that just fits inside. Draw a black cross on it with a waterproof pen, lines as thick as a pencil.
3. Glue the disc to the inside of a rubber foot, the kind that goes on a chair leg, with the cross looking up. Push the foot over the lower end of the sleeve. Two turns of wide tape around it. Fill with water, stand it in the sink for an hour and see whether it drips.
4. **Let it dry for a night.** The tube must be dry, inside and outside, before you stick anything to it.
5. Stick a paper tape measure along the outside, with **zero at the cross**, not at the end of the tube. Cover it with clear tape.
6. Write your name and “zero checked” with the date on the foot.

> [!TIP] Why the night of drying
> Our second tube was put together in one wet afternoon. The tape slid down by two centimetres, and for three weeks Millbridge was the clearest place on the river. We have struck out those readings.`

const measure = `## How to do it

Two people. One holds, one looks; then you change.

1. Take the water from where it flows, not from the edge, with a bucket on a rope or a jug on a stick. Stand **downstream** of the place where you dip, so that your boots do not make the mud that you measure.
2. Rinse the tube once with this water and pour it out behind you.
3. Stir the bucket. Soil sinks while you talk.
4. Stand with your back to the sun, the tube in your shadow. Take off sunglasses. Ordinary glasses stay on.
5. Look straight down into the tube from about a hand above it. Your partner pours in water, slowly, without bubbles.
6. When the cross is *just* gone, say stop. Read the height in centimetres.
7. Pour a little out until the cross is *just* back. Read again. The number is the middle of the two.
8. Change places and do it once more. If your two numbers are more than 5 cm apart, do it a third time.
9. Write: place, date, hour, both numbers, the gauge, rain in the last day, sun or cloud.

If you still see the cross when the tube is full, write “over 60”. That is a good reading, not a failed one.`

const table = `## What the number means

Long tubes give centimetres, laboratories give turbidity units (NTU). The two go together roughly like this.[^chart] High centimetres are clear, high units are cloudy.

| the cross goes at | about (NTU) | what it looks like here |
| --- | --- | --- |
| over 60 cm | under 8 | you count the stones from the bridge |
| 45 cm | 13 | tea without milk |
| 30 cm | 24 | the stones go at knee depth |
| 20 cm | 40 | the day after rain |
| 12 cm | 90 | brown, and you see the stick only in the top of it |
| 7 cm | 200 or more | a field is on its way to the sea |

Trust the order, not the last digit. With five pairs of eyes on one bucket we got 27, 28, 28, 30 and 33.

[^chart]: From the chart for long tubes that volunteer groups use in several countries. Ines checked ours against the school’s meter in May: 31 cm against 22 NTU, 18 cm against 47.`

const readings = `## What we have found so far

Middle of all readings, in centimetres. “Dry” means no rain for three days; “after rain” means more than 20 mm the day before.

| place | dry, winter | after rain, winter | dry, during the twelve weeks | dry, September |
| --- | --- | --- | --- | --- |
| footbridge, Haut-Varelle | over 60 | 22 | over 60 | over 60 |
| bridge, Pont-Sel | 52 | 14 | 41 | 57 |
| school jetty, Millbridge | 44 | 11 | 33 | 46 |
| slip, Saltmouth, at low water | 19 | 9 | 18 | 20 |

Three things that one can say, and one that one can’t:

- It gets cloudier on the way down. Nobody is surprised.
- While the gates were open, sand and silt moved, and the water was cloudier below for about seven weeks. Since August it is clearer than before at Pont-Sel, a little.
- At Saltmouth the tide does most of it. There the tube tells you about the tide.
- We can’t say whether the river is “better”. Ask again after three winters.`

const wrong = `## What can go wrong

| it looks like | it is |
| --- | --- |
| every place is clearer than last week | somebody measured with sunglasses |
| one place is much clearer than ever | the tape has slid: check the zero |
| the number drops from reading to reading | the bucket was not stirred |
| the cross is grey and blurred even at 10 cm | fog inside the tube: wipe it, warm it under the coat |
| two people never agree | one of them needs glasses, kindly |

> [!WARNING] High water
> The best readings are made when the river is brown, and that is when it is dangerous. Above 1.20 at Pont-Sel you take the bucket from the bridge, on a rope, with somebody beside you, or you do not take it.`

const end = `## How we know it works

Four tubes, nine people, 140 readings between January and September 2026. The school’s meter agrees well enough. Dylan’s scouts, who had only this page, were within 4 cm of Mei.

## Who to ask

Mei about the numbers, Piotr about the saw, Ines about where to send the sheet. The talk about brown water is in *Brown water after rain: soil or sewage?*`

const needs = `## What you need

Under four euros a tube, one evening to build it, ten minutes to measure. There are two tubes to borrow in the lock house at Pont-Sel, behind the door.`

const ask = `## Who to ask

Mei. Piotr for the saw.`

const join = (...parts: string[]) => parts.join('\n\n')

export const howToMeasureTurbidityWithAHomeMadeTube: SeedPage = {
  key: 'turbidity-tube',
  space: 'river-keepers',
  title: 'How to measure turbidity with a home-made tube',
  lang: 'en',
  template: 'practice',
  under: 'field-methods',
  tags: ['practice', 'water-quality', 'turbidity'],
  by: 'mei',
  at: '2026-01-18T16:10:00Z',
  text: join(what, build, measure, ask),
  changes: [
    {
      by: 'piotr',
      at: '2026-02-22T19:30:00Z',
      text: join(what, buildNow, measure, ask),
      why: 'The tube must be dry first',
    },
    {
      by: 'ines',
      at: '2026-03-15T17:00:00Z',
      text: join(what, buildNow, measure, table, wrong, ask),
      why: 'The table of units, and the mistakes we have all made by now. We do it like this until the autumn',
      name: 'As agreed in March',
    },
    {
      by: 'mei',
      at: '2026-09-27T14:40:00Z',
      text: join(what, buildNow, measure, needs, table, readings, wrong, end),
      why: 'Readings of nine months, and who tried it',
    },
  ],
  state: 'agreed',
  steward: 'mei',
  reviewOn: '2027-03-15',
  comments: [
    {
      by: 'dylan',
      at: '2026-04-19T17:25:00Z',
      text: `We built six in one evening with this page and nothing else. Two things for the next person: a hair dryer is a night of drying in four minutes, and yoghurt lids have print on the other side, so glue the print **down**.

Also we had a fight about whether “just gone” is when you can’t see the cross or when you can’t see which way it points. We said: can’t see it.`,
      reactions: { thanks: ['mei', 'piotr', 'mateo'], helped: ['eszter', 'gareth'] },
    },
    {
      by: 'mei',
      at: '2026-04-19T19:00:00Z',
      text: `Can’t see it. Yes. And no hair dryer near the bucket, please.`,
      replyTo: 1,
      reactions: { thanks: ['dylan', 'amina'] },
    },
    {
      by: 'sana',
      at: '2026-09-28T09:15:00Z',
      text: `I can’t do this one, and I like that the page does not pretend. But I hold the tube very still, and I hear when you pour with bubbles. Put me down as the second person.`,
      reactions: { thanks: ['mei', 'ines', 'devika', 'odile', 'dylan'] },
    },
  ],
}
