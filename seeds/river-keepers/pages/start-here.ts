import type { SeedPage } from '../../types.ts'

const welcome = `This page is for the first evening. It takes five minutes. You do not have to read anything else before you write.

## What we are

People who live with the Varelle, from the hills to the estuary. Farmers, anglers, teachers, a miller, a net-mender, a harbour pilot, a paramedic. Nobody is paid for being here, and nobody is examined at the door.

We ask each other things, we show what we tried, and we say what went wrong. That is really all.`

const agreementsFirst = `## What we agreed

1. Mail first: nobody must be online.
2. Stories stay here, learning may travel.
3. Anyone can say “pass”.
4. When it hurts, ask Kwame, Sana or Odile.`

const agreements = `## What we agreed

1. Ask before naming a place. Why, and how: [[Ask before naming a place]].
2. Mail first: nobody must be online.
3. Stories stay here, learning may travel.
4. Anyone can say “pass”.
5. When it hurts, ask Kwame, Sana or Odile. See [[Care for each other]].`

const firstWeek = `## Your first week

- [ ] Tell us which water you know. One sentence, in the discussion *Start here: who we are and how we talk*.
- [ ] Find one person who lives near you, and say hello.
- [ ] Choose how you want to hear from us: every time, once a day, once a week, or never.
- [ ] Read one page of [[Field methods]], the one that sounds most like something you would do anyway.

The boxes are for you. Nobody looks whether they are ticked.`

const languages = `## Which language?

English or French, as it comes. If you begin in one and end in the other, that is fine too. Yara, Ines and Leïla translate, and so does anyone else who has ten minutes. If a page is missing in your language, press the button that says so. It is not a complaint, it is how we find out.

> [!NOTE] If you do not see, or do not hear
> Tell us once, and only if you like. Pictures here have descriptions, meetings have signing, and [[At the river with deaf and blind people]] says how we do it outdoors.`

const lost = `## If you are lost

Write to Yara. She gets lost too. Or telephone Ada in the evening; her number is on the card that you were given at the door.`

const winter = `## If you come in winter

The river is high between November and March, and it is colder than it looks. Nobody measures alone, and nobody stands below the bridge at Pont-Sel when the path is wet. [[A first day at the river]] says the rest. If your house is near the water, read [[Flood watch]] this week rather than next.`

const join = (...parts: string[]) => parts.join('\n\n')

export const startHere: SeedPage = {
  key: 'start-here',
  space: 'river-keepers',
  title: 'Start here',
  lang: 'en',
  tags: ['welcome', 'agreements'],
  by: 'ada',
  at: '2025-11-05T18:30:00Z',
  text: join(welcome, agreementsFirst, lost),
  changes: [
    {
      by: 'yara',
      at: '2025-11-11T17:50:00Z',
      text: join(welcome, agreementsFirst, firstWeek, languages, lost),
      why: 'What people asked me in the first three days',
    },
    {
      by: 'ada',
      at: '2026-02-27T18:25:00Z',
      text: join(welcome, agreements, firstWeek, languages, lost),
      why: 'The first agreement is new. It stands first because it cost the most',
    },
    {
      by: 'kwame',
      at: '2026-11-04T06:45:00Z',
      text: join(welcome, agreements, firstWeek, languages, winter, lost),
      why: 'Two people joined after the flood and asked what they should have known',
    },
  ],
  state: 'in-use',
  steward: 'yara',
  reviewOn: '2027-02-01',
  comments: [
    {
      by: 'tobias',
      at: '2026-11-16T07:20:00Z',
      text: `I read this on the tram. Four boxes, and I have done two of them already without noticing. One question: “telephone Ada in the evening”. Until when is evening?`,
      reactions: { thanks: ['yara'] },
    },
    {
      by: 'ada',
      at: '2026-11-16T18:05:00Z',
      text: `Until nine. After nine I am asleep with a book on my face. Welcome, Tobias.`,
      replyTo: 1,
      reactions: { thanks: ['tobias', 'yara', 'gareth'] },
    },
  ],
}
