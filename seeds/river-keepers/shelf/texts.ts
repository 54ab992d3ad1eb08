import { drawn } from '../../shelf/pictures.ts'
import { levels } from './levels.ts'

/** The texts of the shelf, as people would have typed them. */
export const words = {
  jarTest: [
    '# The jar test',
    'Is it soil, or is it sewage? You need three clean jars with lids, a felt pen, and a night.',
    '## In the evening',
    '- Fill a jar with river water where it is brown. Not from the edge.',
    '- Write the hour and the place on the lid.',
    '- Stand it where nobody knocks it over, with a light behind it.',
    '## In the morning',
    'Sand lies at the bottom within minutes, silt within hours. If it is clear above and there is a brown layer below, it is soil: find out whose field, kindly.',
    'If it is still cloudy and grey, or smells when you open it, it is no soil. Wash your hands, and ring the number on the door of the shed.',
  ],
  rinse: 'Rinse the jar three times with the river first. The class found out why: jam.',
  willows: [
    '# Planting willows',
    'Cut stakes as thick as a broomstick and as long as your leg, between November and February, while they sleep.',
    'Which end is up matters. Cut the lower end slanting, so that nobody gets it wrong in the dark.',
    'Two thirds go into the ground. What is left looks like nothing; that is how it should look.',
    'Not below the footbridge: there the alders do the work already.',
  ],
  slides: [
    {
      title: 'We are 34 neighbours of the Varelle',
      lines: ['We read three gauges every day.', 'We are not asking for money.'],
    },
    { title: 'What we saw this winter', lines: ['Two floods within six weeks', 'Each came within a day of rain'] },
    {
      title: 'What we would like to try',
      lines: ['The boards of the weir out for twelve weeks', 'After the eel season has begun: ask Bashir'],
    },
    { title: 'What it costs you', lines: ['One signature', 'One person who answers the telephone'] },
  ],
}

export const minutes = Buffer.from(`# Thursday by the river, 5 November

There were eleven of us, and a dog. Yara wrote this down.

## What we talked about

- **The weir.** Bashir saw the first silver eels on the 28th. The boards stay in until he says so.
- **The staff at the mill** cannot be read from the road. Henrik knows a painter.
- Tobias is new. He asked what a *riffle* is; so did three others who had not dared to.

## What we will do

| what | who | until |
| --- | --- | --- |
| ask the painter | Henrik | 20 November |
| write to the council about the steps | Yara, Kwame | 1 December |
| soup | everybody | next time |

> “A river is a conversation that was going on before we came.” — Odile, signing, and then laughing at herself
`)

export const watchNights = Buffer.from(`NIGHTS OF HIGH WATER
Print this. Pin it up inside the door.

60 cm at Pont-Sel   Kwame rings the first three below.
75 cm               Each of them rings two. Bring boots, not heroes.
90 cm               Nobody goes near the steps. Ring 112 if anybody has.

  1  Gareth      until midnight
  2  Luc         from four; he is up for the cows
  3  Amina       any time, ring twice
  4  Piotr       the dog will answer first

Sandbags: behind the chapel. The key hangs where it always hung.
`)

export const captions = Buffer.from(`WEBVTT

00:00.000 --> 00:01.200
[No sound] The river at the staff of Pont-Sel, at 50 centimetres.

00:01.200 --> 00:02.400
It rises to 84. A fence post drifts by.

00:02.400 --> 00:03.000
In truth this took five hours.
`)

/** A walk on an invented bank. */
export const track = Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>
<gpx version="1.1" creator="River Keepers" xmlns="http://www.topografix.com/GPX/1/1">
  <trk><name>Left bank, mill to gravel bar</name><trkseg>
${Array.from({ length: 24 }, (_, i) => `    <trkpt lat="${(0.012 + i * 0.0004).toFixed(4)}" lon="${(-0.02 + 0.003 * Math.sin(i / 4)).toFixed(4)}"><ele>${40 - i}</ele></trkpt>`).join('\n')}
  </trkseg></trk>
</gpx>
`)

const text = 'font-family="sans-serif" fill="#2e3a2f"'

/** Where the staffs are. */
export function gaugeMap(): Promise<Buffer> {
  const places: [string, number, number][] = [
    ['The mill', 90, 90],
    ['Pont-Sel', 330, 190],
    ['Gravel bar', 560, 130],
  ]
  return drawn(`<svg xmlns="http://www.w3.org/2000/svg" width="720" height="360"><rect width="720" height="360" fill="#f3ecdc"/>
<path d="M0 60C160 120 180 210 320 200S520 90 720 170" fill="none" stroke="#8fb3bd" stroke-width="26"/>
${places.map(([name, x, y]) => `<circle cx="${x}" cy="${y}" r="11" fill="#4a6b4c"/><text x="${x + 20}" y="${y + 42}" ${text} font-size="24">${name}</text>`).join('')}
<text x="24" y="334" ${text} font-size="18">Green: a staff, with steps down to the water.</text></svg>`)
}

/** The levels of the year as a curve. */
export function chart(): Promise<Buffer> {
  const days = levels.days(200)
  const points = days.map(({ cm }, i) => `${60 + i * 3.1},${300 - cm * 1.9}`).join(' ')
  return drawn(`<svg xmlns="http://www.w3.org/2000/svg" width="720" height="360"><rect width="720" height="360" fill="#fbf8f0"/>
${[0, 50, 100].map((cm) => `<path d="M60 ${300 - cm * 1.9}H690" stroke="#d8d0bd"/><text x="20" y="${306 - cm * 1.9}" ${text} font-size="16">${cm}</text>`).join('')}
<polyline points="${points}" fill="none" stroke="#4a6b4c" stroke-width="3"/>
<text x="60" y="40" ${text} font-size="22">Pont-Sel, October to April: centimetres above the sill</text></svg>`)
}
