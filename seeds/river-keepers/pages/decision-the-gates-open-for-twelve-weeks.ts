import type { SeedPage } from '../../types.ts'

const text = `## We decided

We open the gates at Pont-Sel for twelve weeks, from the day Bashir has counted no glass eel on three nights with a good tide; not before 20 April and not after 4 May. One gate a day, so that the water rises slowly. Henrik counts above the weir, Ines reads the gauge. What we expect to see is written down before the first gate moves.

## Need

The bed below the weir has no loose gravel left, and since the sixties hardly any eel has come above it. The council’s licence allows twelve weeks between 1 March and 31 July.

## How

By consent. Proposed on 12 March 2026 by Ines, from everybody’s sentences. Closed on Thursday 2 April at 18:00. Twenty-six people answered, seven of them by mail: 21 “I can live and work with it”, 4 “pass”, 1 with a worry that is noted below. Silence was not counted as a yes. Ada wrote to those who had not answered, and two of them answered then.

## Other options

| option | why not |
| --- | --- |
| 1 March, for twelve weeks | the glass eels are still below the weir |
| not at all this year | another year without gravel; the licence exists now |
| one gate only, all year | not allowed, and too little to move the sand |
| an eel pass instead | it helps eels, it does not help the bed. It is *not instead*, it is *also* |

## Objections and changes

Bashir’s objection changed the plan three times: the date, then who says the date, then that there is a last day. Tamsin added the last day, because committees like them. Wanjiru added that the person who sees the fish holds the date. Henrik, who had been for 1 March, counted sixty-one glass eels in one night and proposed the word *not before*.

## Worries noted

- The pond may smell (Agnès). *It did.*
- The miller may be short of water in June (Gilles). The leat is closed by half if the gauge is under 0.70, and he is asked first.
- Sand may smother the gravel below (Eszter). We look after four weeks and shut one gate if it is deeper than a hand.
- We may tell ourselves that whatever happens is success (Wanjiru). Hence the envelope.`

const owner = `## Owner and review date

Owners: Ada and Henrik. Reviewed when the gates are down, and again before the form for 2027 is due.`

const ownerNow = `## Owner and review date

Owners: Ada and Henrik. First look on 26 July 2026: kept as it is, see [[Let the person who sees the fish hold the date]] and [[The weir#What we expected, and what came|what came of what we expected]].

Second look: **by 15 November 2026**, because the form for 2027 is due on 15 January. To be asked then:

- [x] Did what we expected come?
- [x] Who paid for it? (Youssef’s two rows; nine days of smell)
- [ ] Right bank, below the alders: was it the gates or the boards?
- [ ] Same dates in 2027, or “Bashir’s three nights” without dates?
- [ ] Who counts, if Henrik’s back says no?`

export const decisionTheGatesOpenForTwelveWeeks: SeedPage = {
  key: 'weir-decision',
  space: 'river-keepers',
  title: 'Decision: the gates open for twelve weeks',
  lang: 'en',
  template: 'decision',
  under: 'weir',
  tags: ['decision', 'weir', 'eels'],
  by: 'ines',
  at: '2026-04-03T10:00:00Z',
  text: `${text.replace(' *It did.*', '')}\n\n${owner}`,
  changes: [
    {
      by: 'ada',
      at: '2026-07-26T16:30:00Z',
      text: `${text}\n\n${ownerNow}`,
      why: 'First look, with the gates down. The decision itself is not touched',
    },
  ],
  state: 'agreed',
  steward: 'ada',
  reviewOn: '2026-11-15',
  comments: [
    {
      by: 'bashir',
      at: '2026-04-04T05:55:00Z',
      text: `It is written as it was. I have read other papers where it was not.`,
      reactions: { thanks: ['ines', 'ada', 'henrik', 'sana', 'kwame', 'tamsin', 'yara'] },
    },
    {
      by: 'henrik',
      at: '2026-11-17T07:20:00Z',
      text: `Kindly, as commitment keeper: the second look was due on Sunday. I know why it has waited, and so does the river. Shall we say, after the 29th, when the boards are settled?`,
      reactions: { thanks: ['ada', 'ines', 'gareth'] },
    },
  ],
}
