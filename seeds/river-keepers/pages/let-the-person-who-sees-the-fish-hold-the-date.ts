import type { SeedPage } from '../../types.ts'

export const letThePersonWhoSeesTheFishHoldTheDate: SeedPage = {
  key: 'weir-lesson',
  space: 'river-keepers',
  title: 'Let the person who sees the fish hold the date',
  lang: 'en',
  template: 'lesson',
  under: 'weir-decision',
  tags: ['lesson', 'weir', 'decisions'],
  by: 'ada',
  at: '2026-07-26T15:10:00Z',
  text: `## Lesson

If a plan depends on something that one person can see and the rest of us can’t, give that person the date, and the others a last day.

## What happened

We had 1 March on every paper. A man who mends nets said no, in four sentences. For a week we discussed whether he was right. Then two of us went and looked, with his plate and his lamp, and there was nothing left to discuss.

## Why

The date came from a form. Nobody had chosen it, so nobody could change it. And the one who knew reads by email at six in the morning, after the rest of us had already agreed by telephone.

## Next time

1. Ask *who sees it first?* before asking *when?*
2. Ask them by the way that they use.
3. Write the condition, not the date. Then add a last day, so that those who need a calendar can live too.
4. Write down beforehand what you expect.
5. When somebody says no, go there. Bring warm shoes.

## For whom

For hosts. For anyone who fills in the form for 2027. For the committee, if they ask. For me, on Mondays.`,
  changes: [
    {
      by: 'ines',
      at: '2026-07-27T08:20:00Z',
      why: 'This is what I would want to find in ten years. I give it a tag and nothing else',
      text: `## Lesson

If a plan depends on something that one person can see and the rest of us can’t, give that person the date, and the others a last day.

## What happened

We had 1 March on every paper. A man who mends nets said no, in a few sentences. For a week we discussed whether he was right. Then two of us went and looked, with his plate and his lamp, and there was nothing left to discuss.

## Why

The date came from a form. Nobody had chosen it, so nobody could change it. And the one who knew reads by email at six in the morning, after the rest of us had already agreed by telephone.

## Next time

1. Ask *who sees it first?* before asking *when?*
2. Ask them by the way that they use.
3. Write the condition, not the date. Then add a last day, so that those who need a calendar can live too.
4. Write down beforehand what you expect.
5. When somebody says no, go there. Bring warm shoes.

## For whom

For hosts. For anyone who fills in the form for 2027. For the committee, if they ask. For me, on Mondays.

*This idea came to us from the Nzoia, with Wanjiru. There it was eight days and a village that bought its fish in town.*`,
    },
  ],
  state: 'agreed',
  reviewOn: '2028-07-26',
}
