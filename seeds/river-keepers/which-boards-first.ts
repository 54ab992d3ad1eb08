import type { SeedDiscussion } from '../types.ts'

export const whichBoardsFirst: SeedDiscussion = {
  space: 'weirs',
  title: 'Which boards come out first in spring?',
  lang: 'en',
  intent: 'question',
  tags: ['weir', 'spring'],
  messages: [
    {
      by: 'gareth',
      at: '2026-11-09T18:40:00Z',
      text: `Last time we took the two left boards first, because they were the ones we could lift. That sent everything against the right bank, below the alders, and you have all seen what the alders look like now.

There are seven boards. If we have one dry day in March and four people, **which ones, in which order?**`,
      reactions: { thanks: ['henrik'] },
    },
    {
      by: 'bashir',
      at: '2026-11-10T06:05:00Z',
      text: `Middle first, always the middle. Water is like sheep, it goes where the others go.

And not before the elvers have passed. I will say the date, I am not asking for it.`,
      reactions: { thanks: ['gareth', 'ada'], 'me-too': ['henrik'] },
    },
    {
      by: 'wanjiru',
      at: '2026-11-10T11:30:00Z',
      text: `At home we lift the middle board by a third, wait a whole day, and only then take it out. The bed has time to find its new shape. It costs you a second dry day, I know.`,
      reactions: { thanks: ['gareth', 'piotr'] },
    },
    {
      by: 'luc',
      at: '2026-11-12T20:50:00Z',
      lang: 'fr',
      text: `Pour mes prés, le milieu me va. Mais prévenez-moi trois jours avant : il faut que je remonte les génisses, et je ne lis pas mes messages le jour du marché.`,
    },
    {
      by: 'ada',
      at: '2026-11-13T07:15:00Z',
      voice: 'hosts',
      text: `So far, then: the middle first, by a third, and a day’s wait. @bashir says the date, @luc hears it three days before.

Who has a reason against? I would like to hear it here before Sunday the 29th.`,
      reactions: { thanks: ['luc', 'wanjiru'] },
    },
  ],
  readBy: { henrik: 3, piotr: 5 },
}
