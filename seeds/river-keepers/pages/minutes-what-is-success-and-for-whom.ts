import type { SeedPage } from '../../types.ts'

const people = `## Date, people, host, writer

Thursday 24 September 2026, 18:30 to 20:25, Millbridge school and the video room.

**There:** Ada, Agnès, Amina, Brigid, Céleste, Devika, Eszter, Gareth, Henrik, Ines, Kwame, Leïla, Mei, Nils, Odile, Piotr, Sana, Yara; Luc by telephone for the first hour; Rosa as guest of the fund. **By letter:** Bashir, Hanne, Wanjiru. **Host:** Odile. **Writer:** Devika.

## Questions we asked

1. The fund has changed how it measures. What does that mean for us?
2. Who says that this is a success, and how would they know?
3. What do we not want to count?`

const heard = `## What we heard

**1.** Rosa explained. Until now the fund wanted to know what we had done by which date. From January it asks all its groups for two numbers: *people reached* and *metres of river improved*. She said that she was not happy with “improved”, that it was not her decision, and that a group may add its own measures if it says why. She answered questions for twenty minutes and wrote down the ones that she could not answer.

People said: metres are easy to count and easy to spoil. A metre of concrete is also a metre. “Reached” sounds like something that is thrown. Others said: it is their money, two numbers are not many, and a number makes it possible to explain us to a stranger in a lift.

Bashir’s letter, read by Brigid: “You want to know if it is good. Ask four people who do not know each other. If they say the same thing, it is not yet good, somebody is being polite.”

**2.** From this letter came the rest of the evening. We sat in four corners, one for each *who*, and everybody moved once.

| for whom | they would say it is a success if | how they would know |
| --- | --- | --- |
| the river | eels pass, banks hold, gravel moves | counts, Sana’s recordings, the tube |
| us in here | one dares to ask, and gets an answer | who wrote; who stayed; a question twice a year |
| the council | fewer surprises at night | calls before 22:00 instead of after |
| those who pay | they can tell it truthfully in ten lines | two numbers and one story |

Somebody asked whether the river can have a corner. It was decided to leave a chair empty in it, and Henrik sat next to the chair.

**3.** Not counted: posts for each person, minutes online, thanks. Also not: hours. “If I count them I stop.” Odile signed this and no one needed the interpreter.`

const decisions = `## Decisions

- We report on four lists, not on one. Agreed by round, nobody against. It stands in [[Our year 2026]] from Monday.
- We give the fund its two numbers **and** say under each what it leaves out.
- The lists are looked at again on 3 December.

## Who does what by when

- [x] Ada: change the work plan. 28 September
- [x] Rosa: ask her board whether a willow bank counts from the day of planting or from the second spring. 15 October
- [x] Ines and Mei: one page of readings. 1 November
- [ ] Kwame and Yara: ask the council how many calls came before 22:00 this year. 20 November
- [ ] Sana: two questions for the list “us in here”, not more. 3 December

## What went well / what to change

Went well: the four corners; the soup; that Luc could leave without explaining. To change: we spoke too fast in the second half, and the interpreter had no break. Next time there is a bell at half past seven, and it is a rule.

## Comments until

Thursday 1 October. After that, write a new page.`

export const minutesWhatIsSuccess: SeedPage = {
  key: 'minutes-success',
  space: 'river-keepers',
  title: 'Minutes: what is success, and for whom?',
  lang: 'en',
  template: 'minutes',
  under: 'year',
  tags: ['minutes', 'fund', 'learning'],
  by: 'devika',
  at: '2026-09-25T07:30:00Z',
  text: `${people}\n\n${heard}\n\n${decisions.replaceAll('[x]', '[ ]')}`,
  changes: [
    {
      by: 'leila',
      at: '2026-09-25T16:10:00Z',
      text: `${people.replace('Kwame, Leïla, Mei', 'Kwame, Leïla (by video), Mei')}\n\n${heard}\n\n${decisions.replaceAll('[x]', '[ ]')}`,
      why: 'I was there, but on the screen',
    },
    {
      by: 'ines',
      at: '2026-11-02T11:20:00Z',
      text: `${people.replace('Kwame, Leïla, Mei', 'Kwame, Leïla (by video), Mei')}\n\n${heard}\n\n${decisions}`,
      why: 'Three of five are done',
    },
  ],
  comments: [
    {
      by: 'rosa',
      at: '2026-09-28T09:05:00Z',
      text: `Correct, and kinder than I remember it. One word: I said that “improved” was *not chosen by me*. “Not happy” is also true, but I should prefer the first in writing. Please leave it as it is, with this note under it.`,
      reactions: { thanks: ['devika', 'ada', 'ines', 'sana'] },
    },
    {
      by: 'rosa',
      at: '2026-10-14T13:30:00Z',
      text: `My task: the board says, from the second spring. They were surprised by the question and discussed it for half an hour, which I count as a success for the willow.`,
      reactions: { thanks: ['celeste', 'ada', 'eszter', 'ines', 'henrik'], helped: ['celeste'] },
    },
  ],
}
