import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { docx, odt, pptx, xlsx } from '../../shelf/office.ts'
import { packed } from '../../shelf/packed.ts'
import { drawing } from '../../shelf/pictures.ts'
import { brook, wav } from '../../shelf/sound.ts'
import type { SeedFile } from '../../types.ts'
import { levels, levelsText } from './levels.ts'
import { fieldReport } from './report.ts'
import { captions, chart, gaugeMap, minutes, track, watchNights, words } from './texts.ts'

const film = (seeds: string) => readFileSync(join(seeds, 'shelf/pont-sel-rising.webm'))

/** What the River Keepers keep: small, of many kinds, by several of them. */
export const shelf: SeedFile[] = [
  {
    path: 'Water/Levels/Pont-Sel 2025-26.csv',
    by: 'piotr',
    at: '2026-03-31T06:40:00Z',
    make: () => levelsText(180),
    description:
      'The staff at Pont-Sel, every morning since October, read by me and the dog. Centimetres above the sill; *rain* is the bucket by the sluice.',
    tags: ['gauge', 'data'],
    licence: 'CC BY 4.0',
    author: 'Piotr, Gareth and a dog',
    madeOn: '2026',
    versions: [
      {
        by: 'gareth',
        at: '2026-04-20T19:05:00Z',
        why: 'Three Thursdays that I had on paper',
        make: () => levelsText(200),
      },
    ],
    comments: [
      {
        by: 'henrik',
        at: '2026-04-21T07:10:00Z',
        text: 'The 14th of January is no slip of the pen. I was there: it rose forty in a night.',
      },
    ],
  },
  {
    path: 'Water/Levels/Pont-Sel by month.xlsx',
    by: 'ines',
    at: '2026-04-22T15:00:00Z',
    make: () => xlsx('Pont-Sel', levels.months(200)),
    description: 'Moyennes et maxima par mois, tirés du tableau de Piotr.',
    lang: 'fr',
    tags: ['gauge', 'data'],
    licence: 'CC BY 4.0',
  },
  {
    path: 'Water/Levels/Pont-Sel rising.webm',
    by: 'kwame',
    at: '2026-02-22T05:20:00Z',
    make: film,
    description:
      'Three seconds of how fast it came on the 21st of February, drawn from the readings, for people who have not seen it.',
    tags: ['flood', 'gauge'],
    licence: 'CC0',
  },
  {
    path: 'Water/Levels/Pont-Sel rising.en.vtt',
    by: 'odile',
    at: '2026-02-23T20:10:00Z',
    make: () => captions,
    description: 'Captions for Kwame’s film. A film that says nothing still has a sound: say so.',
    tags: ['flood'],
  },
  {
    path: 'Water/Brown water/Three jars.jpg',
    by: 'ines',
    at: '2026-03-02T09:30:00Z',
    make: (seeds) => drawing(seeds, 'three-jars.svg', 'jpeg', 900),
    description:
      'Three jars after six, eight and ten hours: sand has settled, silt has not, and on the right it is no soil at all.',
    tags: ['water-quality', 'methods'],
    licence: 'CC BY-SA 4.0',
    author: 'Ines Carvalhal',
    madeOn: '2026-03-01',
  },
  {
    path: 'Water/Brown water/The jar test.docx',
    by: 'ines',
    at: '2026-03-03T10:00:00Z',
    make: async (seeds) => docx(words.jarTest, await drawing(seeds, 'three-jars.svg', 'png', 240)),
    description: 'One side of paper, to be printed and left in the shed.',
    tags: ['methods', 'water-quality'],
    licence: 'CC BY-SA 4.0',
    versions: [
      {
        by: 'ada',
        at: '2026-05-18T16:45:00Z',
        why: 'Rinse the jar first: the class found out',
        make: async (seeds) =>
          docx([...words.jarTest, words.rinse], await drawing(seeds, 'three-jars.svg', 'png', 240)),
      },
    ],
  },
  {
    path: 'Banks/Forty metres.jpg',
    by: 'luc',
    at: '2026-09-24T18:00:00Z',
    make: (seeds) => drawing(seeds, 'lost-bank.svg', 'jpeg', 800),
    description: 'Ce qui reste de la berge, un matin de septembre. Demandez-moi avant de dire où c’est.',
    lang: 'fr',
    tags: ['banks'],
    author: 'Luc Marchetti',
  },
  {
    path: 'Banks/Planting willows.odt',
    by: 'agnes',
    at: '2025-12-09T14:20:00Z',
    make: () => odt(words.willows),
    description: 'What Mireille told us in the rain, written down in the dry.',
    tags: ['banks', 'methods'],
    licence: 'CC BY 4.0',
  },
  {
    path: 'Banks/Walk along the left bank.gpx',
    by: 'henrik',
    at: '2026-05-11T19:30:00Z',
    make: () => track,
    description:
      'From the mill to the gravel bar, where one gets down to the water without a fence. Nobody’s field is named in it.',
    tags: ['banks', 'map'],
    licence: 'CC0',
  },
  {
    path: 'Banks/Gauges and steps.png',
    by: 'henrik',
    at: '2026-05-12T07:00:00Z',
    make: () => gaugeMap(),
    description: 'The three staffs, and where there are steps.',
    tags: ['map', 'gauge'],
    licence: 'CC0',
  },
  {
    path: 'Sounds/A healthy bank, at dawn.wav',
    by: 'sana',
    at: '2026-04-02T05:50:00Z',
    make: () => wav(4.2, 8_000, brook),
    description:
      'Four seconds: gravel at the left, a dipper three times. A poor bank is quieter than that, and the same all along.',
    tags: ['sound'],
    licence: 'CC BY 4.0',
    author: 'Sana Halabi',
    madeOn: '2026-04-01',
    comments: [
      {
        by: 'odile',
        at: '2026-04-02T18:00:00Z',
        text: 'Merci d’avoir écrit ce qu’on entend : je le vois.',
        lang: 'fr',
      },
    ],
  },
  {
    path: 'Meetings/Minutes 2026-11-05.md',
    by: 'yara',
    at: '2026-11-06T10:15:00Z',
    make: () => minutes,
    description: 'With what we said we would do, and who.',
    tags: ['minutes'],
  },
  {
    path: 'Meetings/What the river told us.pdf',
    by: 'ada',
    at: '2026-10-30T15:00:00Z',
    make: () => fieldReport(false),
    description: 'Our report on the first year, for neighbours and for the council. Four pages, large letters.',
    tags: ['report'],
    licence: 'CC BY 4.0',
    author: 'River Keepers',
    madeOn: '2026-10',
    versions: [
      { by: 'ines', at: '2026-11-12T11:20:00Z', why: 'The eels of October are in', make: () => fieldReport(true) },
    ],
    comments: [
      {
        by: 'rosa',
        at: '2026-11-13T09:00:00Z',
        text: 'I read page three to my colleagues aloud. Thank you for the sentence about what you do not know.',
      },
    ],
  },
  {
    path: 'Meetings/For the council.pptx',
    by: 'tamsin',
    at: '2026-05-27T12:00:00Z',
    make: () => pptx(words.slides),
    description: 'Four slides, six minutes. They read the first one; the rest is for who stays.',
    tags: ['report'],
    licence: 'CC BY 4.0',
  },
  {
    path: 'Meetings/Levels of the year.png',
    by: 'ines',
    at: '2026-10-29T17:00:00Z',
    make: () => chart(),
    description: 'The curve of the report, alone: for posters.',
    tags: ['report', 'gauge'],
    licence: 'CC BY 4.0',
  },
  {
    path: 'Nights of high water.txt',
    by: 'kwame',
    at: '2026-02-24T22:00:00Z',
    make: () => watchNights,
    description: 'Who calls whom. Print it, pin it up inside the door.',
    tags: ['flood'],
  },
  {
    path: 'Photographs of the lantern walk.zip',
    by: 'devika',
    at: '2026-08-03T11:00:00Z',
    make: async (seeds) =>
      packed({
        'lantern walk/eel.jpg': await drawing(seeds, 'eel-above-the-weir.svg', 'jpeg', 420),
        'lantern walk/gravel bar.jpg': await drawing(seeds, 'gravel-bar.svg', 'jpeg', 420),
        'lantern walk/who is on them.txt': 'Everybody on these was asked. The children’s faces are lanterns.\n',
      }),
    description: 'Two of them, small. Ask me for the large ones.',
    tags: ['eels'],
  },
  {
    path: 'levels old copy (1).csv',
    by: 'gareth',
    at: '2026-04-20T18:50:00Z',
    make: () => levelsText(40),
    tags: [],
    removed: { by: 'gareth', at: '2026-04-20T19:06:00Z' },
  },
]
