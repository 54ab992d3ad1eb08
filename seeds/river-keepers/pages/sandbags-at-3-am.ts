import type { SeedPage } from '../../types.ts'

const one = `## In one sentence

A low, wide wall of half-filled bags keeps a hand or two of slow water away from a door for a night, if you begin early and stop in time.

## When to use it

- The water is expected, not there yet. Two hours is the least.
- It will be lower than **30 cm** at the place, and slow.
- There is something behind it that can’t be carried upstairs.

Not when the water is already moving past you, not for 60 cm, and not before the people and the flour are up. Bags do not stop water that comes up through the drain: for that, one bag *on* the drain, inside, and a weight on it.

## How to do it`

const stepsFirst = `1. **Half full.** Two shovels and a half. The bag must be soft, like a pillow that you have slept on.
2. **Do not tie it.** Fold the top under and lay it on the fold.
3. Clear away leaves and gravel where the wall will stand. A wall on leaves leaks from below.
4. Lay the bags **along** the wall, the fold towards the water, each overlapping the one before by a third.
5. Step on each bag, twice. It should take the shape of the one below.
6. Second row like bricks, over the gaps.
7. The base is as wide as **three times** the height. For 30 cm that is three bags side by side.
8. If there is plastic sheet: on the water side, loose, the lower edge under the first row. Not tight, it tears.`

const stepsNow = `${stepsFirst}
9. **Low and long is better than high and proud.** If you run out of bags, stop where you are and carry things upstairs.`

const numbers = `## What you need

For ten metres of wall, the base as wide as three times the height (Nils, forty years of dykes):

| height | bags for 10 m | two people, fresh | two people at 3 a.m. |
| --- | --- | --- | --- |
| 30 cm | about 200 | 3½ hours | 6 hours |
| 60 cm | about 690 | don’t | don’t |
| 90 cm | about 1500 | call the fire brigade | call the fire brigade |

Sand (a cubic metre fills about 80 bags), shovels, head lamps, gloves for everybody in three sizes, soap, a roof, something hot. The key of the sand gate, and a second key with someone who is awake.`

const people = `Three people are a team: one holds the bag, one fills, one carries. Change every twenty minutes, even if you feel fine. And somebody who does not carry at all, who looks at the clock, the gauge and the faces. Give this to the one who would be the best carrier.`

const wrong = `## What can go wrong

- **Full bags.** They look like work. They do not lie flat, and two people can hardly lift them.
- **Heroes.** At four in the morning I dropped a bag on my own foot, because I was tired and did not say so. At midnight, half of you go to bed. Not the weak half. Every second one.
- **Cuts.** River water in a flood has everything in it. Gloves, soap, clean water. If it gets red and warm, go and see someone.
- **The pump.** It has a good note and a bad one. If it drops and trembles, it has swallowed something: [[The pump’s two notes]].
- **The wall moves.** You see it at a corner first. Everybody away, uphill, and count heads.
- **Afterwards.** Bags that were in the flood are dirty. Not in the sandpit, not on the vegetables. The council takes them.`

const known = `## How we know it works

On 21 October 2026 at Quay Street: about 340 bags, most of the street dry, the bakery not. At a farm in the hills the same night: sixty bags round a yard door, straight until the morning except at one corner. The first hundred were too full and took as long as the next two hundred.

It is one night. The drill on 28 November will tell us more, and in the dry.

## Who to ask

Kwame, when he is awake. Nils about walls, Amina about hands, Piotr about the key. The story is in *Sandbags at 3 a.m.: what I’d do differently*.`

const join = (...parts: string[]) => parts.join('\n\n')

export const sandbagsAt3Am: SeedPage = {
  key: 'sandbags',
  space: 'river-keepers',
  title: 'Sandbags at 3 a.m.',
  lang: 'en',
  template: 'practice',
  under: 'flood-watch',
  tags: ['practice', 'flood', 'sandbags'],
  by: 'kwame',
  at: '2026-11-10T07:05:00Z',
  text: join(one, stepsFirst, wrong, known),
  changes: [
    {
      by: 'nils',
      at: '2026-11-11T19:30:00Z',
      text: join(one, stepsNow, numbers, wrong, known),
      why: 'The numbers, and the sentence that I say in my sleep',
    },
    {
      by: 'amina',
      at: '2026-11-12T12:50:00Z',
      text: join(one, stepsNow, numbers, people, wrong, known),
      why: 'Somebody has to look at the faces',
    },
  ],
  state: 'draft',
  steward: 'kwame',
  reviewOn: '2026-12-15',
  comments: [
    {
      by: 'tomas',
      at: '2026-11-12T19:05:00Z',
      lang: 'fr',
      text: `Pour un maçon, tout est juste, sauf un mot : « like bricks ». Une brique, on la pose droite. Un sac, on le marche. Montrez-le aux gens, ne le dites pas.`,
      reactions: { thanks: ['nils', 'kwame', 'yara', 'gareth'] },
    },
    {
      by: 'nils',
      at: '2026-11-13T18:20:00Z',
      text: `Tomás is right, and I will show it on the 28th with my boots on. Page stays a draft until then.`,
      replyTo: 1,
      reactions: { thanks: ['tomas', 'kwame', 'ines'] },
    },
  ],
}
