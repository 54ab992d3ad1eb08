import type { SeedDiscussion } from '../types.ts'

export const beansForAWetAutumn: SeedDiscussion = {
  space: 'seed-savers',
  title: 'Which beans for a wet autumn?',
  lang: 'en',
  intent: 'question',
  tags: ['beans', 'weather'],
  messages: [
    {
      by: 'noor',
      at: '2026-11-16T09:10:00Z',
      text: `Jar 112, my grandmother’s climbing bean, was still green on the poles when October drowned it. I dried what I could above the stove. Perhaps one seed in three will live.

It has been wet three autumns out of four now. Before I write the list for next year I would like to know: **which beans do you pull off dry, even in a year like this one?** Name, where you grow it, and when you picked the last pod.`,
      reactions: { thanks: ['greta', 'anjali', 'ines'], 'me-too': ['colm', 'lucie'] },
    },
    {
      by: 'anjali',
      at: '2026-11-16T18:45:00Z',
      text: `What matters is not so much the rain as the days from flower to dry pod. From my notes:

| bean | habit | flower to dry pod | picked |
| --- | --- | --- | --- |
| Cobbler’s Early | bush | 52 days | 28 August |
| Widow’s White | half runner | 61 days | 9 September |
| jar 112 | climbing | 88 days | – |

Everything below 65 was in before the water. And bush beans are easily pulled up whole and hung under a roof, roots and all. They finish by themselves; they believe that they are still outside.`,
      replyTo: 1,
      reactions: { thanks: ['noor', 'greta', 'teodora', 'ines'], helped: ['noor', 'colm', 'yara'] },
    },
    {
      by: 'yara',
      at: '2026-11-17T20:15:00Z',
      text: `Ma voisine à Pont-Sel a un haricot sans nom, violet avec un œil blanc, qu’elle arrache fin août et qu’elle pend au grenier *cabeza abajo*. Cette année aussi, il est sec comme un caillou. Elle en donne une poignée si on lui raconte ce qu’il devient. Je l’apporte samedi ?`,
      lang: 'fr',
      replyTo: 2,
      reactions: { thanks: ['noor', 'ines', 'lucie', 'anjali', 'ibrahim'] },
    },
    {
      by: 'noor',
      at: '2026-11-18T10:30:00Z',
      text: `Yes please, a handful, and her name if she likes to be named. I will open a jar for it on the spot.

@ines, you grow the yellow ones from the same street. In a wet year like this, do the Pont-Sel ones rot? If they don’t, I would give them the two best beds, and jar 112 goes into the tunnel, where my grandmother would laugh at it.`,
      replyTo: 3,
      reactions: { thanks: ['yara'] },
    },
  ],
  readBy: { ines: 3, noor: 4, yara: 4, greta: 4 },
}
