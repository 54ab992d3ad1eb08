import type { SeedPage } from '../../types.ts'

const opening = `How we find out. Nothing on these pages needs a laboratory, and most of it fits in a bicycle bag.

A method belongs here when two people who were not there when it was invented have used it and got the same answer. Until then it is an idea, and ideas are welcome in the talk.`

const before = `## Which method for which question

| your question | page | time | people |
| --- | --- | --- | --- |
| How cloudy is the water? | [[How to measure turbidity with a home-made tube]] | 10 min | 2 |
| How high is it? | [[Reading the gauge at Pont-Sel]] | 2 min | 1 |
| What does the bank do? | [[Listening to a bank]] | 15 min | 1 or 2 |`

const now = `## Which method for which question

| your question | page | time | people |
| --- | --- | --- | --- |
| Is this my first time? | [[A first day at the river]] | a morning | 3 or more |
| How cloudy is the water? | [[How to measure turbidity with a home-made tube]] | 10 min | 2 |
| Brown: is it soil or sewage? | [[Jar test: soil or sewage?]] | one night | 1 |
| How high is it? | [[Reading the gauge at Pont-Sel]] | 2 min | 1, by day |
| What does the bank do? | [[Listening to a bank]] | 15 min | 1 or 2 |
| Are the eels here? | [[Counting glass eels with a plate]] (Bashir tells, Yara will write) | a night | 3 |
| Why is it foaming? | [[Foam on the river]] (nobody yet) | | |`

const rules = `## Four rules for all of them

1. **Never alone in the water.** On the bank alone, in daylight, is all right. Boots wet: two people.
2. **Write down nothing happened.** “Looked, saw nothing” is a result. Half of my work was made of it.
3. **The hour and the weather**, every time. A number without its hour is a rumour.
4. **Ask before naming a place.** It holds for data too: [[Ask before naming a place]].

## Where the numbers go

On the sheet in the green folder in the lock house, or by mail to me. I put them in the table once a month. If you measured something and think it is wrong, send it with a question mark, do not throw it away.`

export const fieldMethods: SeedPage = {
  key: 'field-methods',
  space: 'river-keepers',
  title: 'Field methods',
  lang: 'en',
  tags: ['methods'],
  by: 'ines',
  at: '2025-11-20T16:00:00Z',
  text: `${opening}\n\n${rules}`,
  changes: [
    {
      by: 'ines',
      at: '2026-05-11T09:20:00Z',
      text: `${opening}\n\n${before}\n\n${rules}`,
      why: 'A table, so that one begins with the question and not with the tool',
    },
    {
      by: 'ines',
      at: '2026-11-16T10:05:00Z',
      text: `${opening}\n\n${now}\n\n${rules}`,
      why: 'The jar is new, and two lines for pages that somebody should write',
    },
  ],
  state: 'in-use',
  steward: 'ines',
  reviewOn: '2027-03-01',
}
