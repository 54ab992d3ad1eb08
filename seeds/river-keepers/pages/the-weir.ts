import type { SeedPage } from '../../types.ts'

const what = `At Pont-Sel a low wall has crossed the Varelle since the time of the old factory. It is 31 metres long and holds the water up by 1.80 m. It has three gates, which are lifted with wheels, and beside them, on the right bank, the old boat pass, which is closed by seven boards. The last time that anybody lifted all three gates for longer than a day, the plan of 1962 was new.

This page is for those who were not there. The long talk is in *Can we open the weir before eel season?*, and what we agreed is in [[Decision: the gates open for twelve weeks]].`

const why = `## Why open it at all

**For the bed.** Above a weir the river is a pond. It drops its sand and silt there, and below, where nothing arrives any more, it eats its own gravel. A bed without loose gravel is a street: nothing can live in the gaps.

**For whoever wants to go up.** Trout, lamprey, eel. A few young eels climb almost anything that is wet and rough. Most do not.

**For the banks below.** Perhaps. Ines says that one should not promise this, and so we do not.

## Why not just leave it open

Because of the leat and the mill, the gardens that draw water from the pond, the heifers in the meadows above, the licence (twelve weeks, between 1 March and 31 July), and because nobody knows what sixty years of silt do when they all move at once.

## Why not on 1 March

This was the first plan. Bashir said no. In March and April the glass eels wait below in the still water at Saltmouth and go up with the tide, at night, along the edges. A glass eel is as long as a finger and can hold about 0.3 m/s, not for long. With all gates open in winter water, Ines measured 1.4 at the edge below the weir.

So the eels set the date, and Bashir reads it from a white plate: three nights with a good tide, and none.`

const weeksPlan = `## The twelve weeks

Not before 20 April, not after 4 May. One gate a day. Then we shall see. What we expect is written down, in an envelope, in Agnès’s dresser, behind the soup bowls.`

const weeks = `## The twelve weeks

Bashir’s three empty nights were the 19th, 20th and 21st of April. The lifeboat crew, the miller, the gardeners and Luc heard it on the 22nd. On Monday 27 April Agnès turned the first wheel.

| week from | gates | gauge | speed at the edge | young eels at the foot[^count] | what else |
| --- | --- | --- | --- | --- | --- |
| 27 April | 1, 2, 3 | 0.92 m | 0.4 m/s | 0 | one gate a day |
| 4 May | 3 | 0.88 | 0.4 | 0 | smell of mud, complaints, fair ones |
| 11 May | 3 | 0.84 | 0.35 | 2 | the first on the 12th |
| 18 May | 3 | 0.81 | 0.35 | 6 | |
| 25 May | 3 | 1.31 | 0.7 | not counted | two days of rain, brown |
| 1 June | 3 | 0.83 | 0.35 | 9 | first stones loose below |
| 8 June | 3 | 0.74 | 0.3 | 14 | |
| 15 June | 3 | 0.70 | 0.3 | 22 | kingfishers, two |
| 22 June | 3 | 0.66 | 0.3 | 17 | leat closed by half |
| 29 June | 3 | 0.62 | 0.25 | 19 | |
| 6 July | 3 | 0.60 | 0.25 | 11 | **one above the weir, 10 July, 23:52** |
| 13 July | 3 | 0.58 | 0.25 | 8 | gates down on the 19th at six |

[^count]: Henrik, once a week, after dark, at the same two stones: what crosses a white plate in a hundred slow counts. Best night of each week.

The water at the edge was much slower than in her winter table, because there was much less of it. If the spring had been wet, we would have had to shut one gate. It is worth remembering before somebody says that it was easy.

## What we expected, and what came

Before the first gate we wrote down what we would see, because Wanjiru asked us to.

| what we expected | by | what came |
| --- | --- | --- |
| water at the edge never above 0.5 m/s in the first week | 4 May | 0.4 m/s |
| glass eels still at Saltmouth when we open | none | none on three nights |
| young eels at the foot of the weir | 31 May | the first on 12 May |
| one eel above the weir | 15 July | 10 July |
| sand over the gravel below | a hand deep | three fingers |
| kingfishers | nobody had thought of it | two |

Three other things came that were in no envelope:

- The pond smelled for nine days. We had told the people in Rue du Seuil that it might. We had not said nine.
- Youssef’s pump stood dry on 24 June. Piotr moved the pipe by four metres. We should have asked before, and not after.
- Somebody’s wedding ring, engraved 1971, in the mud by gate two. It has gone home.

## What we do not know

Whether the gravel stays loose over a winter. Whether more than one eel went up after [[The first eel above the weir|the first]]: a person with a lantern sees what passes at two stones. Whether the right bank, below the alders, was hurt by the gates or by the boards. Ines measures it in March.`

