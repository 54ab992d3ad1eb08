import { wav } from '../shelf/sound.ts'

const RATE = 8_000
const SECONDS = 7

/** When something touches the glass, how hard, and how high it rings: six beans, a handful, and the jar shaken. */
const touches = [
  ...[0.3, 0.75, 1.15, 1.5, 1.75, 1.95].map((at, i) => ({ at, hard: 0.8, rings: 1_700 + 130 * i })),
  ...Array.from({ length: 60 }, (_, i) => ({
    at: 2.4 + 0.03 * i + 0.011 * (i % 3),
    hard: 0.4,
    rings: 1_900 + 17 * ((i * 37) % 60),
  })),
  ...Array.from({ length: 48 }, (_, i) => ({
    at: 4.8 + 0.42 * Math.floor(i / 12) + 0.013 * (i % 12),
    hard: 0.35,
    rings: 2_300 + 23 * ((i * 29) % 48),
  })),
]

/** Beans that fall into a glass jar: by sums of waves, so that it is the same each time. */
function beans(at: number): number {
  let heard = 0
  for (const { at: since, hard, rings } of touches) {
    const after = at - since
    if (after < 0 || after > 0.12) continue
    heard +=
      hard * Math.exp(-after * 55) * (Math.sin(2 * Math.PI * rings * after) + 0.4 * Math.sin(2 * Math.PI * 430 * after))
  }
  return 0.7 * heard
}

/** How Seed Savers introduce themselves: a sound, with words beside it for whoever does not hear it. */
export const introduction = {
  make: () => wav(SECONDS, RATE, beans),
  said: `WEBVTT

00:00.000 --> 00:02.300
[Six beans fall into a glass jar, one by one.] Nobody speaks here. You hear what we do in November.

00:02.300 --> 00:04.700
[A handful.] Dried on a windowsill, counted at a kitchen table.

00:04.700 --> 00:07.000
[The jar is shaken.] They will keep. In spring, half of them are somebody else’s.
`,
}
