import { type Drawn, pdf } from '../../shelf/pdf.ts'
import { levels } from './levels.ts'

/** A line after another from a height on. */
const lines = (y: number, all: string[], size = 14): Drawn[] =>
  all.map((text, i) => ({ text, x: 64, y: y - i * size * 1.55, size }))
const title = (text: string): Drawn => ({ text, x: 64, y: 740, size: 26, bold: true })
const moss: [number, number, number] = [0.29, 0.42, 0.3]

/** The report of the first year. @param october whether the eels of October are counted in it */
export function fieldReport(october: boolean): Buffer {
  const eels = october ? '61 grown eels, 14 of them in October alone.' : '47 grown eels. October is still to come.'
  const months = levels.months(200).slice(1)
  const bars: Drawn[] = months.flatMap(([month, , most], i) => [
    { bar: [70 + i * 64, 420, 40, Number(most) * 1.6], colour: moss },
    { text: String(month).slice(5), x: 80 + i * 64, y: 402, size: 12 },
    { text: String(most), x: 78 + i * 64, y: 426 + Number(most) * 1.6, size: 12, bold: true },
  ])
  return pdf('What the river told us', [
    [
      { bar: [0, 780, 595, 62], colour: moss },
      { text: 'What the river told us', x: 64, y: 640, size: 34, bold: true },
      ...lines(600, ['The first year of the River Keepers of the Varelle'], 16),
      ...lines(520, [
        'For our neighbours, and for the council.',
        'Written by those who were there; read aloud before it was printed.',
      ]),
    ],
    [
      title('How high it came'),
      ...lines(
        706,
        ['The highest level of each month at Pont-Sel, in centimetres above the sill,', 'from October on.'],
        13,
      ),
      ...bars,
      ...lines(340, [
        'Twice it came over the steps. Both times it had rained for less than a day:',
        'the fields above no longer hold what they used to hold.',
      ]),
    ],
    [
      title('Who came back'),
      ...lines(700, [
        'The boards were out for twelve weeks. Above the weir we counted',
        eels,
        '',
        'What we do not know: whether they came because of the boards.',
        'It was also a wet spring.',
      ]),
    ],
    [
      title('What we ask for'),
      ...lines(700, [
        '1. The same twelve weeks next year.',
        '2. A staff at the mill that can be read from the road.',
        '3. That whoever cuts the bank tells us the day before.',
      ]),
    ],
  ])
}