const boards = `## Boards, in which order (not agreed yet)

The seven boards of the boat pass come out for some days in March, so that the winter’s silt can leave. The circle *Weirs* is talking about it, and asked me to put here what all of you may need to know.

In April 2026 we took the two **left** boards first, because these were the ones that we could lift. All the water went against the right bank. That was a mistake, and it was mine as much as anybody’s: I was holding the hook.

What we think now:

1. Nothing moves before the elvers have passed. Bashir says the date.
2. Luc hears it **three days** before, by telephone, not by message. (Both have said that this may stand here.)
3. The **middle** board first, lifted by a third. Then wait a whole day. The bed needs time to find its shape.
4. Middle board out. Then one on each side, always in pairs, never two on the same side.
5. The outermost boards stay in.

> [!CAUTION] Lifting
> A wet board weighs about 45 kg, and with water behind it a good deal more. Two hooks, four people, nobody on the downstream side, nobody with the rope round a hand. Life jackets, all four, also those who row.

It needs four people and two dry days. If you have a reason against it, please say so before Sunday 29 November. – Gareth`

const pass = `## And an eel pass?

Bashir: “Opening for twelve weeks is good. But the eel does not read the licence. A small ramp with brushes, always wet, is there in August also. It costs less than the soup.” Nobody has drawn one yet. If you want to: [[A small eel pass for Pont-Sel]].`

const passSpring = `## And an eel pass?

Later. First things first.`

const join = (...parts: string[]) => parts.join('\n\n')

export const theWeir: SeedPage = {
  key: 'weir',
  space: 'river-keepers',
  title: 'The weir',
  lang: 'en',
  tags: ['weir', 'eels'],
  by: 'ada',
  at: '2026-03-14T15:20:00Z',
  text: join(what, why, weeksPlan, passSpring),
  changes: [
    {
      by: 'henrik',
      at: '2026-07-21T18:30:00Z',
      text: join(what, why, weeks, passSpring),
      why: 'Twelve weeks in a table. I have checked every line with Ines, and she has checked me',
    },
    {
      by: 'yara',
      at: '2026-08-30T16:15:00Z',
      text: join(what, why, weeks, pass),
      why: 'Bashir’s words about a pass, from his letter, with his yes',
    },
    {
      by: 'gareth',
      at: '2026-11-14T10:40:00Z',
      text: join(what, why, weeks, boards, pass),
      why: 'The boards, so that we don’t do the left ones first again',
    },
  ],
  state: 'in-use',
  steward: 'henrik',
  reviewOn: '2027-02-15',
  comments: [
    {
      by: 'youssef',
      at: '2026-07-22T20:10:00Z',
      lang: 'fr',
      text: `Merci d’avoir écrit la pompe. Les salades ont survécu, deux rangs non. L’an prochain, prévenez-moi une semaine avant et je déplace le tuyau moi-même, cela me prend une heure.`,
      reactions: { thanks: ['henrik', 'piotr', 'ines', 'ada', 'celeste'] },
    },
    {
      by: 'henrik',
      at: '2026-07-23T06:50:00Z',
      text: `Written down as a promise: Youssef, one week before. I keep it with the others.`,
      replyTo: 1,
      reactions: { thanks: ['youssef', 'ada'] },
    },
    {
      by: 'wanjiru',
      at: '2026-07-25T09:00:00Z',
      text: `“Things that came that were in no envelope” is the best part of this page. Please keep that heading every year, even in a year when all goes well. Most of all then.`,
      reactions: { thanks: ['ada', 'ines', 'rosa', 'henrik', 'sana'] },
    },
  ],
}
