import type { SeedPage } from '../../types.ts'

const open = `When it hurts, there are three of us: Kwame, Sana, Odile. You can write to one of us or to all. What you tell us stays with us. If we think that somebody else must know, we ask you first.

You do not need to be sure that it is important. Most things that people bring are small, and some of the small ones had been carried for weeks.`

const ways = `## How to reach us

- **Kwame**: by message, at any silly hour. He works nights, so an answer at four in the morning is normal.
- **Sana**: by telephone or voice message. She hears a voice better than a page.
- **Odile**: in writing, in French or in sign. She answers at once.`

const repair = `## How we repair

This is what we do when somebody was hurt by something that happened here. It has worked a few times. It is not a court, and nobody has to take part.

1. **First, those it hurt.** One of the three goes and listens. Nothing is argued yet, not even kindly.
2. **Then the other.** The same listening, the same length of time.
3. **A table, if both want it.** Each tells it once, the other says it back until the first one says: yes, that is what I meant. It takes more tries than you think.
4. **What would help?** Not what is fair. Often it is something quite practical, with a date.
5. **What may be said outside?** They decide it together, word by word. The rest stays in the kitchen.
6. **Two months later** somebody asks both how it is now.

While this goes on, the thread is left alone. If you feel something hot coming up, write it to one of us instead. We can take it.

> [!NOTE] What this is not for
> Danger. If someone is threatened or in danger now, call 112, then us.

## What we do not do

We do not keep files. We do not tell hosts or funders who came. We do not decide who was right.`

const notAlone = `## And us three?

We are tired sometimes as well. Any of us can say so and be out for a month, and the page will say who is there. At the moment: all three.`

export const careForEachOther: SeedPage = {
  key: 'care',
  space: 'river-keepers',
  title: 'Care for each other',
  lang: 'en',
  tags: ['care', 'agreements'],
  by: 'kwame',
  at: '2025-12-14T06:50:00Z',
  text: `${open}\n\n${ways}`,
  changes: [
    {
      by: 'kwame',
      at: '2026-03-04T07:15:00Z',
      text: `${open}\n\n${ways}\n\n${repair}`,
      why: 'Some of you asked how it is done. This much can be written down',
    },
    {
      by: 'sana',
      at: '2026-09-06T19:00:00Z',
      text: `${open}\n\n${ways}\n\n${repair}\n\n${notAlone}`,
      why: 'Somebody asked who looks after the three',
    },
  ],
  state: 'agreed',
  steward: 'sana',
  reviewOn: '2027-03-04',
}
