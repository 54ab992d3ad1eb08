import type { SeedPage } from '../../types.ts'

const where = `## Where and who

Pont-Sel, forty steps above the weir, the night of Friday 10 July 2026. Luc with the lantern, me with the notebook. Agnès asleep behind her shutters, twelve metres away, in her own garden. She has forgiven us. All three said yes to this page.

## What was at stake

I had told everybody for years that the weir keeps the eels out and that one only has to open it. Then I was wrong about when. So this summer I was counting on a thing that I had already been wrong about once, in front of people. And in the envelope it said: one eel above the weir by 15 July. By the tenth, nothing.

For Luc it was something else. Nobody on his farm had seen an eel since his grandfather, who kept one in the trough to clean it, and called her Madame.

## What we did

Eleven Fridays, from ten at night until one. A white plate at the two stones below, then forty steps up, and wait. We did not talk. In February we could not have stood beside each other for an hour. By June we shared a thermos, and had still not said much.

On the tenth the water was at 0.60, 17 degrees, no moon to speak of. Eleven at the foot, on the plate. We went up.

## What happened

At eight minutes to midnight she lay between two stones, as long as my hand, brown on the back, yellow below. She stayed for about as long as it takes to say a short prayer. Then she went upstream, slowly, and out of the light.

I asked Luc whether I might take one photograph. He laughed, the first time that I heard it.

That is all that happened. One eel.`

const guess = `She must have come in with the tide in spring, one of the sixty-one from the plate.`

const see = `## What I see differently now

I used to think that a river is saved by people who are right.

## A question for readers

What did you stop being right about, and who waited for you?`

const age = `## What I had wrong again

I wrote in July that she had come in with the spring tide. Wanjiru and Ines put me straight. An eel as long as a hand has been in the river for some two to four years. She had not come from the sea this spring; she had waited **below the wall**, for years, and it was for such as her that the gates mattered. The glass eels of March will be her size in 2029.

So Bashir’s no did not delay her by eight weeks. It saved those who come after her.`

const join = (...parts: string[]) => parts.join('\n\n')

export const theFirstEelAboveTheWeir: SeedPage = {
  key: 'first-eel',
  space: 'river-keepers',
  title: 'The first eel above the weir',
  lang: 'en',
  template: 'story',
  under: 'stories',
  tags: ['story', 'eels', 'weir'],
  by: 'henrik',
  at: '2026-07-25T19:40:00Z',
  text: join(where, guess, see),
  changes: [
    {
      by: 'henrik',
      at: '2026-08-02T08:10:00Z',
      text: join(where, age, see),
      why: 'I had her age wrong, and with it the whole point',
    },
  ],
  comments: [
    {
      by: 'wanjiru',
      at: '2026-07-28T08:40:00Z',
      text: `Henrik, this made me put my pen down. One correction from a fisheries adviser, with love: how long is your hand? If it is eighteen centimetres, she is not this year’s child. She is three, perhaps. Ask Ines for the growth table.`,
      reactions: { thanks: ['henrik', 'ines', 'mei'], helped: ['henrik'] },
    },
    {
      by: 'henrik',
      at: '2026-07-28T17:30:00Z',
      text: `Nineteen, I have just measured it. So she stood below that wall for years while I stood there fishing. I need a day or two before I write this down.`,
      replyTo: 1,
      reactions: { thanks: ['wanjiru', 'ada', 'sana', 'kwame', 'luc'] },
    },
    {
      by: 'luc',
      at: '2026-08-02T20:50:00Z',
      lang: 'fr',
      text: `J’ai ri parce que tu as demandé à voix basse, pour ne pas la réveiller.`,
      reactions: { thanks: ['henrik', 'odile', 'yara', 'agnes', 'brigid', 'celeste'] },
    },
  ],
}
