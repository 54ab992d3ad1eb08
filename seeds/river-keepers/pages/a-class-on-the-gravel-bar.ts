import type { SeedPage } from '../../types.ts'

export const aClassOnTheGravelBar: SeedPage = {
  key: 'class-gravel',
  space: 'river-keepers',
  title: 'A class on the gravel bar',
  lang: 'en',
  template: 'story',
  under: 'stories',
  tags: ['story', 'teaching', 'sign-language'],
  by: 'yara',
  at: '2026-11-18T20:20:00Z',
  text: `*Odile’s story. She wrote it in French, I only carried it across.*

## Where and who

The gravel bar at Pont-Sel, Friday 13 November, ten to twelve. Fourteen children between seven and nine. Four sign; ten hear, and never had to do without it. Leïla came along, Agnès lent us her path. The parents said yes to this page, and so did Jeanne, herself, in writing.

## What was at stake

Usually it is my four pupils who wait until somebody explains. I wanted two hours in which nobody waits. And I was afraid of the cold, of the water, and that a child might need to shout and not dare to.

## What we did

1. The day before, in class: twelve signs. River, stone, cold, gently, look, again, three tails, two tails, roof, thanks, yes, no.
2. At the water: both arms crossed above the head means danger, and **for danger, you may shout**. Everyone did it once, loudly. They loved it.
3. Orange scarves, two by two, water up to the ankle.
4. Nobody speaks, nobody whispers. Whoever forgets sits on the *stone of words* for a minute.
5. Each lifts a stone, looks underneath, and shows with the fingers how many nymphs. Three tails: mayfly. Two tails: stonefly.[^tails] Then the stone goes back *as it lay*. The sign for this is a roof.
6. Two by two, one with closed eyes. The other draws the bar into their palm.

## What happened

Two hundred and eleven. Three stones each, forty-two stones in all, five nymphs a stone, and one stone that was a brick. At the end I asked for the total, and fourteen children held up their hands. It took a long time: they were cold, and they all wanted to show it.

Nobody stayed longer than a minute on the stone of words, except me. I laughed aloud, it seems.

A boy who talks all day wrote on my slate: “The river is less shy when I am quiet.”

What did not work: gloves. With gloves you can’t sign, without gloves it hurts. At half past eleven we had to go home faster than planned.

## What I see differently now

I believed that I would show them what it is to be deaf. They learned nothing about that, or little. They learned to look at the other person until the end of the sentence. That is better.

## A question for readers

What do you always do while talking, and what of it could be done without?

[^tails]: Nearly always. A few mayfly nymphs have two tails; they are flat and cling to the stone, and have gills along the belly. Mei told me, I had not known.`,
  steward: 'yara',
  of: 'classe-gravier',
  comments: [
    {
      by: 'dylan',
      at: '2026-11-18T21:10:00Z',
      text: `Gloves: fingerless wool under a mitten that flips back, from the fishing shop, six euros. Flip for signing, unflip for surviving. I can lend fourteen pairs in April, I bought too many for the counting.`,
      reactions: { thanks: ['odile', 'yara', 'mateo'], helped: ['odile', 'mei'] },
    },
  ],
}
