import type { SeedPage } from '../../types.ts'

/** In the library of the circle: all of it is Ada's, so she could take it to the community at once. */
export const beforeABoardComesOut: SeedPage = {
  key: 'before-a-board',
  space: 'weirs',
  title: 'Before a board comes out',
  lang: 'en',
  tags: ['weir'],
  by: 'ada',
  at: '2026-09-25T18:30:00Z',
  text: `Whoever lifts a board does these four things first, also when it is raining and everybody is cold.

1. Read the gauge at Pont-Sel and write the number down. Not the number you remember.
2. Ring the mill. If Gilles does not answer, wait half an hour and ring again.
3. Look over the rail, both sides. Children, dogs, anglers, a heron.
4. Say the board’s number aloud to whoever stands on the bank. They say it back.

One board, then ten minutes of watching. The second one can wait for as long as it takes to drink tea.

> [!TIP]
> If you cannot say why this board and why today, it is not today.`,
}
