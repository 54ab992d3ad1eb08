import type { SeedPage } from '../../types.ts'

const how = `## In one sentence

You stand still beside a bank for a few minutes, with or without a recorder, and note how many different sounds it makes and how long each one lasts.

## When to use it

Whenever you pass the same place often. One visit says little. Ten visits, same spot, same sort of weather, say a good deal.

Not in wind above a light breeze, not in rain on leaves, and not below the road bridge at Millbridge, where you will hear only the road. If you can name the yard by its dog, ask the people of the yard before you share the sound.

## How to do it

1. Choose a spot where you can stand safely, at least **twice the height of the bank** back from the edge. Mark it with something that will be there in winter.
2. Stand for one minute without trying. Your ears are still full of the walk.
3. Close your eyes, if there is somebody with you. Otherwise look at something that does not move.
4. **Three minutes.** Count kinds of sound, not sounds: hiss, cluck, sip, knock, patter, wings, leaves.
5. Ask of each: is it all the time, or does it come and go?
6. Listen for **crumbs**: a dry *pat … pat-pat*, earth falling into water. Count them for one minute.
7. Write it down on the spot, in whatever words come. “Like a worried refrigerator” is a good note.

With a recorder or a telephone: put it on something soft, a glove or a hat, point it at the foot of the bank and step away. Your jacket is louder than the river. Say the place, the date and the hour at the **end**, not at the beginning; then you hear the river first.`

const meaning = `## What it may mean

| what you hear | what it often is |
| --- | --- |
| one flat hiss, nothing else | a bare, steep bank; water with nothing to hold on to |
| many small voices, none for long | stems and roots; a bank with plants |
| a slow hollow knock | water under old roots |
| one large tremble in the planks of a bridge | bare bank (Odile feels it in her feet) |
| many small prickles in the planks | alders, willows |
| crumbs, 2 or 3 a minute | dry weather, frost, a mole |
| crumbs, more each week | stay away from the edge, and tell someone |

The last two lines come from one bank in one winter. There it went from three crumbs a minute to eleven in the nine days before it fell. One bank is an anecdote.`

const needs = `## What you need

Ears or fingers, fifteen minutes, a pencil. If you would like to feel it instead of hearing it: play the recording through a loudspeaker and hold a balloon in front of it with both hands. What is low arrives in the fingers.

## What can go wrong

- You hear what you hope to hear. Let somebody else listen without knowing the place.
- Waders. They squeak.
- A wren. She is louder than everything, and she does not stop. Come back later.`

const known = `## How we know it works

Eszter played three banks to twelve students without saying which was which, and eleven put them in the right order. That shows that people hear a difference. It does not show that a sound can tell you *when* a bank will go. For that we need ten banks and a few winters. It is an idea with a good beginning.

## Who to ask

Sana, on any day but Monday. What she notices stands in [[What I hear: Sana’s log]]. The recordings are in the discussion *What does a healthy bank sound like?*`

const ask = `## Who to ask

Sana, on any day but Monday. I am collecting; send me yours.`

const join = (...parts: string[]) => parts.join('\n\n')

export const listeningToABank: SeedPage = {
  key: 'listening',
  space: 'river-keepers',
  title: 'Listening to a bank',
  lang: 'en',
  template: 'practice',
  under: 'field-methods',
  tags: ['practice', 'listening', 'banks'],
  by: 'sana',
  at: '2026-05-10T10:20:00Z',
  text: join(how, needs, ask),
  changes: [
    {
      by: 'brigid',
      at: '2026-06-05T14:00:00Z',
      text: join(how, needs, ask).replace('Whenever you pass the same place often.', 'Wherever you pass often.'),
      why: 'A comma and a shorter sentence. I was a teacher',
    },
    {
      by: 'sana',
      at: '2026-06-05T18:40:00Z',
      text: join(how, needs, ask),
      why: 'I put the longer sentence back. I need “the same place” in it, Brigid agrees',
    },
    {
      by: 'eszter',
      at: '2026-11-19T09:10:00Z',
      text: join(how, meaning, needs, known),
      why: 'My students’ twelve answers, and what we do not know yet. Sana read it aloud to me first',
    },
  ],
  state: 'in-use',
  steward: 'sana',
  reviewOn: '2027-05-10',
}
