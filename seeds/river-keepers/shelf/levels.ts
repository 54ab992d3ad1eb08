/** The river at Pont-Sel, day by day from October: low, with the rain, and one night in January and one in February. */
const FIRST = Date.UTC(2025, 9, 1)

interface Day {
  date: string
  cm: number
  rain: number
  who: string
  note: string
}

function day(n: number): Day {
  const date = new Date(FIRST + n * 86_400_000)
  const rain = Math.max(
    0,
    Math.round(9 * Math.sin(n * 1.7) + 6 * Math.sin(n / 3) - 4 + (n === 104 || n === 142 ? 30 : 0)),
  )
  const season = 34 + 22 * Math.sin((n - 20) / 48)
  const flood = (at: number, most: number) => (n < at ? 0 : most * Math.exp(-(n - at) / 3))
  const cm = Math.round(season + 0.8 * rain + flood(105, 44) + flood(143, 71))
  const thursday = date.getUTCDay() === 4
  const note =
    n === 105
      ? 'brown, a fence post went by'
      : n === 143
        ? 'over the steps; did not go near'
        : rain > 9
          ? 'rain all night'
          : ''
  return { date: date.toISOString().slice(0, 10), cm, rain, who: thursday ? 'Gareth' : 'Piotr', note }
}

const days = (count: number) => Array.from({ length: count }, (_, n) => day(n))

/** As a table of numbers by month, with their mean and the highest. */
function months(count: number): (string | number)[][] {
  const by = new Map<string, number[]>()
  for (const { date, cm } of days(count)) by.set(date.slice(0, 7), [...(by.get(date.slice(0, 7)) ?? []), cm])
  const rows = [...by].map(([month, all]) => [
    month,
    Math.round(all.reduce((a, b) => a + b) / all.length),
    Math.max(...all),
    all.length,
  ])
  return [['mois', 'moyenne (cm)', 'maximum (cm)', 'jours lus'], ...rows]
}

export const levels = { days, months }

/** The same as people keep it. */
export function levelsText(count: number): Buffer {
  const rows = days(count).map(({ date, cm, rain, who, note }) => [date, cm, rain, who, note && `"${note}"`].join(','))
  return Buffer.from(`${['date', 'level (cm)', 'rain (mm)', 'read by', 'note'].join(',')}\n${rows.join('\n')}\n`)
}
