import type { SeedPage } from '../../types.ts'

const start = `I take children of nine to fourteen on the water below the mill. This is what I do with anybody who comes to the river with us for the first time, whatever their age.

## Before you leave home

- Two layers more than you think, wool if you have it. Cotton stays wet and cold.
- Boots or old shoes with a heel. Not sandals. There is glass.
- Something to eat that you can hold in one hand.
- Tell one person where you go and when you will be back.`

const cold = `> [!WARNING] Cold water
> From November to May the Varelle is between 4 and 12 °C. If you fall in, your body wants to gasp and to thrash. That lasts about a minute. **Do not swim yet. Lie back, ears in the water, and float until you can breathe.** Then shout, then move. Whoever stands on the bank throws a line or reaches with a branch, and does not jump in.`

const morning = `## The morning

1. **Ten minutes of nothing.** We stand on the bank and say what we see, hear and smell, one thing each. Pass is allowed.
2. **Find the way out before the way in.** Where would you climb out, if you had to? Walk there. Now you know it with your feet.
3. **Ankles only.** The first day nobody goes deeper than the ankle in moving water, and adults no deeper than the knee. Fast water at the knee takes you off your feet.
4. **One stone.** Lift one, look underneath, put it back as it lay. Somebody lives there.
5. **One number.** The gauge, or the tube. Everybody reads it, nobody says it aloud until all have it. The differences are the best part of the morning.
6. **Hands.** Soap and clean water before the sandwich. Not gel alone: it does not work well on mud.

## When we turn round

- The water gets browner, or louder, or carries leaves that it did not carry before. It has rained higher up. We leave first and discuss it afterwards.
- Anyone is cold and has stopped complaining. That is the sign that I watch for.
- The gauge at Pont-Sel is above 1.20.`

const after = `## Afterwards

Tea. Then each says one thing that was different from what they expected. I write them down. From twelve of these mornings:

| they expected | they found |
| --- | --- |
| that it would smell | that it smells of cucumber, by the gravel bar, in May |
| fish | legs, six at a time |
| to be taught | to be asked |
| to get wet | to get hungry |`

export const aFirstDayAtTheRiver: SeedPage = {
  key: 'first-day',
  space: 'river-keepers',
  title: 'A first day at the river',
  lang: 'en',
  under: 'field-methods',
  tags: ['methods', 'welcome', 'cold-water'],
  by: 'mateo',
  at: '2025-12-07T15:30:00Z',
  text: `${start}\n\n${morning}`,
  changes: [
    {
      by: 'kwame',
      at: '2025-12-09T07:10:00Z',
      text: `${start}\n\n${cold}\n\n${morning}`,
      why: 'Float first. It has to stand before the fun',
    },
    {
      by: 'mateo',
      at: '2026-06-14T18:45:00Z',
      text: `${start}\n\n${cold}\n\n${morning}\n\n${after}`,
      why: 'What twelve groups said over tea',
    },
  ],
  state: 'agreed',
  steward: 'mateo',
  reviewOn: '2027-04-01',
  comments: [
    {
      by: 'odile',
      at: '2026-01-14T17:20:00Z',
      lang: 'fr',
      text: `« Then shout » : mes élèves sourds ne crient pas, et moi je n’entends pas crier. Chez nous, chacun porte un sifflet pour ceux qui entendent, et un foulard orange à agiter pour moi. Et une règle simple : toujours deux par deux, et on se regarde.`,
      reactions: { thanks: ['kwame', 'sana', 'dylan'], helped: ['mateo'] },
    },
    {
      by: 'mateo',
      at: '2026-01-14T20:05:00Z',
      text: `I bought fourteen orange scarves this afternoon. They are also good for counting heads.`,
      replyTo: 1,
      reactions: { thanks: ['odile', 'yara', 'kwame'] },
    },
  ],
}
