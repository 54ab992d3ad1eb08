import type { SeedPage } from '../../types.ts'

const vision = `## Vision

A river that eels can climb, children can stand in, and neighbours can talk about without shouting.`

const goalsFirst = `## Goals (sure and hoped for)

1. **Sure:** the weir at Pont-Sel is open for twelve weeks, and we know what it did. *Success says:* Henrik’s count and Ines’s gauge.
2. **Sure:** everybody can take part by mail. *Success says:* Bashir.
3. **Hoped for:** three banks planted with willow. *Success says:* Céleste, in the second spring.
4. **Hoped for:** a class from each end of the river meets in the middle.`

const goals = `## Goals (sure and hoped for)

1. **Sure:** the weir at Pont-Sel is open for twelve weeks, and we know what it did. *Success says:* Henrik’s count and Ines’s gauge. **Done.**
2. **Sure:** everybody can take part by mail. *Success says:* Bashir. (“Yes. Shorter letters.”)
3. **Hoped for:** three banks planted with willow. *Success says:* Céleste, in the second spring. One is planted.
4. **Hoped for:** a class from each end of the river meets in the middle. Not this year. Perhaps in spring.
5. **New, sure:** nobody who lives low is woken last. *Success says:* Nadia, Odile and the people of Quay Street.`

const quartersFirst = `## Quarter by quarter

| when | what | who, with whom |
| --- | --- | --- |
| January to March | build tubes, first readings; the weir opens on 1 March | Mei, Piotr; Ada with Tamsin |
| April to June | count, measure; the gates close at the end of May | Henrik, Ines |
| July to September | rest; willow is chosen | Céleste |
| October to December | planting; look back | Céleste, Paolo; hosts |`

const quarters = `## Quarter by quarter

| when | what | who, with whom | |
| --- | --- | --- | --- |
| January to March | tubes built, first readings | Mei, Piotr | done |
| 27 April to 19 July | the gates are open | Henrik and Ines; Bashir holds the date | done |
| June | the bridge to the council is handed on | Tamsin to Kwame and Yara | done |
| July to September | rest; success is agreed per audience | Odile, Rosa | done |
| October to December | flood drill 28 November; look back 3 December; willow | Kwame, Piotr; hosts; Céleste, Eszter | going on |`

const rest = `## Rhythm

- Mail first. One letter on Monday, one digest on Friday.
- A meeting in the school every sixth Thursday, with signing, soup and the video room.
- Facilitation changes every quarter: Ada, Sana, Odile, Devika.
- **August is empty.** No meetings, no deadlines, no counting unless it gives you pleasure.

## People and contacts

| part | first | second |
| --- | --- | --- |
| weir | Henrik | Ines |
| methods and numbers | Mei | Ines |
| flood | Kwame | Brigid |
| council | Kwame | Yara |
| welcome | Yara | Leïla |
| the fund | Ada | Ines |`

const means = `## Means

- **Hours:** about 90 hours a month between all of us, in a good month. We counted once, in May, and will not do it again.
- **Money from the Three Rivers Fund:** 8,400 euros. Signing 3,100 · hall and heating 1,150 · recorders and tubes 940 · bus tickets 1,260 · tea, soup and boots in small sizes 700 · not spent yet 1,250.
- **In kind:** the school hall, Gareth’s boats, Céleste’s willow, Agnès’s kitchen.

## What could change our path

- A dry spring: then the gates stay down. The mill and the leat come first.
- A new drainage officer who does not know us. Then we begin with soup.
- A flood. It came.

## How we learn

Every three months we read this page aloud and change it. Signs we watch: eels above the weir; readings per month; how many different people wrote something; who has gone quiet, and whether somebody has asked them how they are.`

const changed = (lines: string) => `## Changes made

| date | what | why |
| --- | --- | --- |
${lines}`

const meansFirst = `## Means

Hours, as they come. 8,400 euros from the Three Rivers Fund, of which the signing comes first.`

const line = {
  march: `| 12 March | the weir moves from 1 March to the eels’ own date | Bashir said no, and he was right |`,
  july: `| 2 July | council: Kwame and Yara for Tamsin | she has left, with mints; see [[Handoff: the bridge to the council]] |`,
  september: `| 28 September | “success” is now four lists instead of one | the fund changed its measures; see [[Minutes: what is success, and for whom?]] |`,
  november: `| 9 November | goal 5 is new; two planting days become flood days | 21 October |`,
}

const join = (...parts: string[]) => parts.join('\n\n')

export const ourYear2026: SeedPage = {
  key: 'year',
  space: 'river-keepers',
  title: 'Our year 2026',
  lang: 'en',
  template: 'workplan',
  tags: ['plan'],
  by: 'ada',
  at: '2026-01-04T16:00:00Z',
  text: join(vision, goalsFirst, quartersFirst, rest, meansFirst),
  changes: [
    {
      by: 'ines',
      at: '2026-03-12T19:30:00Z',
      text: join(vision, goalsFirst, quartersFirst, rest, meansFirst, changed(line.march)),
      why: 'A table of changes, so that we see the plan learn',
    },
    {
      by: 'ada',
      at: '2026-09-28T17:20:00Z',
      text: join(
        vision,
        goalsFirst,
        quarters,
        rest,
        means,
        changed([line.march, line.july, line.september].join('\n')),
      ),
      why: 'Read aloud on the 24th, and changed where people frowned',
    },
    {
      by: 'ada',
      at: '2026-11-09T18:10:00Z',
      text: join(
        vision,
        goals,
        quarters,
        rest,
        means,
        changed([line.march, line.july, line.september, line.november].join('\n')),
      ),
      why: 'After the flood: the fifth goal',
    },
  ],
  state: 'agreed',
  steward: 'ada',
  reviewOn: '2027-01-10',
  comments: [
    {
      by: 'brigid',
      at: '2026-10-02T15:00:00Z',
      text: `I like August best. When I was a headmistress I wrote plans for thirty-one years, and none of them had a hole in it on purpose.`,
      reactions: { thanks: ['ada', 'rosa', 'kwame', 'hanne', 'amina'] },
    },
  ],
}
